"""`bangban-cli wording`: the texts of the forms that a zone adapts: list, word differently, restore."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop_app.application.desk import Desk
from desktop_app.application.wording import Worded
from desktop_app.cli.answer import Needs
from desktop_app.domain.refusals import Refusal

NOUN = "wording"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the noun and its verbs to the command line."""
    noun = subparsers.add_parser(NOUN, help="文书文字：查看、按本区规定改写、恢复原文")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)
    listed = verbs.add_parser("list", help="列出可以改写的文字和现在用的内容")
    listed.set_defaults(run=list_texts, render=render_texts, needs=Needs.WORKSPACE)
    change = verbs.add_parser("set", help="改写一段文字；以后出具的文书用新的，以前的不变")
    change.add_argument("key", metavar="KEY", help="文字的键，见 wording list")
    given = change.add_mutually_exclusive_group(required=True)
    given.add_argument("--text", metavar="TEXT", help="新的文字")
    given.add_argument("--file", metavar="FILE", type=Path, help="新的文字在这个文件里，每段一行（UTF-8）")
    change.add_argument("--by", metavar="NAME", default="", help="谁改的")
    change.set_defaults(run=reword, render=render_text, needs=Needs.WORKSPACE)
    restore = verbs.add_parser("restore", help="恢复程序自带的文字")
    restore.add_argument("key", metavar="KEY", help="文字的键，见 wording list")
    restore.add_argument("--by", metavar="NAME", default="", help="谁恢复的")
    restore.set_defaults(run=restore_text, render=render_text, needs=Needs.WORKSPACE)


def list_texts(_args: argparse.Namespace, desk: Desk) -> list[dict[str, object]]:
    """Every adaptable text with what counts now."""
    return [_keys(one) for one in desk.wording.all()]


def reword(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Word a text differently; raises Refusal for an unknown key, a file that cannot be read, or an unusable text."""
    return _keys(desk.wording.reword(args.key, _read(args.file) if args.file else args.text, args.by))


def restore_text(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Let the bundled text count again; raises Refusal for an unknown key."""
    return _keys(desk.wording.restore(args.key, args.by))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Refusal.say(f"读不到文件 {path}，请检查文件是否存在、有没有权限") from error
    except UnicodeDecodeError as error:
        raise Refusal.say(f"文件 {path} 不是 UTF-8 文本，请另存为 UTF-8 再试") from error


def _keys(one: Worded) -> dict[str, object]:
    return {
        "key": one.bundled.key,
        "form": one.bundled.form,
        "title": one.bundled.title,
        "text": one.text,
        "own": one.own is not None,
        "version": one.own.version if one.own else 0,
        "bundled": one.bundled.version,
        "outdated": one.outdated,
        "basis": one.bundled.basis,
    }


def render_texts(args: argparse.Namespace, answer: list[Mapping[str, Any]]) -> str:
    """Each text below its key."""
    return "\n".join(render_text(args, one) for one in answer)


def render_text(_args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """The key, whose words they are, and the words."""
    whose = f"本区第 {answer['version']} 版" if answer["own"] else "原文"
    outdated = "，程序有新原文" if answer["outdated"] else ""
    lines = str(answer["text"]).splitlines() or ["（未填）"]
    return "\n".join([f"{answer['key']}  {answer['title']}（{whose}{outdated}）", *(f"    {line}" for line in lines)])
