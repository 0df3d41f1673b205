"""The kinds of ledgers: `resources/ledgers/*.yaml` to domain values; complaints name file and line."""

from __future__ import annotations

from pathlib import Path

from desktop_app.application.ledger_rules import COLUMN_ARGUMENTS, RULES
from desktop_app.application.project_history import FACTS
from desktop_app.catalog.fields import Complaints, Fields
from desktop_app.catalog.marked import Marked
from desktop_app.catalog.matters import raise_damaged, read_files
from desktop_app.domain.ledger_kind import (
    ColumnType,
    FigureRule,
    FlowAct,
    LedgerColumn,
    LedgerFigure,
    LedgerFlow,
    LedgerKind,
    RowCheck,
    RowRule,
    RowsOf,
    Source,
    ValueForm,
)
from desktop_app.domain.ledger_query import Condition, LedgerQuery, LedgerView, Order, Test

KIND_KEYS = (
    "key", "name", "title", "purpose", "rows", "scope", "identity", "version", "note", "empty", "columns", "views",
    "flow", "checks", "figures",
)  # fmt: skip
COLUMN_KEYS = (
    "key", "label", "type", "source", "field", "unit", "digits", "options", "open_options", "headers", "required",
    "total", "fixed", "width", "hint", "serial", "past", "most",
    "least", "form",
)  # fmt: skip
VIEW_KEYS = ("name", "text", "conditions", "order", "columns")
FLOW_KEYS = ("state", "states", "ended", "acts", "since", "due")
ACT_KEYS = ("key", "title", "before", "after", "day", "asks", "needs", "counts", "adds", "late")
CHECK_KEYS = ("rule", "columns", "refuses")
FIGURE_KEYS = ("key", "label", "rule", "unit", "whole", "part", "weight", "digits", "day", "target", "each")
_OF_RULE = {FigureRule.SHARE: ("part", "weight", "digits"), FigureRule.TARGET: ("day", "target", "each")}
_DATES = (ColumnType.DAY, ColumnType.DATE)
_NUMBERS = (ColumnType.AMOUNT, ColumnType.NUMBER, ColumnType.COUNT, ColumnType.PERCENT)
_CHECKED = {RowRule.ORDER: _DATES, RowRule.HAPPENED: _DATES, RowRule.AT_MOST: _NUMBERS}
_WIDEST = 600
_LARGEST_COUNT = 1_000_000


def load_ledger_kinds(folder: Path) -> tuple[LedgerKind, ...]:
    """Every kind in the order of the file names; raises Damaged with the first problems when a file is wrong."""
    files, problems = read_files(folder)
    found: dict[str, LedgerKind] = {}
    for file in files:
        complaints = Complaints(file.path, file.problems)
        kind = _kind(Fields(file.root, "台账", KIND_KEYS, complaints), complaints)
        if kind.key in found:
            complaints.add(1, f"台账 {kind.key} 写了两次")
        found[kind.key] = kind
        problems.extend(complaints.sorted())
    raise_damaged("台账定义", problems)
    return tuple(found.values())


def _kind(fields: Fields, complaints: Complaints) -> LedgerKind:
    columns = tuple(_column(item, complaints) for item in fields.children("columns"))
    keys = [one.key for one in columns]
    for key in {key for key in keys if keys.count(key) > 1}:
        fields.complain("columns", f"栏 {key} 写了两次")
    if not columns:
        fields.complain("columns", "台账至少要有一栏")
    flow = fields.child("flow")
    kind = LedgerKind(
        key=fields.required("key"),
        name=fields.required("name"),
        title=fields.required("title"),
        purpose=fields.required("purpose"),
        columns=columns,
        rows=fields.word("rows", RowsOf, RowsOf.ENTRIES) or RowsOf.ENTRIES,
        scope=fields.text("scope"),
        identity=fields.texts("identity"),
        views=tuple(_view(item, complaints) for item in fields.children("views")),
        flow=None if flow is None else _flow(Fields(flow, "流转", FLOW_KEYS, complaints), complaints),
        note=fields.text("note"),
        empty=fields.required("empty"),
        version=fields.required("version"),
        checks=tuple(_check(item, complaints) for item in fields.children("checks")),
        figures=tuple(_figure(item, complaints) for item in fields.children("figures")),
    )
    _check_names(kind, fields)
    _check_sources(kind, fields)
    _check_checks(kind, fields)
    _check_figures(kind, fields)
    return kind


