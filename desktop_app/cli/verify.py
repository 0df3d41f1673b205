"""`bangban-cli verify`: whether a paper is genuine, from its code, its number or a picture of it."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from desktop_app.application.paper_register import PublicKey
from desktop_app.application.verification import (
    GOOD,
    VERDICT_SIGNS,
    VERDICT_WORDS,
    Finding,
    Verdict,
    Verifier,
    foreign_key,
    named,
)
from desktop_app.cli.answer import Answer, Installation, Needs
from desktop_app.domain.refusals import Refusal, WrongUsage, cause

NOUN = "verify"
_NO_TIME = datetime(1970, 1, 1, tzinfo=timezone(timedelta(hours=8)))


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the noun, which is its own verb."""
    noun = subparsers.add_parser(NOUN, help="验真：文书上的码、编号加短码，或文书的照片、扫描件、PDF")
    noun.add_argument("text", metavar="TEXT", nargs="?", default="", help="扫出来的整个码，或“编号 短码”")
    noun.add_argument("--image", metavar="FILE", type=Path, help="照片、扫描件（JPG、PNG、BMP、TIFF）或 PDF")
    noun.add_argument(
        "--field",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help="纸上写的某一项，如 项目名称=某某项目、steps.3=11-19／11-26；可写多次，逐项核对",
    )
    noun.add_argument(
        "--key",
        metavar="PUBLICKEY",
        action="append",
        default=[],
        help="只用这把公钥验（文件或 52 个字符），不需要工作区；可写多次",
    )
    noun.set_defaults(run=verify, render=render_findings, needs=Needs.INSTALLATION)


def verify(args: argparse.Namespace, installation: Installation) -> Answer:
    """Check a paper; exit 0 only when every paper found may be relied on."""
    if bool(args.text) == bool(args.image):
        raise WrongUsage("verify 后面写码，或者用 --image 给出文件，二者写一个")
    shown = _shown(args.field)
    findings = _by_keys(args, installation, shown) if args.key else _in_workspace(args, installation, shown)
    payload: dict[str, object] = {"papers": [_told(one) for one in findings]}
    return Answer(payload, 0 if all(one.verdict in GOOD for one in findings) else 1)


def _shown(fields: Sequence[str]) -> dict[str, str]:
    shown = {}
    for one in fields:
        name, mark, value = one.partition("=")
        if not mark or not name.strip():
            raise WrongUsage(f"--field 要写成 名称=内容，写的是：{one}")
        shown[name] = value
    return shown


def _in_workspace(args: argparse.Namespace, installation: Installation, shown: Mapping[str, str]) -> list[Finding]:
    with closing(installation.program.open_desk(installation.folder)) as desk:
        if args.image:
            return desk.verification.check_file(_content(args.image), shown)
        return [desk.verification.check(args.text, shown)]


def _by_keys(args: argparse.Namespace, installation: Installation, shown: Mapping[str, str]) -> list[Finding]:
    verifier = installation.program.verifier()
    keys = [key_given(text, verifier) for text in args.key]
    if args.image:
        codes, _scan = verifier.codes_of(_content(args.image))
        return [verifier.check_code(code, keys, named(shown)) for code in codes]
    return [verifier.check(args.text, keys, shown)]


def key_given(given: str, verifier: Verifier) -> PublicKey:
    """The public key in a file or text of the command line; raises Refusal when there is none."""
    path = Path(given)
    try:
        text = path.read_text(encoding="utf-8") if path.is_file() else given
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal.say(f"读不了公钥文件 {path}") from error
    owner = next(
        (line.removeprefix("单位：") for line in text.splitlines() if line.startswith("单位：")), "这把公钥的单位"
    )
    return foreign_key(verifier.texts.read(text), owner.strip(), _NO_TIME)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refusal.say(f"读不了文件 {path}，请检查路径和权限（{cause(error)}）") from error


def _told(one: Finding) -> dict[str, object]:
    return {
        "number": one.number,
        "verdict": one.verdict.value,
        "sentence": one.sentence,
        "issuer": one.issuer,
        "title": one.title,
        "project": one.project,
        "issued_on": one.issued_on.isoformat() if one.issued_on else None,
        "issued_by": one.issued_by,
        "archived": one.archived,
        "replaces": one.replaces,
        "replaced_by": one.replaced_by,
        "void": {"at": one.void.at.isoformat(), "by": one.void.by, "reason": one.void.reason} if one.void else None,
        "reprints": one.reprints,
        "differences": [
            {"field": each.name, "label": each.label, "shown": each.shown, "issued": each.issued}
            for each in one.differences
        ],
        "checked": list(one.checked),
        "facts": [{"field": fact.name, "label": fact.label, "value": fact.value} for fact in one.facts if one.archived],
        "notes": list(one.notes),
    }


def render_findings(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """The verdict of every paper, what differs, and what to compare by eye."""
    return "\n\n".join("\n".join(_lines(one)) for one in answer["papers"])


def _lines(one: Mapping[str, Any]) -> list[str]:
    verdict = Verdict(one["verdict"])
    lines = [f"{VERDICT_SIGNS[verdict]} {VERDICT_WORDS[verdict]}　{one['sentence']}"]
    if one["title"]:
        lines.append(f"　{one['title']}　{one['project']}　{one['issued_on']} 出具　{one['issued_by']}")
    if one["void"]:
        lines.append(f"　{one['void']['at'][:10]} 作废：{one['void']['reason']}")
    if one["replaced_by"]:
        lines.append(f"　替代它的是 {one['replaced_by']}")
    if one["reprints"]:
        lines.append(f"　出具后又打印或另存过 {one['reprints']} 次")
    for each in one["differences"]:
        issued = f"，出具时是“{each['issued']}”" if each["issued"] else ""
        lines.append(f"▲ {each['label']}：纸上是“{each['shown']}”{issued}")
    lines += [f"✓ {label} 一致" for label in one["checked"]]
    lines += [f"　{note}" for note in one["notes"]]
    if one["facts"] and not one["checked"] and not one["differences"]:
        lines += [f"　{fact['label']}：{fact['value'] or '（空）'}" for fact in one["facts"]]
    return lines
