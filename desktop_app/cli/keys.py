"""`bangban-cli key`: the public key this PC signs papers with, and the keys of other desks."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop_app.application.desk import Desk
from desktop_app.application.paper_keys import key_characters
from desktop_app.application.paper_register import PublicKey
from desktop_app.application.whole_file import write_whole
from desktop_app.cli.answer import Needs
from desktop_app.domain.refusals import Refusal

NOUN = "key"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the noun and its verbs to the command line."""
    noun = subparsers.add_parser(NOUN, help="验真公钥：本机的、别的单位和工位的")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)
    listing = verbs.add_parser("list", help="列出认得的公钥")
    listing.set_defaults(run=list_keys, render=render_keys, needs=Needs.WORKSPACE)
    export = verbs.add_parser("export", help="把本机签名用的公钥写成文件，交给别人验真用")
    export.add_argument("--out", metavar="FILE", type=Path, required=True, help="写到哪里")
    export.set_defaults(run=export_key, render=render_export, needs=Needs.WORKSPACE)
    add = verbs.add_parser("add", help="加进一把别处的公钥")
    add.add_argument("key", metavar="KEY", help="公钥文件，或那 52 个字符")
    add.add_argument("--owner", metavar="NAME", default="", help="这是谁的公钥（文件里写了单位的可以不写）")
    add.add_argument("--by", metavar="NAME", default="", help="谁加的")
    add.set_defaults(run=add_key, render=render_added, needs=Needs.WORKSPACE)
    remove = verbs.add_parser("remove", help="不再信任一把别处的公钥")
    remove.add_argument("name", metavar="NAME", help="密钥代号，8 个字符")
    remove.set_defaults(run=remove_key, render=render_removed, needs=Needs.WORKSPACE)


def list_keys(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Every key papers can be verified with."""
    return {"keys": [_told(key) for key in desk.keys.every()]}


def export_key(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Write the public key of this PC; raises Refusal when the file cannot be written."""
    key = desk.keys.own()
    write_whole(args.out, desk.keys.written(key).encode())
    return _told(key) | {"out": str(args.out)}


def add_key(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Trust the key of another desk."""
    path = Path(args.key)
    try:
        text = path.read_text(encoding="utf-8") if path.is_file() else args.key
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal.say(f"读不了公钥文件 {path}") from error
    return _told(desk.keys.add(text, args.owner, args.by))


def remove_key(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Trust a key no longer."""
    desk.keys.remove(args.name.strip().upper())
    return {"removed": args.name.strip().upper()}


def _told(key: PublicKey) -> dict[str, object]:
    return {
        "name": key.name,
        "owner": key.owner,
        "own": key.own,
        "key": key_characters(key),
        "added_at": key.added_at.isoformat(),
        "added_by": key.added_by,
    }


def render_keys(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """One line per key."""
    lines = [
        f"{one['name']}\t{'本机' if one['own'] else '别处'}\t{one['owner']}\t{one['key']}" for one in answer["keys"]
    ]
    return "\n".join(lines) or "还没有公钥：出具第一份文书时会生成本机的，别处的用 key add 加进来"


def render_export(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """Where the file is and what to do with it."""
    return f"公钥 {answer['name']}（{answer['owner']}）已写到 {answer['out']}；对方用 key add 加进去就能验真"


def render_added(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """Whose key was added."""
    return f"已加进公钥 {answer['name']}：{answer['owner']}"


def render_removed(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """Which key is gone."""
    return f"已移除公钥 {answer['removed']}"