def _check_sources(kind: LedgerKind, fields: Fields) -> None:
    """Every fact of a project, every rule and every column a rule works with must be there."""
    if kind.scope and kind.scope not in FACTS:
        fields.complain("scope", f"项目没有 {kind.scope} 这一项")
    for column in kind.columns:
        name, *args = column.field.split() or [""]
        if column.source is Source.PROJECT and column.field not in FACTS:
            fields.complain("columns", f"栏 {column.key}：项目没有 {column.field} 这一项")
        if column.source is Source.PROJECT or not column.field:
            continue
        if name not in RULES:
            fields.complain("columns", f"栏 {column.key}：没有叫 {name} 的推算规则")
        elif name in COLUMN_ARGUMENTS:
            for key in (one for one in args if not one.isdigit() and not kind.has(one)):
                fields.complain("columns", f"栏 {column.key}：推算规则用了没有的栏 {key}")


def _check_names(kind: LedgerKind, fields: Fields) -> None:
    """Every column named anywhere must be there."""
    used = {"identity": kind.identity}
    views: list[str] = []
    for view in kind.views:
        views += [
            *view.columns,
            *(one.column for one in view.query.conditions),
            *(one.column for one in view.query.order),
        ]
    used["views"] = tuple(views)
    used["checks"] = tuple(key for check in kind.checks for key in check.columns)
    used["figures"] = tuple(
        key
        for one in kind.figures
        for key in (*(said.column for said in (*one.whole, *one.part)), *filter(None, (one.weight, one.day, one.each)))
    )
    if kind.flow is not None:
        acts = kind.flow.acts
        used["flow"] = (
            *filter(None, [kind.flow.state, kind.flow.since, kind.flow.due]),
            *(key for act in acts for key in (*act.asks, *act.needs, *act.adds)),
            *(key for act in acts for key in filter(None, (act.day, act.counts, act.late))),
        )
        states = set(kind.flow.states)
        unknown = [state for act in acts for state in (*act.before, act.after) if state not in states]
        for state in {*unknown, *(one for one in kind.flow.ended if one not in states)}:
            fields.complain("flow", f"流转里没有“{state}”这个状态")
    for place, keys in used.items():
        for key in dict.fromkeys(keys):
            if not kind.has(key):
                fields.complain(place, f"台账的 {place} 里写了没有的栏 {key}")


def _check_checks(kind: LedgerKind, fields: Fields) -> None:
    """Every check works on columns of its type; what refuses a row looks at entered ones, which every writer knows."""
    for check in kind.checks:
        columns = [kind.column(key) for key in check.columns if kind.has(key)]
        for column in columns:
            if column.type not in _CHECKED[check.rule]:
                fields.complain("checks", f"栏 {column.key} 的类型不能用 {check.rule.value} 核对")
            if check.refuses and column.source is not Source.ENTERED:
                fields.complain("checks", f"栏 {column.key} 不是填写的，不能因它拒绝一行")
        if check.rule is RowRule.AT_MOST and len(check.columns) != 2:
            fields.complain("checks", "at_most 正好比较两栏")


def _check_figures(kind: LedgerKind, fields: Fields) -> None:
    """A figure adds counts and looks at whole days; its key is used once."""
    keys = [one.key for one in kind.figures]
    for key in {key for key in keys if keys.count(key) > 1}:
        fields.complain("figures", f"指标数 {key} 写了两次")
    for figure in kind.figures:
        for key, wanted in ((figure.weight, ColumnType.COUNT), (figure.day, ColumnType.DAY)):
            if key and kind.has(key) and kind.column(key).type is not wanted:
                fields.complain("figures", f"指标数 {figure.key}：栏 {key} 的类型应是 {wanted.value}")


