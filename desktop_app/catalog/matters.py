"""The matter library: `resources/matters/*.yaml` to domain values, with file and line in every complaint."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.catalog.fields import Complaints, Fields
from desktop_app.catalog.marked import Marked, MarkedFile, Unreadable, load_marked
from desktop_app.domain.benchmark import POINT_EVENTS
from desktop_app.domain.limit import Unit
from desktop_app.domain.matter import (
    LONGEST_VALIDITY,
    ClockExclusion,
    Material,
    Matter,
    ResultPaper,
    Validity,
    ValidityUnit,
)
from desktop_app.domain.refusals import Damaged
from desktop_app.domain.template import Problem

MATTER_KEYS = (
    "code", "name", "stage", "authority", "approval_kind", "service_mode", "verified", "sources", "materials", "result",
    "statutory", "promised", "correction_notice", "exclusions", "choice_group", "milestone", "ask_days", "note",
)  # fmt: skip
MATERIAL_KEYS = ("name", "form", "copies", "tolerable", "note", "internal_share")
LASTS_KEYS = ("amount", "unit", "from", "basis", "used_by", "renew_before")
FILE_KEYS = ("legend", "sources", "matters")
_MANY_COPIES = 100
_SHOWN_PROBLEMS = 5


@dataclass(slots=True)
class Legend:
    """The words and sources the matter files may use; an empty list of words allows any."""

    words: dict[str, frozenset[str]] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Record:
    """A matter with the places that can only be checked when the whole library is known."""

    matter: Matter
    fields: Fields


def load_matters(folder: Path) -> dict[str, Matter]:
    """The matters of a folder by code; raises Damaged with the first problems when a file is wrong."""
    matters, problems = read_matters(folder)
    raise_damaged("事项库", problems)
    return matters


def load_sources(folder: Path) -> dict[str, str]:
    """The words of the sources that matters name by key; raises Damaged when a file cannot be read."""
    files, problems = read_files(folder)
    raise_damaged("事项库", problems)
    legend = Legend()
    for file in files:
        complaints = Complaints(file.path, file.problems)
        _read_legend(Fields(file.root, "文件", FILE_KEYS, complaints), legend)
    return legend.sources


def read_matters(folder: Path) -> tuple[dict[str, Matter], tuple[Problem, ...]]:
    """The matters of a folder by code, and every problem of its files."""
    files, problems = read_files(folder)
    legend = Legend()
    roots: list[tuple[Fields, Complaints]] = []
    for file in files:
        complaints = Complaints(file.path, file.problems)
        root = Fields(file.root, "文件", FILE_KEYS, complaints)
        _read_legend(root, legend)
        roots.append((root, complaints))
    records: dict[str, _Record] = {}
    for root, complaints in roots:
        _read_records(root, complaints, legend, records)
    matters = {code: record.matter for code, record in records.items()}
    for record in records.values():
        _check_codes(record, matters)
    for _, complaints in roots:
        problems.extend(complaints.sorted())
    return matters, tuple(problems)


def check_matters(file: MarkedFile, known: Mapping[str, Matter]) -> tuple[Problem, ...]:
    """Every problem of one matter file, whose limits may start from the matters already `known`."""
    complaints = Complaints(file.path, file.problems)
    root = Fields(file.root, "文件", FILE_KEYS, complaints)
    legend = Legend()
    _read_legend(root, legend)
    records: dict[str, _Record] = {}
    _read_records(root, complaints, Legend(legend.words), records)
    for record in records.values():
        _check_codes(record, {*known, *records})
    return complaints.sorted()


def read_files(folder: Path) -> tuple[list[MarkedFile], list[Problem]]:
    """The YAML files of a folder in the order of their names, and the problems of those that cannot be read."""
    files: list[MarkedFile] = []
    problems: list[Problem] = []
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        problems.append(Problem(str(folder), 1, "文件夹里没有 .yaml 文件"))
    for path in paths:
        try:
            files.append(load_marked(path))
        except Unreadable as error:
            problems.append(error.problem)
    return files, problems


def raise_damaged(what: str, problems: Collection[Problem]) -> None:
    """Raise Damaged naming the first problems, when there are any."""
    if problems:
        shown = "；".join(str(problem) for problem in list(problems)[:_SHOWN_PROBLEMS])
        raise Damaged(f"{what}有 {len(problems)} 处问题，无法使用：{shown}")


def _read_legend(root: Fields, legend: Legend) -> None:
    for name, value in root.named("legend"):
        words = value.entries or {item.text: item for item in value.items or () if item.text}
        legend.words[name] = frozenset(words)
    for key, value in root.named("sources"):
        if value.text is None or key in legend.sources:
            root.complain("sources", f"来源 {key} 应是一段文字，且只写一次")
        legend.sources[key] = value.text or ""


def _read_records(root: Fields, complaints: Complaints, legend: Legend, records: dict[str, _Record]) -> None:
    for value in root.children("matters"):
        record = _read_matter(value, complaints, legend)
        code = record.matter.code
        if code in records:
            record.fields.complain("code", f"事项 {code} 重复，事项库里已有同一编号")
        elif code:
            records[code] = record


def _read_matter(value: Marked, complaints: Complaints, legend: Legend) -> _Record:
    written = (value.entries or {}).get("code")
    place = f"事项 {written.text} " if written is not None and written.text else "事项"
    fields = Fields(value, place, MATTER_KEYS, complaints)
    for key in ("stage", "authority"):
        fields.required(key)
    notice = fields.limit("correction_notice", "received", "法律依据")
    matter = Matter(
        code=fields.required("code"),
        name=fields.required("name"),
        stage=fields.text("stage"),
        authority=fields.text("authority"),
        approval_kind=_legend_word(fields, "approval_kind", legend),
        service_mode=_legend_word(fields, "service_mode", legend),
        verified=_legend_word(fields, "verified", legend),
        sources=_sources(fields, legend),
        materials=tuple(_material(item, place, complaints) for item in fields.children("materials")),
        result=_result(fields, place, complaints),
        statutory=fields.limit("statutory", "accepted", "法律依据"),
        promised=fields.limit("promised", "accepted"),
        correction_notice=notice,
        exclusions=tuple(_exclusion(item, place, complaints) for item in fields.children("exclusions")),
        choice_group=fields.text("choice_group"),
        milestone=fields.text("milestone"),
        ask_days=fields.flag("ask_days"),
        note=fields.text("note"),
    )
    return _Record(matter, fields)


def _legend_word(fields: Fields, key: str, legend: Legend) -> str:
    word = fields.required(key)
    known = legend.words.get(key)
    if word and known and word not in known:
        fields.complain(key, f"{fields.place}的 {key} 看不懂“{word[:20]}”，图例里只有 {'、'.join(sorted(known))}")
    return word


def _sources(fields: Fields, legend: Legend) -> tuple[str, ...]:
    sources = fields.texts("sources")
    for source in sources:
        if legend.sources and source not in legend.sources:
            fields.complain("sources", f"{fields.place}的来源 {source} 没有在 sources 里写明")
    return sources


def _material(value: Marked, place: str, complaints: Complaints) -> Material:
    fields = Fields(value, f"{place}的材料", MATERIAL_KEYS, complaints)
    copies = fields.number("copies", _MANY_COPIES)
    return Material(
        name=fields.required("name"),
        form=fields.required("form"),
        copies=1 if copies is None else copies,
        tolerable=fields.flag("tolerable"),
        note=fields.text("note"),
        internal_share=fields.flag("internal_share"),
    )


def _result(fields: Fields, place: str, complaints: Complaints) -> ResultPaper | None:
    value = fields.child("result")
    if value is None:
        return None
    paper = Fields(value, f"{place}的结果", ("name", "validity", "lasts"), complaints)
    return ResultPaper(paper.required("name"), paper.text("validity"), _lasts(paper, place, complaints))


def _lasts(paper: Fields, place: str, complaints: Complaints) -> Validity | None:
    value = paper.child("lasts")
    if value is None:
        return None
    fields = Fields(value, f"{place}的有效期", LASTS_KEYS, complaints)
    amount, unit = fields.number("amount", LONGEST_VALIDITY), fields.word("unit", ValidityUnit)
    begins = fields.text("from") or "done"
    if begins not in POINT_EVENTS:
        fields.complain("from", f"{place}的有效期的 from 看不懂“{begins[:20]}”，只能写 {'、'.join(POINT_EVENTS)}")
        begins = "done"
    if not amount:
        fields.complain("amount", f"{place}的有效期缺少 amount，应是大于 0 的整数")
    basis, used_by = fields.required("basis"), fields.texts("used_by")
    renew = fields.limit("renew_before", "accepted", "法律依据")
    return Validity(amount, unit, begins, basis, used_by, renew) if amount and unit else None


def _exclusion(value: Marked, place: str, complaints: Complaints) -> ClockExclusion:
    fields = Fields(value, f"{place}的不计时环节", ("kind", "max_days", "unit", "basis"), complaints)
    unit = fields.word("unit", Unit) or Unit.WORKING_DAYS
    return ClockExclusion(fields.required("kind"), fields.number("max_days"), unit, fields.required("basis"))


def _check_codes(record: _Record, codes: Collection[str]) -> None:
    for key, limit in (("statutory", record.matter.statutory), ("promised", record.matter.promised)):
        if limit is not None and limit.start.startswith("done:"):
            code = limit.start.removeprefix("done:")
            if code not in codes:
                record.fields.complain(key, f"{record.fields.place}的 {key} 从未知事项 {code} 办结起算")
    lasts = record.matter.result.lasts if record.matter.result else None
    for code in lasts.used_by if lasts else ():
        if code not in codes:
            record.fields.complain("result", f"{record.fields.place}的有效期写了未知事项 {code}")
