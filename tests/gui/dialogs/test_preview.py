"""Print preview: pages as pictures, a number only on 编号出具, printing through a printer that is kept alive."""

import pypdfium2
import pytest
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from desktop_app.gui.dialogs.preview import PreviewDialog, page_image
from desktop_app.gui.dialogs.who import WhoDialog


@pytest.fixture
def opened(full, screen_of):
    screen = screen_of(full)
    _project, case_id = full.overview.every_case_id()[0]

    def preview(form: str) -> PreviewDialog:
        dialog = PreviewDialog(screen.session, form, case_id, screen.window)
        dialog.open()
        screen.rest()
        return dialog

    preview.screen, preview.case_id = screen, case_id
    return preview


def dark(picture: QImage) -> int:
    points = [(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)]
    return sum(picture.pixelColor(x, y).lightness() < 128 for x, y in points)


def test_pages_can_be_turned_and_are_not_blank(opened):
    dialog = opened("service-sheet")
    assert dialog.pages >= 2
    assert not dialog.earlier.isEnabled() and dialog.later.isEnabled()
    dialog.later.click()
    opened.screen.rest()
    assert dialog.number.text() == f"第 2 页 共 {dialog.pages} 页"
    assert dialog.earlier.isEnabled()
    for number in range(dialog.pages):
        assert dark(page_image(dialog.content, number, 96)) > 20


def test_zoom_changes_the_size_of_the_page(opened):
    dialog = opened("service-sheet")
    wide = dialog.sheet.pixmap().deviceIndependentSize().width()
    assert abs(wide - (dialog.area.viewport().width() - 28)) <= 2
    dialog.zoom.setCurrentIndex(dialog.zoom.findData(50))
    dialog.zoom.activated.emit(dialog.zoom.currentIndex())
    opened.screen.rest()
    assert abs(dialog.sheet.pixmap().deviceIndependentSize().width() - 210 / 25.4 * 48) <= 2


def test_the_wording_typed_is_in_the_draft_and_nothing_is_numbered_yet(opened):
    dialog = opened("service-sheet")
    content = dialog.fields.fields["content"]
    content.setPlainText("上门核对材料")
    content.left.emit()
    opened.screen.rest()
    document = pypdfium2.PdfDocument(dialog.content)
    text = "".join(document[number].get_textpage().get_text_range() for number in range(len(document)))
    document.close()
    assert "上门核对材料" in text
    assert opened.screen.desk.documents.of_case(opened.case_id) == []


def test_issuing_archives_and_then_prints_every_page(opened, tmp_path):
    dialog = opened("handover")
    assert not dialog.print.isVisible()
    dialog.agree.click()
    opened.screen.rest()
    assert dialog.issued.paper.number == "BB-2026-A-D19-0001"
    assert dialog.print.isVisible() and not dialog.agree.isVisible()
    assert not dialog.side.isEnabled()
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "印.pdf"))
    dialog.send_to(printer)
    opened.screen.rest()
    document = pypdfium2.PdfDocument(tmp_path / "印.pdf")
    pages = len(document)
    document.close()
    assert pages == dialog.issued.paper.pages
    assert "已送打印机" in dialog.said.full


# The test platform has no window system that could raise or grab.
@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_printer_outlives_the_system_dialog(opened):
    dialog = opened("handover")
    dialog.agree.click()
    opened.screen.rest()
    dialog.print_out()
    chooser = dialog.findChild(QPrintDialog)
    assert chooser is not None and chooser.isVisible()
    assert chooser.printer() is dialog._printer
    assert chooser.maxPage() == dialog.pages
    chooser.reject()


def test_a_blank_form_can_be_printed_at_once_and_takes_no_number(opened):
    dialog = opened("entrustment")
    dialog.blank.setChecked(True)
    opened.screen.rest()
    assert dialog.print.isVisible() and dialog.save.isVisible() and not dialog.agree.isVisible()
    assert "空表" in dialog.said.full
    dialog.blank.setChecked(False)
    opened.screen.rest()
    assert dialog.agree.isVisible() and not dialog.print.isVisible()
    assert opened.screen.desk.documents.of_case(opened.case_id) == []


def test_the_fields_are_those_of_the_form(opened):
    dialog = opened("entrustment")
    asked = opened.screen.desk.documents.asked("entrustment", opened.case_id)
    assert list(dialog.fields.fields) == [one.ask.key for one in asked]
    dialog.fields.fields["until"].setText("明年")
    dialog.fields.fields["until"].editingFinished.emit()
    opened.screen.rest()
    assert "“委托期限至”（until）要写成日期" in dialog.refused.text()


def test_a_paper_of_the_zone_is_issued_by_somebody_with_a_name(full, screen_of):
    screen = screen_of(full)
    dialog = PreviewDialog(screen.session, "statistics-sheet", "", screen.window)
    dialog.open()
    screen.rest()
    dialog.agree.click()
    screen.rest()
    assert dialog.issued is None
    who = screen.dialog(WhoDialog)
    who.name.setCurrentText("甲")
    who.agree.click()
    screen.rest()
    assert dialog.issued.paper.issued_by == "甲"
    dialog.reject()
