"""The checklist model: headings, lamps with sign and word, and where the loudest original is."""

from datetime import date, timedelta

import pytest

from desktop_app.application.materials import CaseMaterials
from desktop_app.domain.checklist import step_materials
from desktop_app.domain.custody import Check, MaterialAct
from desktop_app.domain.progress import Lamp
from desktop_app.gui.models.materials import MATERIAL_COLUMNS, MaterialsModel
from tests.builders import case, template
from tests.domain.test_checklist import STEP
from tests.domain.test_custody import TODAY, entry, grown, move


def shown(*entries, today=TODAY):
    model = MaterialsModel()
    steps = (step_materials(STEP, grown(*entries).entries),)
    model.show_materials(CaseMaterials(case("p", template()), today, steps))
    return model


def deed(*entries, today=TODAY):
    model = shown(*entries, today=today)
    return model.row_at(model.find("A01", "不动产权证书"))


def test_it_behaves_as_qt_expects(qtmodeltester, qtbot):
    model = shown(entry())
    qtmodeltester.check(model)
    model.show_materials(None)
    qtmodeltester.check(model)
    assert (model.rowCount(), model.first_of_interest(), model.find("A01", "")) == (0, -1, -1)


def test_a_heading_stands_above_the_lines_of_its_step():
    model = shown()
    assert list(model.headings()) == [0]
    assert model.index(0, 0).data() == "立项 已齐 0／4　审批局"
    assert model.rowCount() == 6
    assert model.row_at(0) is None and model.row_at(9) is None


GIVEN = move(MaterialAct.GIVE, due_back=TODAY)


@pytest.mark.parametrize(
    ("entries", "day", "lamp", "word", "where", "back"),
    [
        ((), 0, Lamp.NOT_STARTED, "可容缺", "", ""),
        ((entry(originals=0, copies=1),), 0, Lamp.NORMAL, "未收齐", "", ""),
        ((entry(check=Check.SEEN),), 0, Lamp.DONE, "已齐", "验后退还", ""),
        ((entry(),), 0, Lamp.DONE, "已齐", "在中心：代办员甲", ""),
        ((entry(), GIVEN), 0, Lamp.SUSPENDED, "原件在外", "在外：审批局", "11-20 还"),
        ((entry(), GIVEN), 1, Lamp.OVERDUE, "逾期未还", "在外：审批局", "11-20 还"),
        ((entry(), GIVEN), 50, Lamp.OVERDUE, "逾期未还", "在外：审批局", "2026-11-20 还"),
        ((entry(valid_until=TODAY + timedelta(30)),), 0, Lamp.WARNING, "将到期", "在中心：代办员甲", "2026-12-20 止"),
        ((entry(), move(MaterialAct.HANDOVER, taker="企业")), 0, Lamp.DONE, "已齐", "已移交：企业", ""),
    ],
)
def test_every_state_has_its_lamp_word_and_place(entries, day, lamp, word, where, back):
    row = deed(*entries, today=TODAY + timedelta(day))
    assert (row.lamp, row.lamp_words, row.where, row.due_back) == (lamp, word, where, back)


def test_of_several_originals_the_one_that_is_late_is_told():
    late = entry(MaterialAct.GIVE, "n2", item="n1", material="", taker="住建局", due_back=TODAY)
    row = deed(entry(), entry(entry_id="n1"), late, today=TODAY + timedelta(1))
    assert row.where == "在外：住建局 等 2 件"


def test_the_loudest_line_is_where_the_eye_begins():
    assert shown().first_of_interest() == 1
    assert shown(entry(), GIVEN).first_of_interest() == 2


def test_a_row_can_be_copied_whole():
    model = shown(entry())
    text = model.text_of([model.row_at(2)])
    assert text.splitlines()[0].split("\t") == [column.name for column in MATERIAL_COLUMNS]
    assert "不动产权证书\t原件 1\t可\t企业\t原件 1\t收 1\t在中心：代办员甲" in text
    assert isinstance(TODAY, date)
