"""`bangban-cli archive`: the volume 卷宗 of a case made as one signed file, and such a file verified anywhere."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from desktop_app.application.desk import Desk
from desktop_app.application.paper_register import PublicKey
from desktop_app.application.volume_package import (
    PART_WORDS,
    VOLUME_WORDS,
    OpenedVolume,
    PartState,
    VolumeVerdict,
)
from desktop_app.application.volumes import VolumeChoice, open_anywhere
from desktop_app.application.whole_file import write_whole
from desktop_app.cli.answer import Answer, Installation, Needs
from desktop_app.cli.answer_file import read_answers
from desktop_app.cli.verify import key_given
from desktop_app.domain.refusals import Damaged, Refusal, WrongUsage, cause

NOUN = "archive"
_ENDINGS = (".zip", ".pdf")


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the noun with its verbs."""
    noun = subparsers.add_parser(NOUN, help="卷宗：把一个代办件装订成一个带签名的文件，以及在任何电脑上验证")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)
    make_parser = verbs.add_parser("make", help="制作卷宗：封面、卷内目录、文书、扫描件、备考表，附登记数据和附件")
    make_parser.add_argument("case_id", metavar="CASE", help="代办件编号")
    make_parser.add_argument(
        "--out",
        metavar="FILE",
        type=Path,
        required=True,
        help="写到 FILE.zip；写成 FILE.pdf 则只要其中的阅览件，不带签名",
    )
    make_parser.add_argument(
        "--answers",
        metavar="FILE",
        type=Path,
        help="封面和备考表的填写项（JSON：file_number、retention、secrecy、unit……）",
    )
    make_parser.add_argument("--duplex", action="store_true", help="双面打印：双数页的页号在左下角")
    make_parser.add_argument("--by", metavar="NAME", default="", help="立卷人")
    make_parser.set_defaults(run=make, render=render_made, needs=Needs.WORKSPACE)
    verify_parser = verbs.add_parser("verify", help="验卷宗：是不是原样、是谁做的；不需要数据库和工作区")
    verify_parser.add_argument("file", metavar="FILE", type=Path, help="卷宗文件（.zip）")
    verify_parser.add_argument(
        "--key",
        metavar="PUBLICKEY",
        action="append",
        default=[],
        help="只用这把公钥验（文件或 52 个字符）；可写多次，不写则用工作区认识的公钥",
    )
    verify_parser.set_defaults(run=verify, render=render_verified, needs=Needs.INSTALLATION)


def make(args: argparse.Namespace, desk: Desk) -> object:
    """Make the volume and write it whole or not at all."""
    if args.out.suffix.lower() not in _ENDINGS:
        raise WrongUsage("--out 要写成 .zip（卷宗）或 .pdf（只要阅览件）")
    answers = read_answers(args.answers)
    volume = desk.volumes.make(args.case_id, VolumeChoice(answers, args.duplex), args.by)
    whole = args.out.suffix.lower() == ".zip"
    write_whole(args.out, volume.content if whole else volume.pages)
    manifest = volume.manifest
    return {
        "out": str(args.out),
        "signed": whole,
        "title": manifest.title,
        "pages": manifest.page_count,
        "papers": len(manifest.contents),
        "parts": len(manifest.parts),
        "issuer": manifest.issuer,
        "notes": list(volume.notes),
    }


def render_made(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """Where it is, how much is in it, and what could not be bound in."""
    what = "卷宗已制作" if answer["signed"] else "卷宗的阅览件已写出（没有清单和签名，归档请用 .zip）"
    lines = [
        f"✓ {what}：{answer['out']}",
        f"　{answer['title']}，{answer['papers']} 件，共 {answer['pages']} 页（含封面、目录、备考表）",
    ]
    return "\n".join([*lines, *(f"◆ {note}" for note in answer["notes"])])


def verify(args: argparse.Namespace, installation: Installation) -> Answer:
    """Verify a volume; exit 0 only when it is as it was made, by somebody whose key is known."""
    try:
        content = args.file.read_bytes()
    except OSError as error:
        raise Refusal.say(f"读不了文件 {args.file}，请检查路径和权限（{cause(error)}）") from error
    verifier = installation.program.verifier()
    keys = [key_given(text, verifier) for text in args.key] if args.key else _known_keys(installation)
    opened = open_anywhere(content, keys, verifier.texts)
    return Answer(_told(opened), 0 if opened.verdict is VolumeVerdict.GENUINE else 1)


def _known_keys(installation: Installation) -> list[PublicKey]:
    """The keys of the workspace, none where there is no workspace that can be opened: then no issuer is known."""
    try:
        with closing(installation.program.open_desk(installation.folder)) as desk:
            return desk.keys.every()
    except (Refusal, Damaged):
        return []


def _told(opened: OpenedVolume) -> dict[str, object]:
    manifest = opened.manifest
    return {
        "verdict": opened.verdict.value,
        "sentence": opened.sentence,
        "issuer": opened.issuer,
        "altered": [{"part": one.name, "title": one.title, "state": one.state.value} for one in opened.wrong],
        "parts": [{"part": one.name, "title": one.title, "state": one.state.value} for one in opened.checks],
        "volume": {
            "number": manifest.number,
            "title": manifest.title,
            "project": manifest.project,
            "enterprise": manifest.enterprise,
            "case": manifest.case_id,
            "centre": manifest.centre,
            "made_on": manifest.made_on,
            "made_by": manifest.made_by,
            "claimed_issuer": manifest.issuer,
            "pages": manifest.page_count,
        }
        if manifest
        else None,
        "contents": [
            {
                "ordinal": line.ordinal,
                "number": line.number,
                "responsible": line.responsible,
                "title": line.title,
                "date": line.date,
                "pages": line.pages,
                "remark": line.remark,
            }
            for line in (manifest.contents if manifest else ())
        ],
    }


def render_verified(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """The verdict, what is wrong, and what lies in the volume."""
    lines = [f"{VOLUME_WORDS[VolumeVerdict(answer['verdict'])]}　{answer['sentence']}"]
    lines += [f"{PART_WORDS[PartState(one['state'])]}　{one['part']}（{one['title']}）" for one in answer["altered"]]
    volume = answer["volume"]
    if volume:
        number = f"档号 {volume['number']}　" if volume["number"] else ""
        lines.append(f"　{number}{volume['title']}　{volume['pages']} 页　{volume['made_on']} {volume['made_by']} 立卷")
        lines.append(f"　清单上写的制作单位：{volume['claimed_issuer']}")
    for one in answer["contents"]:
        remark = f"　{one['remark']}" if one["remark"] else ""
        lines.append(
            f"　{one['ordinal']:>3}　第 {one['pages']} 页　{one['title']}　{one['number']}　{one['date']}{remark}"
        )
    return "\n".join(lines)
