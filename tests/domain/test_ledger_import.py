"""What a ledger row would change."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

from desktop_app.domain.ledger import FIELD_LABELS, LedgerRow, identity, is_project_code, normalised
from desktop_app.domain.ledger_import import plan_import
from desktop_app.domain.partial_date import PartialDate
from desktop_app.domain.project import Project

CODE = "2023-141000-44-01-123456"
OTHER = "2023-141000-44-01-654321"


def row(name: str = "甲项目", zone: str = "经开区", cell: str = "B5", **values: object) -> LedgerRow:
    return replace(LedgerRow("台账", cell, name, zone=zone), **values)  # type: ignore[arg-type]


STORED = Project("p1", "甲项目", enterprise="甲公司", zone="经开区", investment_yuan=300, note="旧", version=4)


def test_every_ledger_field_is_a_field_of_row_and_project() -> None:
    assert set(FIELD_LABELS) <= {field.name for field in fields(LedgerRow)}
    assert set(FIELD_LABELS) == {field.name for field in fields(Project)} - {"id", "demo", "version"}


def test_identity_ignores_how_it_was_typed() -> None:
    assert identity("光电（ 襄汾 ）—期 ", "经开区") == identity("光电(襄汾)-期", "经 开 区")
    assert identity("甲项目", "经开区") != identity("甲项目", "侯马")
    assert normalised("ＡＢＣ【１】") == "abc(1)"
    assert is_project_code(CODE) and not is_project_code("2023-1410-44")


def test_a_new_row_creates_and_shows_its_fields() -> None:
    (planned,) = plan_import([], [row(investment_yuan=4_703_000_000, commitment=True)]).projects
    assert planned.kind == "created"
    assert [(change.label, change.new) for change in planned.changes] == [
        ("项目名称", "甲项目"),
        ("所在开发区", "经开区"),
        ("总投资", "47.03 亿元"),
        ("承诺制", "是"),
    ]
    assert planned.after.investment_yuan == 4_703_000_000


def test_an_update_touches_only_what_the_row_states() -> None:
    (planned,) = plan_import([STORED], [row(investment_yuan=500, project_code=CODE, commitment=False)]).projects
    assert planned.kind == "updated"
    assert planned.after == replace(STORED, investment_yuan=500, project_code=CODE, commitment=False)
    assert [(change.field, change.old, change.new) for change in planned.changes] == [
        ("project_code", "未填", CODE),
        ("investment_yuan", "300 元", "500 元"),
        ("commitment", "未填", "否"),
    ]


def test_empty_cells_never_blank_a_value() -> None:
    (planned,) = plan_import([STORED], [row()]).projects
    assert planned.kind == "unchanged" and planned.after == STORED


def test_a_vaguer_date_never_replaces_a_known_day() -> None:
    known = replace(STORED, signed=PartialDate.of(date(2023, 10, 20)))
    vague = row(signed=PartialDate("2023年10月", 2023, 10))
    assert plan_import([known], [vague]).count("unchanged") == 1
    contrary = row(signed=PartialDate("2023年11月", 2023, 11))
    assert plan_import([known], [contrary]).count("updated") == 1
    assert plan_import([replace(known, signed=vague.signed)], [row(signed=known.signed)]).count("updated") == 1


def test_the_code_decides_before_the_name() -> None:
    known = replace(STORED, project_code=CODE)
    (planned,) = plan_import([known], [row(name="改名项目", zone="侯马", project_code=CODE)]).projects
    assert planned.kind == "updated" and planned.after.id == "p1" and planned.after.name == "改名项目"
    plan = plan_import([known], [row(project_code=OTHER)])
    assert plan.count("created") == 1 and [problem.level for problem in plan.problems] == ["warning"]


def test_the_same_project_twice_in_a_file_names_both_cells() -> None:
    plan = plan_import([], [row(), row(name="甲 项目", cell="B9")])
    ((problem),) = plan.problems
    assert problem.blocks and problem.cell == "B9" and "B5" in problem.message
    plan = plan_import([], [row(project_code=CODE), row(name="乙", cell="B9", project_code=CODE)])
    assert [problem.blocks for problem in plan.problems] == [True]
    assert plan_import([], [row(project_code=CODE), row(cell="B9", project_code=OTHER)]).problems == ()
    assert plan_import([], [row(), row(cell="B9", zone="侯马")]).problems == ()


def test_two_rows_for_one_stored_project_are_an_error() -> None:
    known = replace(STORED, project_code=CODE)
    plan = plan_import([known], [row(name="乙", project_code=CODE), row(cell="B9")])
    assert [(problem.cell, problem.blocks) for problem in plan.problems] == [("B9", True)]


def test_stored_namesakes_need_a_code() -> None:
    twins = [replace(STORED, id="p1", project_code=CODE), replace(STORED, id="p2", project_code=OTHER)]
    plan = plan_import(twins, [row()])
    assert plan.problems[0].blocks and "项目代码" in plan.problems[0].message


def test_a_namesake_in_another_zone_is_created_with_a_warning() -> None:
    plan = plan_import([STORED], [row(zone="侯马")])
    assert plan.count("created") == 1
    assert [problem.level for problem in plan.problems] == ["warning"]
