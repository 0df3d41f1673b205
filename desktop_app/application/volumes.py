"""Volumes 卷宗: everything of a case bound, listed and signed in one file, and such a file opened anywhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from desktop_app.application.calendars import CalendarService
from desktop_app.application.case_record import case_record, materials_of
from desktop_app.application.custody_book import AttachmentStore
from desktop_app.application.documents import DocumentService
from desktop_app.application.forms.asks import BINDING, COPIES, Asked
from desktop_app.application.forms.facts import Facts
from desktop_app.application.forms.registry import form_spec
from desktop_app.application.forms.volume import OWN_FORMS, volume_papers
from desktop_app.application.forms.volume_contents import volume_entries
from desktop_app.application.paper_keys import KeyService
from desktop_app.application.paper_register import KeyReading, PaperRow, void_words
from desktop_app.application.ports import Now, OpenUnitOfWork, Paper, PaperPrinter, Printed, Workspace
from desktop_app.application.volume_package import (
    LARGEST_BYTES,
    PAGES,
    RECORD,
    ContentsLine,
    Manifest,
    OpenedVolume,
    Part,
    open_volume,
    part_of,
    seal,
    signed_message,
)
from desktop_app.domain.attachment import PICTURES, ending
from desktop_app.domain.case import Case
from desktop_app.domain.custody import MaterialAct, MaterialEntry, valid_entries, written_number
from desktop_app.domain.paper_code import encode
from desktop_app.domain.project import Project
from desktop_app.domain.refusals import Refusal

COVER, CONTENTS, NOTE = OWN_FORMS
COUNTED = frozenset({"entries", "pieces", "pages"})
"""What the forms ask and making a volume finds out by itself."""
_STEPS_BESIDES = 3

Report = Callable[[int, int, str], None]
"""Hears how many of how many are finished, and what is next; may raise to stop the work."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One document of a volume: its bookmark, its PDF, and whether its pages are numbered (C.1: cover, contents and
    note are not)."""

    title: str
    content: bytes
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Bound:
    """The pages of a volume as one PDF/A-2b, with all its pages and the numbered ones among them."""

    content: bytes
    pages: int
    counted: int


class Binder(Protocol):
    """Puts documents behind each other."""

    def scanned(self, content: bytes, name: str) -> Printed:
        """The pages of a picture or PDF from outside; raises Refusal for what cannot be read."""

    def bind(self, title: str, centre: str, leaves: Sequence[Leaf], *, duplex: bool) -> Bound:
        """All leaves in their order, numbered and with bookmarks; with `duplex` for sheets printed on both sides."""


@dataclass(frozen=True, slots=True)
class VolumeChoice:
    """What is stated when a volume is made: answers to the forms of the volume by key, and whether it will be printed
    on both sides."""

    answers: Mapping[str, object] = field(default_factory=dict)
    duplex: bool = False


@dataclass(frozen=True, slots=True)
class Volume:
    """A made volume: its list, the whole file, the pages alone, and what could not be bound in, in words."""

    manifest: Manifest
    content: bytes
    pages: bytes
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Filed:
    """An issued paper with everything that is kept of it."""

    paper: Paper
    row: PaperRow
    content: bytes
    data: bytes


@dataclass(frozen=True, slots=True)
class _Gathered:
    """Everything the workspace knows of a case, read in one go."""

    workspace: Workspace
    project: Project
    case: Case
    papers: tuple[_Filed, ...]
    entries: tuple[MaterialEntry, ...]
    attached: tuple[MaterialEntry, ...]
    record: dict[str, Any]


@dataclass(slots=True)
class _Pile:
    """The documents of a volume while they are laid on each other."""

    leaves: list[Leaf] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    contents: dict[str, bytes] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    pages: int = 0

    def keep(self, name: str, title: str, content: bytes) -> None:
        self.parts.append(part_of(name, title, content))
        self.contents[name] = content

    def lay(self, leaf: Leaf, pages: int, row: tuple[str, ...]) -> None:
        self.leaves.append(leaf)
        self.rows.append(row)
        self.pages += pages


def open_anywhere(content: bytes, keys: Sequence[Any], texts: KeyReading) -> OpenedVolume:
    """A volume read and verified with public keys alone; raises Refusal for a file that is none.

    The pages alone, which carry no signature, are refused with a hint to the whole file.
    """
    if content.lstrip()[:5] == b"%PDF-":
        raise Refusal.say("这是卷宗的阅览件（PDF），里面没有清单和签名；请选 .zip 卷宗，单份文书请用“验真”")
    if len(content) > LARGEST_BYTES:
        raise Refusal.say("文件超过 2 GB，不是本程序制作的卷宗")
    return open_volume(content, keys, texts)


@dataclass(frozen=True, slots=True)
class VolumeService:
    """Use cases on volumes."""

    open_work: OpenUnitOfWork
    calendars: CalendarService
    documents: DocumentService
    keys: KeyService
    printer: PaperPrinter
    binder: Binder
    attachments: AttachmentStore
    now: Now

    def asked(self, case_id: str) -> tuple[Asked, ...]:
        """What cover and note ask, each once; what making the volume counts is not asked."""
        found: dict[str, Asked] = {}
        for form in (COVER, NOTE):
            for one in self.documents.asked(form, case_id):
                if one.ask.key not in COUNTED and one.ask not in (BINDING, COPIES):
                    found.setdefault(one.ask.key, one)
        return tuple(found.values())

    def make(
        self, case_id: str, choice: VolumeChoice, by: str, report: Report = lambda _done, _total, _what: None
    ) -> Volume:
        """Bind and sign the volume of a case as it stands today; nothing is stored, the same day gives the same bytes.

        Raises Refusal for an unknown case or an answer that cannot be used, Damaged when a paper or an attached file
        is no longer what was stored.
        """
        answers = _known(choice.answers)
        found = self._gather(case_id)
        pile = _Pile()
        total = len(found.papers) + len(found.attached) + _STEPS_BESIDES
        for one in found.papers:
            report(len(pile.leaves), total, one.paper.number)
            self._lay_paper(pile, one, found.workspace.centre)
        for place, entry in enumerate(found.attached, 1):
            report(len(found.papers) + place - 1, total, entry.file_name)
            number = entry.document_number or written_number(found.entries, entry.matter, entry.material)
            self._lay_attached(pile, entry, place, number)
        report(total - _STEPS_BESIDES, total, "封面、卷内目录、备考表")
        front, back, title = self._own_sheets(found, pile, answers)
        report(total - 2, total, "装订、编页号")
        bound = self.binder.bind(title, found.workspace.centre, [*front, *pile.leaves, back], duplex=choice.duplex)
        report(total - 1, total, "清单、签名")
        volume = self._sealed(found, pile, bound, title, by, str(answers.get("file_number", "")))
        report(total, total, "")
        return volume

    def behind_each_other(self, title: str, leaves: Sequence[Leaf]) -> bytes:
        """Papers in one PDF to be printed at once, unchanged, with a bookmark for each."""
        with self.open_work(writes=False) as work:
            centre = work.workspace().centre
        return self.binder.bind(title, centre, leaves, duplex=False).content

    def open(self, content: bytes) -> OpenedVolume:
        """A volume read and verified with the keys this workspace knows; raises Refusal for a file that is none."""
        return open_anywhere(content, self.keys.every(), self.keys.texts)

    def _gather(self, case_id: str) -> _Gathered:
        calendar, today = self.calendars.current(), self.now().date()
        with self.open_work(writes=False) as work:
            case = work.cases.get(case_id)
            project = work.projects.get(case.project_id)
            facts = Facts(work.workspace(), calendar, today, "", of_project=project, of_case=case, opened=work)
            numbers = [one.paper.number for one in volume_papers(facts)]
            rows = work.register.rows(numbers)
            papers = []
            for number, row in zip(numbers, rows, strict=True):
                paper, content = work.papers.get(number)
                papers.append(_Filed(paper, row, content, work.register.data(number)))
            entries = tuple(materials_of(work, case))
            attached = [one for one in valid_entries(entries) if one.act is MaterialAct.ATTACH]
            record = case_record(work, case, rows, today, calendar)
        return _Gathered(facts.workspace, project, case, tuple(papers), entries, tuple(attached), record)

    def _lay_paper(self, pile: _Pile, one: _Filed, centre: str) -> None:
        """A void paper lies in its place with the stamp; the container keeps the bytes without it."""
        paper, void = one.paper, void_words(one.row)
        content = self.printer.void_copy(one.content, void) if void else one.content
        mark = "（已作废）" if void else ""
        day = paper.issued_on.isoformat()
        row = (paper.number, centre, paper.title, day, str(paper.pages), "已作废" if void else "")
        pile.lay(Leaf(f"{paper.title} {paper.number}{mark}", content), paper.pages, row)
        pile.keep(f"文书/{paper.number}.pdf", f"{paper.title}{mark}", one.content)
        pile.keep(f"文书/{paper.number}.json", f"{paper.title}的数据", one.data)

    def _lay_attached(self, pile: _Pile, entry: MaterialEntry, place: int, number: str) -> None:
        """A picture or PDF is bound in; anything else, or what cannot be read, lies in the container alone."""
        content = self.attachments.read(entry.sha256)
        pile.keep(f"附件/{place:03d}-{entry.file_name}", entry.material, content)
        if ending(entry.file_name) not in PICTURES | {".pdf"}:
            pile.notes.append(f"“{entry.file_name}”不是图片或 PDF，没有并入页面，原文件在附件里")
            return
        try:
            scanned = self.binder.scanned(content, entry.file_name)
        except Refusal as refusal:
            pile.notes.append(f"没有并入页面，原文件在附件里：{refusal}")
            return
        row = (number, entry.giver, entry.material, entry.on.isoformat(), str(scanned.pages), "扫描件")
        pile.lay(Leaf(f"{entry.material}（扫描件）", scanned.content), scanned.pages, row)

    def _own_sheets(self, found: _Gathered, pile: _Pile, answers: Mapping[str, object]) -> tuple[list[Leaf], Leaf, str]:
        """Cover and contents, the note, and the title of the volume; what they count is what was laid."""
        told: dict[str, object] = dict(answers)
        told |= {"entries": [list(row) for row in pile.rows], "pieces": len(pile.rows), "pages": pile.pages}
        told["explanation"] = self._explanation(found, pile, answers)
        leaves = []
        for form in OWN_FORMS:
            spec = form_spec(form)
            mine = {ask.key: told[ask.key] for ask in spec.asks if ask.key in told}
            leaves.append(Leaf(spec.title, self.documents.sheet(form, found.case.id, mine).content, counted=False))
        title = str(answers.get("title") or self._proposed(COVER, found.case.id, "title"))
        return leaves[:2], leaves[2], title

    def _explanation(self, found: _Gathered, pile: _Pile, answers: Mapping[str, object]) -> str:
        given = answers.get("explanation") or self._proposed(NOTE, found.case.id, "explanation")
        lines = [str(given)] if given else []
        bound = len(pile.rows) - len(found.papers)
        if found.attached:
            lines.append(f"附件 {len(found.attached)} 件，其中并入页面 {bound} 件，原文件都在卷宗的附件里。")
        return "\n".join([*lines, *(f"{note}。" for note in pile.notes)])

    def _proposed(self, form: str, case_id: str, key: str) -> str:
        asked = self.documents.asked(form, case_id)
        return next((str(one.value) for one in asked if one.ask.key == key and one.value), "")

    def _sealed(self, found: _Gathered, pile: _Pile, bound: Bound, title: str, by: str, number: str) -> Volume:
        record = json.dumps(found.record, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"
        first = _Pile()
        first.keep(PAGES, "阅览件", bound.content)
        first.keep(RECORD, "登记、流程版本、方案、期限推算", record)
        own = self.keys.own(by)
        manifest = Manifest(
            number=number,
            title=title,
            project=found.project.name,
            enterprise=found.project.enterprise,
            case_id=found.case.id,
            centre=found.workspace.centre,
            made_on=self.now().date().isoformat(),
            made_by=by.strip() or found.case.officer,
            issuer=own.owner,
            key=encode(own.raw),
            page_count=bound.pages,
            contents=tuple(_line(one) for one in volume_entries(pile.rows)),
            parts=(*first.parts, *pile.parts),
        )
        signature = self.keys.ring.sign(signed_message(manifest))
        content = seal(manifest, signature, first.contents | pile.contents)
        return Volume(manifest, content, bound.content, tuple(pile.notes))


def _line(entry: Any) -> ContentsLine:
    return ContentsLine(
        entry.number, entry.document_number, entry.party, entry.title, entry.date, entry.page, entry.note
    )


def _known(answers: Mapping[str, object]) -> dict[str, object]:
    """The answers to what the forms of a volume ask; raises Refusal for any other."""
    keys = {ask.key for form in OWN_FORMS for ask in form_spec(form).asks} - COUNTED
    if strange := [key for key in answers if key not in keys]:
        raise Refusal.say(f"制作卷宗没有“{strange[0]}”这一项，可以填的是：{'、'.join(sorted(keys))}")
    return {key: value for key, value in answers.items() if value not in ("", None)}
