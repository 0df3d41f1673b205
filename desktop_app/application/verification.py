"""Verification 验真: whether a paper is one that was issued, from its code, its number or the file itself."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Protocol, get_type_hints

from desktop_app.application.forms.registry import FORM_SPECS
from desktop_app.application.paper_register import (
    KeyReading,
    PaperAct,
    PaperEntry,
    PublicKey,
)
from desktop_app.application.ports import OpenUnitOfWork, Paper, UnitOfWork
from desktop_app.domain.paper_code import (
    PaperCode,
    ShortCode,
    codes_in,
    data_digest,
    group_of,
    key_name,
    read_code,
    short_code,
)
from desktop_app.domain.paper_facts import FACT_WORDS, Fact, fact_label, facts_of, plain, same
from desktop_app.domain.refusals import Refusal


class Verdict(StrEnum):
    """What a verification ends in."""

    GENUINE = "genuine"
    REPRINT = "reprint"
    VOID = "void"
    ALTERED = "altered"
    UNKNOWN = "unknown_issuer"
    UNCHECKED = "unchecked"


VERDICT_WORDS: Mapping[Verdict, str] = {
    Verdict.GENUINE: "真",
    Verdict.REPRINT: "与存档一致",
    Verdict.VOID: "已作废",
    Verdict.ALTERED: "不一致",
    Verdict.UNKNOWN: "出具单位不明",
    Verdict.UNCHECKED: "只查到编号",
}

VERDICT_SIGNS: Mapping[Verdict, str] = {
    Verdict.GENUINE: "✓",
    Verdict.REPRINT: "✓",
    Verdict.VOID: "✕",
    Verdict.ALTERED: "▲",
    Verdict.UNKNOWN: "◆",
    Verdict.UNCHECKED: "○",
}

GOOD = frozenset({Verdict.GENUINE, Verdict.REPRINT})
"""The verdicts under which a paper may be relied on."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that is not as issued: `shown` is what the paper says, `issued` what the archive says (empty: unknown)."""

    name: str
    label: str
    shown: str
    issued: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a verification found; `archived` when this workspace itself keeps the paper, `checked` facts agreed."""

    verdict: Verdict
    number: str
    issuer: str = ""
    title: str = ""
    project: str = ""
    issued_on: date | None = None
    issued_by: str = ""
    archived: bool = False
    replaces: str = ""
    replaced_by: str = ""
    void: PaperEntry | None = None
    reprints: int = 0
    last_reprint: datetime | None = None
    facts: tuple[Fact, ...] = ()
    checked: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The verdict in a sentence that says what to do."""
        return _SENTENCES[self.verdict].format(number=self.number, issuer=self.issuer or "出具单位")


_SENTENCES: Mapping[Verdict, str] = {
    Verdict.GENUINE: "{number} 是{issuer}出具的，签名有效。请再对照各项和纸面是否一致。",
    Verdict.REPRINT: "这份文件与 {number} 的存档逐字节一致，是原样的副本。",
    Verdict.VOID: "{number} 已经作废，不要再用。",
    Verdict.ALTERED: "{number} 和出具时不一致，不能采信，请向{issuer}核实。",
    Verdict.UNKNOWN: (
        "{number} 的签名出自一把不认识的密钥，无法判断真伪；请向出具单位要公钥，在“设置 → 公钥”里加进来再验。"
    ),
    Verdict.UNCHECKED: "存档里有 {number}，但只凭编号不能验真；请扫码，或连同验真短码一起输入，并逐项对照下面的内容。",
}


@dataclass(frozen=True, slots=True)
class Scan:
    """What a picture or PDF holds: the texts of its codes, and of a PDF its text without white space."""

    codes: tuple[str, ...]
    text: str = ""


class ScanFile(Protocol):
    """Reads codes out of the content of a picture or PDF; raises Refusal when it is neither."""

    def __call__(self, content: bytes) -> Scan: ...


