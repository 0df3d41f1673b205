"""Refusals: acts the rules forbid, said once in Chinese and shown the same in window, command line and on paper."""

from __future__ import annotations

import errno
from typing import Self


class Refusal(Exception):
    """A forbidden act or unusable input: `code` names the rule, `facts` are what its sentence needs.

    `details` is what the system said in its own language, for whoever is asked for help; it is no part of the sentence.
    """

    details: str = ""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    @classmethod
    def say(cls, sentence: str, details: str = "") -> Self:
        """Refuse with a ready Chinese sentence that says where, what and what to do."""
        refusal = cls("said", sentence=sentence)
        refusal.details = details
        return refusal

    def __str__(self) -> str:
        # Imported here because the sentences speak of states and lamps, which in turn may be refused.
        from desktop_app.domain.terms import sentence

        return sentence(self)


class Damaged(Exception):
    """Stored data that cannot be trusted any more; the message is a Chinese sentence (command line exit 3).

    `details` is what the system said about it in its own language, for whoever is asked for help.
    """

    def __init__(self, sentence: str, details: str = "") -> None:
        super().__init__(sentence)
        self.details = details


class WrongUsage(Exception):
    """A command that cannot be understood; the message is a Chinese sentence (command line exit 2)."""


def in_full(said: Refusal | Damaged) -> str:
    """The sentence with a second line of details, if there are any, for places where nobody can ask for them later."""
    return f"{said}\n详情：{said.details}" if said.details else str(said)


_CAUSES = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘只读",
    errno.ENOSPC: "磁盘已满",
    errno.EISDIR: "这是文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EEXIST: "已经有同名的文件",
    errno.ENAMETOOLONG: "名称太长",
    errno.EIO: "磁盘读写出错",
}


def cause(error: OSError) -> str:
    """Why the operating system refused, for the end of a Chinese sentence; its own words are in its own language."""
    if error.errno is None:
        return str(error)
    return _CAUSES.get(error.errno, f"系统错误 {error.errno}")
