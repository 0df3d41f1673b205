"""`bangban-cli font`: the fonts papers are set in on this PC: list, choose an installed one, take the bundled again."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from desktop_app.application.desk import Desk
from desktop_app.application.paper_fonts import ROLE_WORDS, InstalledFont, PaperRole, RoleFont
from desktop_app.cli.answer import Needs

NOUN = "font"
_ROLES = [role.value for role in PaperRole]
_ROLE_HELP = "哪一类字：" + "、".join(f"{role.value} {words}" for role, words in ROLE_WORDS.items())
_LONGEST_LICENCE = 160


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the noun and its verbs to the command line."""
    noun = subparsers.add_parser(NOUN, help="文书字体：查看、改用本机装的字体、恢复自带（只管这台电脑）")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)
    listed = verbs.add_parser("list", help="每一类字现在用什么字体；加 --installed 列出本机的中文字体")
    listed.add_argument("--installed", action="store_true", help="本机装的中文字体，能不能嵌入文书，许可怎么写")
    listed.set_defaults(run=list_fonts, render=render_fonts, needs=Needs.WORKSPACE)
    chosen = verbs.add_parser("set", help="这类字改用本机装的一个字体；字体须准许嵌入，并且是 TrueType 轮廓")
    chosen.add_argument("role", metavar="ROLE", choices=_ROLES, help=_ROLE_HELP)
    chosen.add_argument("font", metavar="FONT", help="字体名（如 仿宋_GB2312）或字体文件")
    chosen.add_argument("--index", metavar="N", type=int, default=0, help="字体集（.ttc）里的第几个，从 0 起")
    chosen.set_defaults(run=set_font, render=render_fonts, needs=Needs.WORKSPACE)
    reset = verbs.add_parser("reset", help="恢复自带字体")
    reset.add_argument("role", metavar="ROLE", nargs="?", choices=_ROLES, help=f"{_ROLE_HELP}；不写就是全部")
    reset.set_defaults(run=reset_fonts, render=render_fonts, needs=Needs.WORKSPACE)


def list_fonts(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """What serves each role, and on demand the Chinese fonts of this PC."""
    answer = _told(desk.fonts.roles())
    if args.installed:
        answer["installed"] = [_font_keys(one) for one in desk.fonts.installed()]
    return answer


def set_font(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Set a role in an installed font; raises Refusal for one that may not or cannot be used."""
    desk.fonts.choose(PaperRole(args.role), args.font, args.index)
    return _told(desk.fonts.roles())


def reset_fonts(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Take the bundled font again, for one role or all."""
    return _told(desk.fonts.reset(PaperRole(args.role) if args.role else None))


def _told(roles: tuple[RoleFont, ...]) -> dict[str, object]:
    return {
        "roles": [
            {
                "role": one.role.value,
                "name": ROLE_WORDS[one.role],
                "used": one.used,
                "own": one.chosen is not None,
                "file": one.chosen.path if one.chosen else None,
                "index": one.chosen.index if one.chosen else None,
                "note": one.note,
            }
            for one in roles
        ]
    }


def _font_keys(one: InstalledFont) -> dict[str, object]:
    return {
        "name": one.name,
        "file": one.file.path,
        "index": one.file.index,
        "version": one.version,
        "licence": one.licence,
        "refused": one.refused,
    }


def render_fonts(_args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """A line a role, a remark below a font that is gone; then the installed fonts."""
    lines = []
    for one in answer["roles"]:
        origin = "本机字体" if one["own"] and not one["note"] else "自带"
        lines.append(f"{one['role']:<8}{one['name']}：{one['used']}（{origin}）")
        if one["note"]:
            lines.append(f"        ▲ {one['note']}")
    if "installed" in answer:
        lines.append(f"本机的中文字体 {len(answer['installed'])} 个")
        for one in answer["installed"]:
            mark = f"✕ {one['refused']}" if one["refused"] else "● 能用"
            place = one["file"] + (f"（第 {one['index']} 个）" if one["index"] else "")
            lines += [f"  {one['name']}  {mark}", f"      {place}"]
            lines.append(f"      许可：{one['licence'][:_LONGEST_LICENCE] or '字体里没有写，请自行确认已获授权'}")
    return "\n".join(lines)
