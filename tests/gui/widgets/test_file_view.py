"""Attached files shown: pages of a PDF, pictures, and a sentence for what cannot be shown."""

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageWriter

from desktop_app.application.materials import Handing
from desktop_app.gui.widgets.file_view import BROKEN, NO_PICTURE, FileDialog, page_of


def picture(kind: str) -> bytes:
    made = QImage(300, 200, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.darkGreen)
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(kind.encode())).write(made)
    return bytes(content.data())


@pytest.mark.parametrize("kind", ["png", "jpg", "bmp", "tif"])
def test_pictures_are_shown(kind, qapp):
    found = page_of(f"扫描.{kind}", picture(kind), 0)
    assert found.picture is not None and found.picture.width() == 300
    colour = found.picture.pixelColor(150, 100)
    assert colour.green() > colour.red()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [("坏.pdf", b"%PDF-1.7 nothing", BROKEN), ("坏.png", b"\x89PNG\r\n\x1a\n", BROKEN), ("表.xlsx", b"PK", NO_PICTURE)],
)
def test_what_cannot_be_shown_is_told(name, content, told, qapp):
    found = page_of(name, content, 0)
    assert (found.picture, found.told) == (None, told)


@pytest.fixture
def entry(full):
    """A PDF of several pages attached to the first material of a case."""
    _project, case_id = full.overview.every_case_id()[0]
    content = full.documents.issue("service-sheet", case_id, {}, "甲").content
    step = next(one for one in full.materials.of_case(case_id).steps if one.asked)
    return full.materials.attach(case_id, Handing(step.step.code, step.asked[0].name), "服务单.pdf", content).entry


def test_a_pdf_is_turned_page_by_page(full, entry, screen_of, qtbot):
    screen = screen_of(full)
    dialog = FileDialog(screen.session, entry.file_name, entry.id, 0, screen.window)
    dialog.open()
    screen.rest()
    view = dialog.view
    assert view.pages > 1 and view.number.text() == f"1／{view.pages}"
    first = view.sheet.pixmap().toImage()
    qtbot.mouseClick(view.after, Qt.MouseButton.LeftButton)
    screen.rest()
    assert view.number.text() == f"2／{view.pages}"
    assert view.sheet.pixmap().toImage() != first
    view.turn(view.pages)
    assert view.page == 1
    qtbot.mouseClick(view.before, Qt.MouseButton.LeftButton)
    screen.rest()
    assert view.sheet.pixmap().toImage() == first
    dialog.close()


def test_an_altered_file_is_told_and_not_shown(full, entry, screen_of):
    place = full.folder / "attachments" / entry.sha256[:2] / entry.sha256[2:]
    place.write_bytes(b"%PDF-1.7 another")
    screen = screen_of(full)
    dialog = FileDialog(screen.session, entry.file_name, entry.id, 0, screen.window)
    dialog.open()
    screen.rest()
    assert "与存入时不同" in dialog.view.told.text()
    assert not dialog.view.sheet.isVisible()
    dialog.close()
