"""Approval templates: `resources/templates/*.yaml` to domain values, with file and line in every complaint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from desktop_app.catalog.fields import Complaints, Fields
from desktop_app.catalog.marked import Marked, MarkedFile, Unreadable, load_marked
from desktop_app.catalog.matters import check_matters, raise_damaged, read_files
from desktop_app.domain.benchmark import Benchmark, BenchmarkPoint
from desktop_app.domain.limit import Unit
from desktop_app.domain.matter import Matter
from desktop_app.domain.template import (
    ApprovalTemplate,
    ChoiceGroup,
    ChoiceRule,
    ParallelGroup,
    Problem,
    StepPart,
    StepTemplate,
    Threshold,
    Where,
    template_problems,
)

TEMPLATE_KEYS = (
    "id", "name", "region", "version", "effective_from", "applies_to", "notes", "benchmarks", "choose", "groups",
    "steps", "thresholds", "san_wei_rules",
)  # fmt: skip
STEP_KEYS = ("matter", "after", "name", "optional", "condition", "parallel_group", "promised", "parts")
BENCHMARK_KEYS = (
    "name", "start", "end", "days", "unit", "source", "leaves_out", "note", "unverified", "without",
)  # fmt: skip
_WITHOUT = ("补正", "特别程序")
THRESHOLD_KEYS = ("name", "definition", "days", "unit", "source", "default_threshold_days")


@dataclass(slots=True)
class _Draft:
    """The parts of a template before it is known whether they agree, with the place of each in the file."""

    key: str = ""
    name: str = ""
    region: str = ""
    version: str = ""
    effective_from: date | None = None
    applies_to: str = ""
    notes: tuple[str, ...] = ()
    steps: list[StepTemplate] = field(default_factory=list)
    choices: list[ChoiceGroup] = field(default_factory=list)
    groups: list[ParallelGroup] = field(default_factory=list)
    benchmarks: list[Benchmark] = field(default_factory=list)
    thresholds: list[Threshold] = field(default_factory=list)
    places: dict[tuple[str, int], Where] = field(default_factory=dict)

    def place(self, where: Where) -> Where:
        """The path in the file of a path in the template."""
        match where:
            case (str(part), int(index), *rest) if (part, index) in self.places:
                words = ("of" if part == "choices" and step == "members" else step for step in rest)
                return (*self.places[part, index], *words)
        return where


def load_templates(folder: Path, matters: Mapping[str, Matter]) -> tuple[ApprovalTemplate, ...]:
    """The templates of a folder in the order of their keys; raises Damaged when a file is wrong."""
    files, problems = read_files(folder)
    templates: dict[str, ApprovalTemplate] = {}
    for file in files:
        template, found = _read(file, matters)
        problems.extend(found)
        if template is not None and template.key in templates:
            problems.append(
                Problem(str(file.path), file.line(("id",)), f"模板 {template.key} 重复，另一个文件已用这个 id")
            )
        elif template is not None:
            templates[template.key] = template
    raise_damaged("流程模板", problems)
    return tuple(templates[key] for key in sorted(templates))


def check_template(path: Path, matters: Mapping[str, Matter]) -> tuple[Problem, ...]:
    """Every problem of one template file (or matter file); raises Refusal when the file cannot be opened."""
    try:
        file = load_marked(path)
    except Unreadable as error:
        return (error.problem,)
    if file.root.entries is not None and "matters" in file.root.entries and "steps" not in file.root.entries:
        return check_matters(file, matters)
    return _read(file, matters)[1]


def _read(file: MarkedFile, matters: Mapping[str, Matter]) -> tuple[ApprovalTemplate | None, tuple[Problem, ...]]:
    complaints = Complaints(file.path, file.problems)
    draft = _draft(Fields(file.root, "模板", TEMPLATE_KEYS, complaints), complaints, matters)
    if file.root.entries is not None:
        parts = tuple(draft.steps), tuple(draft.choices), tuple(draft.groups), tuple(draft.benchmarks)
        for problem in template_problems(*parts):
            complaints.add(file.line(draft.place(problem.where)), problem.message)
    if complaints.found:
        return None, complaints.sorted()
    template = ApprovalTemplate(
        key=draft.key,
        name=draft.name,
        region=draft.region,
        version=draft.version,
        effective_from=draft.effective_from,
        applies_to=draft.applies_to,
        notes=draft.notes,
        benchmarks=tuple(draft.benchmarks),
        choices=tuple(draft.choices),
        groups=tuple(draft.groups),
        steps=tuple(draft.steps),
        thresholds=tuple(draft.thresholds),
    )
    return template, ()


def _draft(root: Fields, complaints: Complaints, matters: Mapping[str, Matter]) -> _Draft:
    draft = _Draft(
        key=root.required("id"),
        name=root.required("name"),
        region=root.text("region"),
        version=root.required("version"),
        effective_from=root.day("effective_from"),
        applies_to=root.text("applies_to"),
        notes=root.texts("notes"),
    )
    for index, value in enumerate(root.children("steps")):
        step = _step(value, complaints, matters)
        if step is not None:
            draft.places["steps", len(draft.steps)] = ("steps", index)
            draft.steps.append(step)
    for name, value in root.named("choose"):
        draft.places["choices", len(draft.choices)] = ("choose", name)
        fields = Fields(value, f"择一组“{name}”", ("rule", "of"), complaints)
        rule = fields.word("rule", ChoiceRule) or ChoiceRule.EXACTLY_ONE
        draft.choices.append(ChoiceGroup(name, rule, fields.texts("of")))
    for value in root.children("groups"):
        fields = Fields(value, "并联组", ("name", "members", "limit"), complaints)
        limit = fields.limit("limit", "accepted")
        draft.groups.append(ParallelGroup(fields.required("name"), fields.texts("members"), limit))
    for index, value in enumerate(root.children("benchmarks")):
        benchmark = _benchmark(value, complaints)
        if benchmark is not None:
            draft.places["benchmarks", len(draft.benchmarks)] = ("benchmarks", index)
            draft.benchmarks.append(benchmark)
    # Drafts of the templates that zones already pass around say san_wei_rules and default_threshold_days.
    for value in (*root.children("thresholds"), *root.children("san_wei_rules")):
        fields = Fields(value, "三未标准", THRESHOLD_KEYS, complaints)
        days, unit = _length(fields, "days" if fields.child("days") else "default_threshold_days")
        text = fields.text("definition"), days, unit, fields.text("source")
        draft.thresholds.append(Threshold(fields.required("name"), *text))
    return draft


def _step(value: Marked, complaints: Complaints, matters: Mapping[str, Matter]) -> StepTemplate | None:
    written = (value.entries or {}).get("matter")
    place = f"环节 {written.text} " if written is not None and written.text else "环节"
    fields = Fields(value, place, STEP_KEYS, complaints)
    code = fields.required("matter") if value.entries is not None else ""
    if not code:
        return None
    matter = matters.get(code)
    if matter is None:
        fields.complain("matter", f"未知事项 {code[:40]}，请先在事项库里登记，或核对编号")
    elif matter.statutory is not None and not matter.statutory.basis:
        fields.complain("matter", f"事项 {code} 的法定时限缺少法律依据，请在事项库里补上 basis")
    if fields.child("after") is None:
        fields.complain("after", f"{place}缺少 after，起始环节请写 after: []")
    return StepTemplate(
        # An unknown matter still takes its place in the graph, so that the rest of the file can be judged.
        matter=matter or Matter(code, code),
        after=fields.texts("after"),
        name=fields.text("name"),
        optional=fields.flag("optional"),
        condition=fields.text("condition"),
        parallel_group=fields.text("parallel_group"),
        promised=fields.limit("promised", "accepted"),
        parts=_parts(fields, place, complaints),
    )


def _parts(step: Fields, place: str, complaints: Complaints) -> tuple[StepPart, ...]:
    parts: list[StepPart] = []
    for value in step.children("parts"):
        fields = Fields(value, f"{place}的分项", ("name", "limit"), complaints)
        part = StepPart(fields.required("name"), fields.limit("limit", "accepted"))
        if any(part.name == other.name for other in parts):
            fields.complain("name", f"{place}的分项“{part.name}”写了两次")
        parts.append(part)
    return tuple(parts)


def _benchmark(value: Marked, complaints: Complaints) -> Benchmark | None:
    fields = Fields(value, "对标", BENCHMARK_KEYS, complaints)
    name, source = fields.required("name"), fields.text("source")
    days, unit = _length(fields)
    start, end = _point(fields, "start", complaints), _point(fields, "end", complaints)
    if start is None or end is None:
        return None
    without = fields.texts("without")
    for word in without:
        if word not in _WITHOUT:
            fields.complain("without", f"对标的 without 只能写 补正、特别程序，不能写“{word}”")
    return Benchmark(
        name,
        start,
        end,
        days,
        unit,
        source,
        fields.texts("leaves_out"),
        fields.text("note"),
        verified=not fields.flag("unverified"),
        corrections="补正" not in without,
        special="特别程序" not in without,
    )


def _point(benchmark: Fields, key: str, complaints: Complaints) -> BenchmarkPoint | None:
    value = benchmark.child(key)
    if value is None:
        benchmark.complain(key, f"对标缺少 {key}")
        return None
    fields = Fields(value, f"对标的 {key} ", ("matter", "event"), complaints)
    matter, event = fields.required("matter"), fields.required("event")
    return BenchmarkPoint(matter, event) if matter and event else None


def _length(fields: Fields, key: str = "days") -> tuple[int, Unit]:
    days = fields.number(key)
    if fields.child(key) is None:
        fields.complain("days", f"{fields.place}缺少 days")
    return days or 0, fields.word("unit", Unit) or Unit.WORKING_DAYS
