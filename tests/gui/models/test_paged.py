"""Paged tables: rows come in pages, what is in view comes first, old pages are forgotten, nothing is sorted here."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QObject, Qt, Signal

from desktop_app.gui.lanes import Lane
from desktop_app.gui.models.paged import KEPT_PAGES, PAGE_ROWS, Column, PagedModel


@dataclass(frozen=True)
class Line:
    name: str


class OneLane(QObject):
    """Just enough of a session: a lane."""

    changed = Signal(object)

    def __init__(self, lane: Lane) -> None:
        super().__init__()
        self.lane = lane

    def ask(self, work, done, failed=None, *, owner=None):
        return self.lane.run(lambda _report: work(None), done, failed, owner=owner)


COLUMNS: list[Column[Line]] = [
    Column("name", "名称", 100, lambda line: line.name),
    Column("", "长", 50, lambda line: "1", True),
]


@pytest.fixture
def reads():
    return []


@pytest.fixture
def model(lane, reads):
    def read(ids):
        reads.append((ids[0], len(ids)))
        return [Line(f"行{one}") for one in ids]

    made = PagedModel[Line](OneLane(lane), COLUMNS, read)
    yield made
    made.deleteLater()


def ids(many: int) -> list[str]:
    return [str(number) for number in range(many)]


def text(model, row, column=0):
    return model.index(row, column).data(Qt.ItemDataRole.DisplayRole)


def test_it_behaves_as_qt_expects(model, qtmodeltester, lane, qtbot):
    model.show_ids(ids(450))
    qtmodeltester.check(model)
    qtbot.waitUntil(lambda: lane.idle)
    qtmodeltester.check(model)


def test_rows_arrive_by_page(model, lane, reads, qtbot):
    model.show_ids(ids(1000))
    assert model.rowCount() == 1000
    assert text(model, 405) is None
    with qtbot.waitSignal(model.dataChanged) as changed:
        pass
    assert text(model, 405) == "行405"
    assert text(model, 599) == "行599"
    assert reads == [("400", PAGE_ROWS)]
    assert (changed.args[0].row(), changed.args[1].row()) == (400, 599)


def test_after_a_jump_the_page_in_view_comes_first(model, lane, reads, qtbot):
    model.show_ids(ids(100_000))
    for row in range(0, 100_000, 1000):
        text(model, row)
    qtbot.waitUntil(lambda: lane.idle)
    assert len(reads) <= 4, "pages that were only flown over are not read"
    assert reads[1] == ("99000", PAGE_ROWS)


def test_old_pages_are_forgotten(model, lane, reads, qtbot):
    model.show_ids(ids(PAGE_ROWS * (KEPT_PAGES + 2)))
    for page in range(KEPT_PAGES + 2):
        text(model, page * PAGE_ROWS)
        qtbot.waitUntil(lambda: lane.idle)
    assert text(model, 0) is None
    assert text(model, PAGE_ROWS * (KEPT_PAGES + 1)) is not None
    qtbot.waitUntil(lambda: lane.idle)


def test_rows_of_an_older_selection_are_dropped(model, lane, qtbot):
    model.show_ids(["a"])
    text(model, 0)
    model.show_ids(["b"])
    qtbot.waitUntil(lambda: lane.idle)
    text(model, 0)
    qtbot.waitUntil(lambda: lane.idle)
    assert text(model, 0) == "行b"
    assert model.position("b") == 0
    assert model.position("a") == -1


def test_a_failed_read_is_told_and_can_be_tried_again(lane, qtbot):
    fails = [OSError("磁盘"), None]

    def read(wanted):
        error = fails.pop(0)
        if error:
            raise error
        return [Line("好") for _ in wanted]

    model = PagedModel[Line](OneLane(lane), COLUMNS, read)
    model.show_ids(["a"])
    with qtbot.waitSignal(lane.trouble):
        text(model, 0)
    text(model, 0)
    assert lane.idle, "a page that failed is not asked for at every repaint"
    model.show_ids(["a"])
    text(model, 0)
    qtbot.waitUntil(lambda: lane.idle)
    assert text(model, 0) == "好"


def test_headers_and_alignment(model):
    assert model.headerData(0, Qt.Orientation.Horizontal) == "名称"
    assert (
        model.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    )
    assert model.headerData(0, Qt.Orientation.Vertical) is None
