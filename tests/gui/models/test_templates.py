"""Tables of templates: what a line says, and that the models behave as Qt expects."""

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.application.template_book import Origin, StoredDraft
from desktop_app.application.templates import TemplateVersion
from desktop_app.domain.progress import StepState
from desktop_app.domain.template import ChoiceGroup, ChoiceRule
from desktop_app.domain.template_diff import Change, Difference
from desktop_app.domain.template_draft import DraftProblem, TemplateDraft
from desktop_app.domain.template_migration import CaseMigration, LimitMove, MovedDue, StateMove, StepNote
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.templates import (
    DIFFERENCE_COLUMNS,
    MOVE_COLUMNS,
    PROBLEM_COLUMNS,
    STEP_COLUMNS,
    TEMPLATE_COLUMNS,
    VERSION_COLUMNS,
    MoveLine,
    move_lines,
    step_lines,
    template_lines,
)
from tests.builders import NOON, template

OLD = TemplateVersion("SX-A", "1", 1, "甲流程", 5, date(2026, 1, 1), Origin.BUNDLED, False, False, 3, 2)
NEW = replace(OLD, version="2", ordinal=2, origin=Origin.PUBLISHED, in_force=True, running=1, unverified=True)
DRAFT = StoredDraft("d", TemplateDraft("SX-B", "乙流程"), 1, NOON, "甲", NOON, "乙")


def cells(columns, row) -> dict[str, str]:
    return {column.key: column.show(row) for column in columns}


def test_a_line_per_template_also_for_one_that_is_only_a_draft():
    lines = template_lines((NEW, OLD), (DRAFT,))
    assert [line.key for line in lines] == ["SX-A", "SX-B"]
    assert cells(TEMPLATE_COLUMNS, lines[0]) == {
        "name": "甲流程",
        "key": "SX-A",
        "version": "2",
        "steps": "5",
        "running": "3",
        "checked": "待核",
        "draft": "",
    }
    assert cells(TEMPLATE_COLUMNS, lines[1])["checked"] == "未发布"
    assert cells(TEMPLATE_COLUMNS, lines[1])["draft"] == "乙 编辑中"


def test_steps_tell_their_groups_and_problems():
    draft = replace(
        TemplateDraft.of(template()), choices=(ChoiceGroup("环评", ChoiceRule.AT_MOST_ONE, ("A02", "A03")),)
    )
    lines = step_lines(draft, frozenset({"A03"}))
    assert cells(STEP_COLUMNS, lines[1]) | {"groups": "至多一项 · 环评", "after": "A01"} == cells(
        STEP_COLUMNS, lines[1]
    )
    assert [line.wrong for line in lines] == [False, False, True, False, False]
    assert cells(STEP_COLUMNS, lines[0])["statutory"] == "—"


def test_a_migration_says_what_forbids_it_first():
    one = CaseMigration(
        "c",
        "p",
        "甲",
        "1",
        "2",
        added=(StepNote("A09", "新事项", StepState.READY, "可以开办"),),
        removed=(StepNote("A01", "旧事项", StepState.IN_PROGRESS, "正在办理，不能删去"),),
        limits=(LimitMove("A02", "某事", "promised", "3 个工作日", ""),),
        dates=(MovedDue("A02", "某事", "promised", date(2026, 11, 3), None, firm=False),),
        states=(StateMove("A03", "后事", StepState.READY, StepState.WAITING),),
        remarks=("说明一句",),
        obstacles=("不能换",),
    )
    lines = list(move_lines(one, "某项目"))
    assert [line.kind for line in lines] == [
        "▲ 不能换",
        "＋ 新增",
        "－ 删去",
        "△ 时限",
        "△ 到期",
        "△ 状态",
        "○ 说明",
    ]
    assert lines[3].words == "某事：承诺时限 3 个工作日 → 无"
    assert lines[4].words == "某事：承诺到期 2026-11-03 → 无（暂估）"
    assert lines[5].words == "后事：可办 → 未到"


@pytest.mark.parametrize(
    ("columns", "rows"),
    [
        (TEMPLATE_COLUMNS, template_lines((NEW, OLD), (DRAFT,))),
        (VERSION_COLUMNS, [NEW, OLD]),
        (STEP_COLUMNS, step_lines(template())),
        (PROBLEM_COLUMNS, [DraftProblem("没有名称", ("name",)), DraftProblem("成环", ("steps", 0), "A01")]),
        (DIFFERENCE_COLUMNS, [Difference(kind, "step", "一句话", "A01") for kind in Change]),
        (MOVE_COLUMNS, [MoveLine("某项目", "△ 时限", "amber", "A01", "一句话")]),
    ],
    ids=["templates", "versions", "steps", "problems", "differences", "moves"],
)
def test_the_models_behave_as_qt_expects(columns, rows, qtmodeltester):
    model = ListModel(columns)
    model.show_rows(rows)
    qtmodeltester.check(model)
    assert model.rowCount() == len(rows)
    assert all(column.show(row) for row in rows for column in columns if column.key != "draft")
