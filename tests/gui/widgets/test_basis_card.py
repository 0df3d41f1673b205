"""设置 shows the 口径 in force and changes it for the whole workspace."""

from PySide6.QtCore import Qt

from desktop_app.domain.benchmark import CountingBasis
from desktop_app.domain.limit import Unit


def test_the_basis_is_changed_for_every_page(full, screen_of, qtbot):
    screen = screen_of(full)
    screen.window.go("settings")
    screen.rest()
    card = screen.window.page.basis
    assert card.said.text() == "现行口径：各按对标自己的口径" and not card.store.isEnabled()
    card.fields.unit.setCurrentIndex(card.fields.unit.findData(Unit.WORKING_DAYS))
    card.fields.unit.activated.emit(card.fields.unit.currentIndex())
    qtbot.mouseClick(card.fields.special, Qt.MouseButton.LeftButton)
    assert card.store.isEnabled()
    qtbot.mouseClick(card.store, Qt.MouseButton.LeftButton)
    screen.rest()
    assert full.benchmarks.standing_basis() == CountingBasis(special=False)
    assert card.said.text() == "现行口径：按工作日计，含补正，不含特别程序" and not card.store.isEnabled()
    project = next(one for one in full.projects.all() if "紫光" in one.name)
    screen.window.go("project", project.id)
    screen.rest()
    bar = screen.window.page.benchmarks._row.itemAt(0).widget()
    assert "口径：按工作日计，含补正，不含特别程序" in bar.accessibleName()


def test_what_was_chosen_and_not_stored_stays_when_settings_are_read_again(full, screen_of):
    screen = screen_of(full)
    screen.window.go("settings")
    screen.rest()
    card = screen.window.page.basis
    card.fields.show_basis(CountingBasis(Unit.NATURAL_DAYS))
    screen.window.page.refresh()
    screen.rest()
    assert card.fields.basis() == CountingBasis(Unit.NATURAL_DAYS)
