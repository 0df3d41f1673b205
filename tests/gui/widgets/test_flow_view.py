"""The flow drawing as a person uses it: keys along the edges, zoom, drag, what a box says, and drawing an edge."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication

from desktop_app.application.flows import CriticalPath, flow_of
from desktop_app.domain.limit import Limit
from desktop_app.domain.matter import Matter
from desktop_app.domain.template import ChoiceGroup, ChoiceRule, StepTemplate
from desktop_app.domain.template_draft import TemplateDraft
from desktop_app.gui.theme import colour
from desktop_app.gui.widgets.flow_sheet import wrapped
from desktop_app.gui.widgets.flow_view import LARGEST, SMALLEST, FlowView


def step(code: str, *after: str, **more) -> StepTemplate:
    matter = Matter(code, f"办理事项{code}", stage="立项", authority="行政审批局", promised=Limit.parse("3WD"))
    return StepTemplate(matter, after=after, **more)


STEPS = (step("A"), step("B", "A"), step("C", "A", optional=True), step("D", "B", "C"))
FLOW = flow_of(
    TemplateDraft("SX", "某流程", steps=STEPS, choices=(ChoiceGroup("择", ChoiceRule.AT_MOST_ONE, ("C",)),)),
    CriticalPath(frozenset("ABD"), frozenset({("A", "B"), ("B", "D")}), 9),
)


@pytest.fixture
def view(qtbot):
    made = FlowView()
    qtbot.addWidget(made)
    made.resize(700, 420)
    made.show_flow(FLOW)
    made.show()
    qtbot.waitExposed(made)
    return made


def middle(view: FlowView, code: str) -> QPoint:
    assert view.sheet is not None
    return (view.sheet.rect(code).center() - QPointF(view._offset)).toPoint()


def test_arrows_walk_along_the_edges(view, qtbot):
    seen = []
    view.chosen.connect(seen.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(view, key)
    assert seen[0] == "A"
    assert seen[1] in {"B", "C"}
    assert seen[2:] == ["D"], "nothing follows the last step"
    qtbot.keyClick(view, Qt.Key.Key_Left)
    qtbot.keyClick(view, Qt.Key.Key_Down if view.current == "B" else Qt.Key.Key_Up)
    assert {seen[1], view.current} == {"B", "C"} or view.current in {"B", "C"}
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.current == "A"
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.current == "D"


def test_enter_and_double_click_open_the_step(view, qtbot):
    opened = []
    view.opened.connect(opened.append)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened == [], "no step is in hand"
    view.choose("B")
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, "B"))
    assert opened == ["B", "B"]


def test_a_click_chooses_and_the_ground_lets_go(view, qtbot):
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, "C"))
    assert view.current == "C"
    assert "办理事项C（可选）" in view.accessibleDescription()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert view.current == ""


def test_a_box_says_everything(view):
    said = view.words_of("D")
    assert said.splitlines() == [
        "D 办理事项D",
        "行政审批局",
        "承诺 3 个工作日",
        "前置：办理事项B、办理事项C",
        "后续：无",
        "在关键路径上",
    ]
    assert view.words_of("没有") == ""


def test_zoom_has_ends_and_0_shows_everything(view, qtbot):
    for _ in range(20):
        qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom == LARGEST
    assert view.horizontalScrollBar().maximum() > 0
    for _ in range(30):
        qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert view.zoom == SMALLEST
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.horizontalScrollBar().maximum() == view.verticalScrollBar().maximum() == 0
    fitted = view.zoom
    view.resize(350, 210)
    assert view.zoom < fitted, "what was fitted stays fitted"


def wheel(view: FlowView, keys: Qt.KeyboardModifier, turned: int = 120) -> None:
    place = QPointF(100, 100)
    event = QWheelEvent(
        place,
        view.mapToGlobal(place),
        QPoint(),
        QPoint(0, turned),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_ctrl_and_wheel_zoom_under_the_mouse(view):
    for _ in range(5):
        view.zoom_by(1)
    view._set_zoom(1.2)
    before = view.zoom
    held = (QPointF(100, 100) + QPointF(view._offset)).x() / before
    wheel(view, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom > before
    wheel(view, Qt.KeyboardModifier.ControlModifier)
    assert (QPointF(100, 100) + QPointF(view._offset)).x() / view.zoom == pytest.approx(held, rel=0.05)
    left = view.horizontalScrollBar().value()
    wheel(view, Qt.KeyboardModifier.ShiftModifier, -120)
    assert view.horizontalScrollBar().value() > left


def drag(qtbot, view: FlowView, begin: QPoint, end: QPoint) -> None:
    port = view.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=begin)
    qtbot.mouseMove(port, (begin + end) * 0.5)
    qtbot.mouseMove(port, end)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)


def test_dragging_moves_the_sheet(view, qtbot):
    for _ in range(6):
        view.zoom_by(1)
    view.choose("A")
    before = view.horizontalScrollBar().value()
    drag(qtbot, view, QPoint(300, 40), QPoint(160, 40))
    assert view.horizontalScrollBar().value() > before
    assert view.current == "A", "a drag chooses nothing"


def test_dragging_from_box_to_box_asks_for_an_edge_while_editing(view, qtbot):
    asked = []
    view.linked.connect(lambda before, code: asked.append((before, code)))
    drag(qtbot, view, middle(view, "B"), middle(view, "C"))
    assert asked == []
    view.editable = True
    drag(qtbot, view, middle(view, "B"), middle(view, "C"))
    drag(qtbot, view, middle(view, "B"), QPoint(3, 3))
    assert asked == [("B", "C")]


def test_what_surrounds_the_step_under_the_mouse_is_marked(view, qtbot):
    qtbot.mouseMove(view.viewport(), middle(view, "D"))
    assert view.sheet.hovered == "D"
    qtbot.mouseMove(view.viewport(), QPoint(2, 2))
    assert view.sheet.hovered == ""


def test_another_drawing_keeps_the_step_in_hand_if_it_is_there(view):
    view.choose("B")
    view.show_flow(flow_of(TemplateDraft("SX", "某流程", steps=STEPS[:2])))
    assert view.current == "B"
    view.show_flow(flow_of(TemplateDraft("SX", "某流程", steps=STEPS[:1])))
    assert view.current == ""
    view.show_flow(flow_of(TemplateDraft("SX", "空")))
    view.go(Qt.Key.Key_Right)
    assert view.current == ""


@pytest.mark.parametrize("zoom", [0.2, 0.5, 1.0])
def test_boxes_with_problems_are_red_at_every_zoom(view, zoom):
    view.show_flow(FLOW, wrong={"B"})
    view._set_zoom(zoom)
    view.repaint()
    box = view.sheet.rect("B").translated(-QPointF(view._offset)).toRect()
    image = view.viewport().grab().toImage()
    ground = QColor(image.pixel(box.left() + max(2, box.width() // 25), box.center().y()))
    assert ground.red() - ground.blue() > 8, (ground.name(), colour("red_soft").name())


def test_words_break_between_any_two_characters_and_never_before_a_bracket(qapp):
    lines = wrapped("企业设立登记(营业执照)", 13, True, 13 * 10.5, 2)
    assert len(lines) == 2
    assert not lines[1].startswith(")")
    assert wrapped("很长的名称" * 20, 13, False, 100, 2)[1].endswith("…")
