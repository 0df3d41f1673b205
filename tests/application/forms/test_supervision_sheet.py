"""督办统计 (D35): the acts of a span as the register counts them, all of them or one kind."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdfium2 import PdfDocument

from desktop_app.application.desk import Desk
from desktop_app.application.documents import About
from desktop_app.domain.refusals import Refusal
from tests.documents.reading import page_texts

FORM = "supervision-sheet"


@pytest.fixture
def desk(workspace: Desk) -> Desk:
    for day, decision, kind in (
        ("2026-01-12", "加快备案", "调度会"),
        ("2026-11-09", "图纸周五前报送", "调度会"),
        ("2026-11-16", "补齐材料", "专题会"),
    ):
        said = {"kind": kind, "held_on": day, "chair": "某领导", "subject": "指标调度", "decision": decision}
        workspace.entries.add("meetings", said, "甲")
    workspace.documents.issue("monthly-bulletin", About(), {"to": "各部门"}, "乙")
    return workspace


def text(desk: Desk, **answers: object) -> str:
    return "".join(page_texts(desk.documents.preview(FORM, About(), answers).content))


def test_every_act_with_its_counts(desk: Desk) -> None:
    said = text(desk)
    assert "督办统计" in said and "共 4 件" in said and "开始至2026年11月20日" in said
    assert "次数：调度会 2，其他会议 1，通报 1。" in said
    assert said.index("2026-11-20") < said.index("2026-11-16") < said.index("2026-01-12")
    assert "议定 1 项，已落实 0 项" in said and "乙" in said


def test_a_span_and_a_kind_narrow_it(desk: Desk) -> None:
    said = text(desk, first="2026-11-01", last="2026-11-15", kind="调度会")
    assert "共 1 件" in said and "2026年11月1日至2026年11月15日；只列调度会" in said
    assert "2026-11-09" in said and "2026-01-12" not in said
    assert "共 0 件" in text(desk, kind="约谈")
    with pytest.raises(Refusal, match="颠倒"):
        text(desk, first="2026-11-15", last="2026-11-01")


def test_it_is_numbered_and_archived(desk: Desk) -> None:
    issued = desk.documents.issue(FORM, About(), {}, "甲")
    assert issued.paper.number == "BB-2026-A-D35-0001"
    assert len(PdfDocument(BytesIO(issued.content))) == 1
    # What was printed is no act of supervision itself.
    assert len(desk.supervision.register().acts) == 4