@dataclass(frozen=True, slots=True)
class Verifier:
    """Checks codes with keys alone, without a workspace."""

    texts: KeyReading
    scan: ScanFile

    def check(self, typed: str, keys: Sequence[PublicKey], shown: Mapping[str, str]) -> Finding:
        """What a code says under some keys; `shown` are facts by name or label as the paper in hand shows them.

        Raises Refusal for what is no code, and for a short code, which only the issuing workspace can check.
        """
        code = read_code(typed)
        if isinstance(code, ShortCode):
            raise Refusal.say("验真短码只能在出具单位自己的电脑上核对；请扫纸上的二维码，或选文书的照片、PDF")
        return self.check_code(code, keys, named(shown))

    def check_code(self, code: PaperCode, keys: Sequence[PublicKey], shown: Mapping[str, str]) -> Finding:
        """The signature first; then, of the shown facts, those that were issued otherwise."""
        key = next((one for one in keys if one.name == code.key), None)
        found = Finding(Verdict.GENUINE, code.number, issuer=key.owner if key else "", facts=facts_asked(code.number))
        if key is None:
            return replace(found, verdict=Verdict.UNKNOWN, notes=(f"密钥代号 {code.key}",))
        try:
            signature = code.signature_bytes
        except ValueError:
            signature = b""
        if not self.texts.verifies(key.raw, code.signed_part, signature):
            note = "二维码里的内容与签名对不上：码被改动过，或者没有扫全"
            return replace(found, verdict=Verdict.ALTERED, notes=(note,))
        differences, checked, notes = _held_against_code(code, shown)
        verdict = Verdict.ALTERED if differences else Verdict.GENUINE
        return replace(found, verdict=verdict, differences=differences, checked=checked, notes=notes)

    def codes_of(self, content: bytes) -> tuple[list[PaperCode], Scan]:
        """The codes of papers in a picture or PDF; raises Refusal when there is none."""
        scan = self.scan(content)
        codes = codes_in(scan.codes)
        if not codes:
            other = "里面的二维码不是文书验真码" if scan.codes else "里面没有找到二维码"
            raise Refusal.say(f"{other}；照片请拍全、拍正、不反光，扫描件至少 150 dpi，也可以照小字输入编号和验真短码")
        return codes, scan


def _held_against_code(
    code: PaperCode, shown: Mapping[str, str]
) -> tuple[tuple[Difference, ...], tuple[str, ...], tuple[str, ...]]:
    """Differences, labels that agree, and what could not be told, from the digests of single facts alone."""
    differences: list[Difference] = []
    checked: list[str] = []
    notes: list[str] = []
    done: set[tuple[str, int]] = set()
    for name, value in shown.items():
        table = name.partition(".")[0]
        first, last = group_of(name, code.rows)
        if (table, first) in done:
            continue
        done.add((table, first))
        members = [f"{table}.{row}" for row in range(first, last + 1)] if first else [name]
        facts = [Fact(one, shown[one]) for one in members if one in shown]
        label = fact_label(name) if len(facts) == 1 else f"第 {first}–{first + len(facts) - 1} 行"
        if code.covers(facts):
            checked.append(label)
        elif first and len(facts) <= last - first:
            notes.append(f"第 {first}–{last} 行合用一个校验，请把这几行一起填上才能核对")
        else:
            differences.append(Difference(name, label, value))
    return tuple(differences), tuple(checked), tuple(notes)


@dataclass(frozen=True, slots=True)
class VerificationService:
    """Use cases of 验真 in a workspace: against its keys, and against its archive when the paper is its own."""

    open_work: OpenUnitOfWork
    verifier: Verifier

    def check(self, typed: str, shown: Mapping[str, str] | None = None) -> Finding:
        """What a typed, pasted or scanned code says; raises Refusal for what is none."""
        code = read_code(typed)
        told = named(shown or {})
        with self.open_work(writes=False) as work:
            if isinstance(code, ShortCode):
                return self._short(work, code, told)
            return self._whole(work, code, told)

    def check_file(self, content: bytes, shown: Mapping[str, str] | None = None) -> list[Finding]:
        """What the codes in a picture or PDF say, one finding per paper; a PDF's own text is compared as well."""
        told = named(shown or {})
        with self.open_work(writes=False) as work:
            identical = self._identical(work, content)
            if identical is not None:
                return [identical]
            codes, scan = self.verifier.codes_of(content)
            single = {code.number: code for code in codes}
            findings = [self._whole(work, code, told) for code in single.values()]
            if len(findings) == 1 and scan.text:
                return [self._with_text(work, findings[0], scan.text)]
            return findings

    def _whole(self, work: UnitOfWork, code: PaperCode, shown: Mapping[str, str]) -> Finding:
        found = self.verifier.check_code(code, work.register.public_keys(), {})
        if found.verdict is not Verdict.GENUINE:
            return found
        own = next((one.own for one in work.register.public_keys() if one.name == code.key), False)
        mark = work.register.mark(code.number) if own else None
        if mark is None:
            found = self.verifier.check_code(code, work.register.public_keys(), shown)
            note = "签名是本工作区的密钥做的，但存档里没有这个编号：可能是在别的电脑上出具，或者恢复过较早的备份"
            return replace(found, notes=(*found.notes, note)) if own else found
        if data_digest(work.register.data(code.number), mark.replaces) != code.digest:
            note = "签名有效，但存档里这个编号的内容与它不同：可能恢复过较早的备份，同一个编号又用了一次"
            return replace(self._archived(work, code.number, found), verdict=Verdict.ALTERED, notes=(note,))
        return _held_against_archive(self._archived(work, code.number, found), shown)

    def _short(self, work: UnitOfWork, code: ShortCode, shown: Mapping[str, str]) -> Finding:
        found = self._archived(work, code.number, Finding(Verdict.GENUINE, code.number))
        mark = work.register.mark(code.number)
        if not code.short:
            found = replace(found, verdict=found.verdict if found.void else Verdict.UNCHECKED)
        elif mark is None:
            note = "这份文书出具时还没有验真码，纸上不会有短码"
            found = replace(found, verdict=Verdict.ALTERED, notes=(note,))
        elif code.short != short_code(code.number, data_digest(work.register.data(code.number), mark.replaces)):
            note = "短码与存档不一致：纸上的内容或编号不是出具时的"
            found = replace(found, verdict=Verdict.ALTERED, notes=(note,))
        return _held_against_archive(found, shown)

    def _archived(self, work: UnitOfWork, number: str, found: Finding) -> Finding:
        """The finding with what the archive knows; raises Refusal for an unknown number, Damaged for bad bytes."""
        paper, _content = work.papers.get(number)
        entries = work.register.entries(number)
        mark = work.register.mark(number)
        void = next((one for one in entries if one.act is PaperAct.VOID), None)
        again = [one for one in entries if one.act is PaperAct.REPRINT]
        return replace(
            found,
            verdict=Verdict.VOID if void and found.verdict in GOOD else found.verdict,
            title=paper.title,
            project=_project(work, paper),
            issuer=found.issuer or work.workspace().centre,
            issued_on=paper.issued_on,
            issued_by=paper.issued_by,
            archived=True,
            replaces=mark.replaces if mark else "",
            replaced_by=work.register.replaced_by(number),
            void=void,
            reprints=len(again),
            last_reprint=again[-1].at if again else None,
            facts=facts_of(json.loads(work.register.data(number))),
        )

    def _identical(self, work: UnitOfWork, content: bytes) -> Finding | None:
        """The finding for a file that is byte for byte an archived paper."""
        number = work.register.number_of(sha256(content).hexdigest())
        return self._archived(work, number, Finding(Verdict.REPRINT, number)) if number else None

    def _with_text(self, work: UnitOfWork, found: Finding, text: str) -> Finding:
        """A PDF that is not the archived file: its text is held against the archived one's, fact by fact."""
        if not found.archived:
            return found
        _paper, content = work.papers.get(found.number)
        archived = plain(self.verifier.scan(content).text)
        if plain(text) == archived:
            note = "文字与存档完全一致；文件本身不是存档的那一个（重新打印或另存过）"
            return replace(found, notes=(*found.notes, note))
        gone = [one for one in found.facts if one.value and plain(one.value) in archived and not _said(one, text)]
        differences = tuple(Difference(one.name, one.label, "（纸上没有）", one.value) for one in gone)
        notes = found.notes if gone else (*found.notes, "文件里的文字与存档不同，改动不在可单独核对的项目里")
        verdict = found.verdict if found.verdict is Verdict.VOID and not gone else Verdict.ALTERED
        return replace(found, verdict=verdict, differences=(*found.differences, *differences), notes=notes)