def _figure(item: Marked, complaints: Complaints) -> LedgerFigure:
    told = Fields(item, "指标数", FIGURE_KEYS, complaints)
    rule = told.word("rule", FigureRule) or FigureRule.SHARE
    for other, keys in _OF_RULE.items():
        for key in keys if other is not rule else ():
            if told.child(key) is not None:
                told.complain(key, f"指标数的 {key} 只用于 {other.value}")
    part, target, digits = _conditions(told, "part", complaints), told.number("target"), told.number("digits", 6)
    if rule is FigureRule.SHARE and not part:
        told.complain("part", "share 要写 part：哪些行算分子")
    if rule is FigureRule.TARGET and not (target and told.text("day")):
        told.complain("target", "target 要写 target（大于 0 的次数）和 day（按哪一栏的日期算年度）")
    return LedgerFigure(
        told.required("key"),
        told.required("label"),
        rule,
        _conditions(told, "whole", complaints),
        told.required("unit"),
        part,
        told.text("weight"),
        1 if digits is None else digits,
        told.text("day"),
        target or 0,
        told.text("each"),
    )


def _check(item: Marked, complaints: Complaints) -> RowCheck:
    told = Fields(item, "核对", CHECK_KEYS, complaints)
    return RowCheck(
        told.word("rule", RowRule, RowRule.ORDER) or RowRule.ORDER, told.texts("columns"), told.flag("refuses")
    )


def _column(item: Marked, complaints: Complaints) -> LedgerColumn:
    fields = Fields(item, "栏", COLUMN_KEYS, complaints)
    source = fields.word("source", Source, Source.ENTERED) or Source.ENTERED
    if source is not Source.ENTERED and not fields.text("field"):
        fields.complain("field", "来自项目或由程序得出的栏要写 field")
    digits = fields.number("digits", 6)
    return LedgerColumn(
        key=fields.required("key"),
        label=fields.required("label"),
        type=fields.word("type", ColumnType, ColumnType.TEXT) or ColumnType.TEXT,
        source=source,
        field=fields.text("field"),
        unit=fields.text("unit"),
        digits=2 if digits is None else digits,
        options=fields.texts("options"),
        open_options=fields.flag("open_options"),
        headers=fields.texts("headers"),
        required=fields.flag("required"),
        total=fields.flag("total"),
        inline=not fields.flag("fixed"),
        width=fields.number("width", _WIDEST) or 0,
        serial=fields.text("serial"),
        hint=fields.text("hint"),
        past=fields.flag("past"),
        most=fields.number("most", _LARGEST_COUNT) or 0,
        least=fields.number("least", _LARGEST_COUNT),
        form=fields.word("form", ValueForm) if fields.text("form") else None,
    )


def _view(item: Marked, complaints: Complaints) -> LedgerView:
    fields = Fields(item, "视图", VIEW_KEYS, complaints)
    order = []
    for one in fields.children("order"):
        told = Fields(one, "排序", ("column", "descending"), complaints)
        order.append(Order(told.required("column"), told.flag("descending")))
    query = LedgerQuery(fields.text("text"), _conditions(fields, "conditions", complaints), tuple(order))
    return LedgerView(fields.required("name"), query, fields.texts("columns"))


def _conditions(fields: Fields, key: str, complaints: Complaints) -> tuple[Condition, ...]:
    found = []
    for one in fields.children(key):
        told = Fields(one, "条件", ("column", "test", "values"), complaints)
        found.append(Condition(told.required("column"), told.word("test", Test) or Test.FILLED, told.texts("values")))
    return tuple(found)


def _flow(fields: Fields, complaints: Complaints) -> LedgerFlow:
    acts = []
    for item in fields.children("acts"):
        told = Fields(item, "流转动作", ACT_KEYS, complaints)
        acts.append(
            FlowAct(
                told.required("key"),
                told.required("title"),
                told.texts("before"),
                told.required("after"),
                told.text("day"),
                told.texts("asks"),
                told.texts("needs"),
                told.text("counts"),
                told.texts("adds"),
                told.text("late"),
            )
        )
    states, ended = fields.texts("states"), fields.texts("ended")
    return LedgerFlow(fields.required("state"), states, ended, tuple(acts), fields.text("since"), fields.text("due"))
