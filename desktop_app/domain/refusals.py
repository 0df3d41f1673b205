"""Refusals: acts the rules forbid, said once in Chinese and shown the same in window, command line and on paper."""

from __future__ import annotations

from typing import Self


class Refusal(Exception):
    """A forbidden act or unusable input: `code` names the rule, `facts` are what its sentence needs."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    @classmethod
    def say(cls, sentence: str) -> Self:
        """Refuse with a ready Chinese sentence that says where, what and what to do."""
        return cls("said", sentence=sentence)

    def __str__(self) -> str:
        # Imported here because the sentences speak of states and lamps, which in turn may be refused.
        from desktop_app.domain.terms import sentence

        return sentence(self)


class Damaged(Exception):
    """Stored data that cannot be trusted any more; the message is a Chinese sentence (command line exit 3)."""


class WrongUsage(Exception):
    """A command that cannot be understood; the message is a Chinese sentence (command line exit 2)."""
