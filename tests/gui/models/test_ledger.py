"""The ledger table: its sort keys are those of SQL, money is exact in the tooltip, lamps come with words."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from desktop_app.domain.progress import Lamp
from desktop_app.gui.models.ledger import LedgerColumns, LedgerModel, hundred_millions
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.lamp import LAMP_ROLE

SORTED = [column.key for column in LedgerColumns().every() if column.sortable]


@pytest.fixture
def session(full):
    made = Session(full)
    yield made
    made.close()


@pytest.fixture
def model(session, full, qtbot):
    made = LedgerModel(session)
    made.telling.today, made.telling.calendar = session.today, full.calendar
    made.show_ids(full.overview.project_ids(full.overview.query()))
    made.row_at(0)
    qtbot.waitUntil(lambda: session.lane.idle)
    yield made
    made.deleteLater()


def column(model, key):
    return [one.key for one in model.columns].index(key)


def test_it_behaves_as_qt_expects(model, qtmodeltester):
    qtmodeltester.check(model)


@pytest.mark.parametrize("key", SORTED)
@pytest.mark.parametrize("descending", [False, True])
def test_sql_sorts_by_every_column_that_can_be_clicked(full, key, descending):
    query = full.overview.query(sort=key, descending=descending)
    assert sorted(full.overview.project_ids(query)) == sorted(full.overview.project_ids(full.overview.query()))


def test_each_row_has_a_lamp_with_words(model):
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        assert Lamp(index.data(LAMP_ROLE)) in Lamp
        assert index.data(Qt.ItemDataRole.DisplayRole)


def test_a_project_without_a_case_says_so(model):
    words = [model.index(row, 0).data() for row in range(model.rowCount()) if not model.row_at(row).cases]
    assert words and set(words) == {"未开办"}


def test_investment_is_shown_rounded_and_told_exactly(model):
    at = column(model, "investment")
    row = next(row for row in range(model.rowCount()) if model.row_at(row).investment_yuan == 4_703_000_000)
    assert model.index(row, at).data() == "47.03"
    assert model.index(row, at).data(Qt.ItemDataRole.ToolTipRole) == "4,703,000,000 元"
    assert hundred_millions(None) == "—"


def test_overdue_rows_say_by_how_much(model):
    at = column(model, "left")
    late = [row for row in range(model.rowCount()) if model.index(row, 0).data(LAMP_ROLE) == Lamp.OVERDUE]
    assert late
    assert all(model.index(row, at).data().startswith(("逾 ", "刚逾期")) for row in late)


def test_the_next_due_date_names_its_clock(model):
    at, seen = column(model, "next_due"), set()
    for number in range(model.rowCount()):
        row, shown = model.row_at(number), model.index(number, at).data()
        if row.next_due_on is None:
            assert shown in {"", "恢复后重算"}
            continue
        named = {"promised": "承诺", "statutory": "法定", "enterprise": "企业时限"}
        assert shown.split()[0] == named[row.next_due_clock]
        seen.add(row.next_due_clock)
    assert {"promised", "enterprise"} <= seen, "a limit of the enterprise is not told as a promise"


def test_rows_are_copied_for_excel_with_exact_money_and_whole_dates(model):
    row = next(row for row in map(model.row_at, range(model.rowCount())) if row.next_due_on and row.investment_yuan)
    row = replace(row, name="=1+1\t项目\n二期", investment_yuan=1_234_567_890, next_due_clock="statutory")
    head, line, end = model.text_of([row]).split("\n")
    assert end == ""
    cells = dict(zip(head.split("\t"), line.split("\t"), strict=True))
    assert cells["项目名称"] == " =1+1 项目 二期", "never a formula, never another cell"
    assert cells["总投资（亿元）"] == "12.3456789"
    assert cells["下一期限"].startswith(f"法定 {row.next_due_on.isoformat()}")
    unknown = model.text_of([replace(row, investment_yuan=None)]).split("\n")[1].split("\t")
    assert unknown[head.split("\t").index("总投资（亿元）")] == ""
