"""原件流转单 on a real case: one slip for what moved together, read from the log, refused while nothing moved."""

from __future__ import annotations

import pytest

from desktop_app.application.desk import Desk
from desktop_app.application.forms.custody_slip import move_words
from desktop_app.application.materials import Handing
from desktop_app.domain.case import Case
from desktop_app.domain.custody import MaterialAct, MaterialEntry
from desktop_app.domain.refusals import Refusal
from tests.desks import entered, on, opened
from tests.documents.reading import page_texts


@pytest.fixture
def case(workspace: Desk) -> Case:
    return opened(workspace, project_id=entered(workspace, enterprise="中联恒创").id)


def came(desk: Desk, case: Case, name: str, number: str = "") -> MaterialEntry:
    matter = next(step.code for step in case.template.steps if step.matter.materials)
    said = Handing(matter, name, on=on("2026-11-16"), originals=2, giver="企业张工", taker="甲", document_number=number)
    return desk.materials.receive(case.id, said).entry


def moved(desk: Desk, case: Case, act: MaterialAct, item: MaterialEntry, taker: str, day: str) -> MaterialEntry:
    due = on("2026-11-25") if act is MaterialAct.GIVE else None
    said = Handing(item=item.id, taker=taker, on=on(day), due_back=due, note="装袋")
    return desk.materials.move(case.id, act, said).entry


def text_of(content: bytes) -> str:
    return "".join("".join(page_texts(content)).split())


def test_what_moved_together_is_on_one_slip(workspace: Desk, case: Case) -> None:
    licence, deed, other = (
        came(workspace, case, *what) for what in (("执照", "9114"), ("产权证", "晋1"), ("合同", ""))
    )
    given = moved(workspace, case, MaterialAct.GIVE, licence, "审批局王工", "2026-11-18")
    moved(workspace, case, MaterialAct.GIVE, deed, "审批局王工", "2026-11-18")
    moved(workspace, case, MaterialAct.GIVE, other, "住建局", "2026-11-18")
    asked = {one.ask.key: one for one in workspace.documents.asked("custody-slip", case.id)}
    assert asked["move"].options == (
        "2026-11-18 原件送交：甲 → 住建局",
        "2026-11-18 原件送交：甲 → 审批局王工",
    )
    assert asked["move"].value == asked["move"].options[0]
    issued = workspace.documents.issue("custody-slip", case.id, {"move": move_words(given)}, "甲")
    assert "-D32-" in issued.paper.number
    text = text_of(issued.content)
    for word in (
        "执照",
        "9114",
        "产权证",
        "晋1",
        "审批局王工",
        "2026-11-25",
        "2026年11月18日",
        "共2项",
        "装袋",
        "提前告知",
    ):
        assert word in text
    assert "合同" not in text and "住建局" not in text


def test_the_centre_is_named_with_its_person_and_dates_are_left_to_those_who_sign(workspace: Desk, case: Case) -> None:
    licence = came(workspace, case, "执照")
    given = moved(workspace, case, MaterialAct.GIVE, licence, "审批局王工", "2026-11-18")
    centre = workspace.workspace.get().centre
    text = text_of(workspace.documents.preview("custody-slip", case.id, {"move": move_words(given)}).content)
    assert "".join(f"交出方：{centre}甲".split()) in text and "接收方：审批局王工" in text
    assert text.count("2026年11月18日") == 2 and "本单于2026年11月20日补开" in text
    back = moved(workspace, case, MaterialAct.RETURN, licence, "甲", "2026-11-20")
    text = text_of(workspace.documents.preview("custody-slip", case.id, {"move": move_words(back)}).content)
    assert "".join(f"接收方：{centre}甲".split()) in text and "补开" not in text


def test_the_way_back_and_the_way_to_the_enterprise_have_their_own_slips(workspace: Desk, case: Case) -> None:
    licence = came(workspace, case, "执照")
    moved(workspace, case, MaterialAct.GIVE, licence, "审批局", "2026-11-17")
    back = moved(workspace, case, MaterialAct.RETURN, licence, "甲", "2026-11-18")
    home = moved(workspace, case, MaterialAct.HANDOVER, licence, "企业张工", "2026-11-19")
    (newest, *_others) = [one for one in workspace.documents.asked("custody-slip", case.id)]
    assert newest.value == move_words(home)
    text = text_of(workspace.documents.issue("custody-slip", case.id, {"move": move_words(back)}, "甲").content)
    assert "审批局" in text and "提前告知" not in text
    workspace.materials.reverse(home.id, "登记错了")
    (newest, *_others) = [one for one in workspace.documents.asked("custody-slip", case.id)]
    assert newest.value == move_words(back)


def test_without_a_move_there_is_no_slip_but_a_blank(workspace: Desk, case: Case) -> None:
    came(workspace, case, "执照")
    with pytest.raises(Refusal, match="还没有登记过原件的送交、收回或移交"):
        workspace.documents.issue("custody-slip", case.id, {}, "甲")
    assert "共项" in text_of(workspace.documents.preview("custody-slip", case.id, {}).content)
    assert "原件流转单" in text_of(workspace.documents.blank("custody-slip").content)