def _said(fact: Fact, text: str) -> bool:
    return plain(fact.value) in plain(text)


def _held_against_archive(found: Finding, shown: Mapping[str, str]) -> Finding:
    """Differences between what the paper in hand shows and the archive, with both told."""
    issued = {one.name: one for one in found.facts}
    differences: list[Difference] = []
    checked: list[str] = []
    for name, value in shown.items():
        fact = issued.get(name)
        if fact is None:
            differences.append(Difference(name, fact_label(name), value, "（出具时没有这一项）"))
        elif same(value, fact.value):
            checked.append(fact.label)
        else:
            differences.append(Difference(name, fact.label, value, fact.value or "（出具时空白）"))
    if not differences:
        return replace(found, checked=tuple(checked))
    return replace(found, verdict=Verdict.ALTERED, differences=tuple(differences), checked=tuple(checked))


def named(shown: Mapping[str, str]) -> dict[str, str]:
    """Facts by the name of their field, whichever of name and label they were given by; empty ones are left out.

    Raises Refusal naming what cannot be checked.
    """
    labels = {label: name for name, label in FACT_WORDS.items()}
    found = {}
    for given, value in shown.items():
        name = labels.get(given.strip(), given.strip())
        if name not in FACT_WORDS and fact_label(name) == name:
            raise Refusal.say(
                f"没有“{given}”这个核对项，可以核对的是：{'、'.join(labels)}，表格按行写 steps.1、items.1"
            )
        if value.strip():
            found[name] = value
    return found


def facts_asked(number: str) -> tuple[Fact, ...]:
    """The single fields of the form a number belongs to, without values, to be filled in from the paper in hand.

    Of a form this program does not know (the paper is from a newer one), every field there are words for.
    """
    code = number.split("-")[3]
    spec = next((one for one in FORM_SPECS.values() if one.code == code), None)
    there = {one.name for one in fields(get_type_hints(spec.blank)["return"])} if spec else set(FACT_WORDS)
    return tuple(Fact(name, "") for name in FACT_WORDS if name in there)


def foreign_key(raw: bytes, owner: str, at: datetime) -> PublicKey:
    """A key given for one verification only, without being kept."""
    return PublicKey(key_name(raw), raw, owner, own=False, added_at=at, added_by="")


def _project(work: UnitOfWork, paper: Paper) -> str:
    return work.projects.get(paper.project_id).name if paper.project_id else ""
