"""Lamps: every one has a sign of its own, painted, so that colour never stands alone."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from desktop_app.domain.progress import Lamp
from desktop_app.domain.terms import LAMP_WORDS
from desktop_app.gui.widgets.lamp import LampChip, chip_width, lamp_text, paint_sign

SIDE = 40


def shape(lamp: Lamp) -> frozenset[tuple[int, int]]:
    """The pixels a sign covers, whatever its colour."""
    image = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    paint_sign(painter, lamp, QRectF(4, 4, SIDE - 8, SIDE - 8))
    painter.end()
    return frozenset((x, y) for x in range(SIDE) for y in range(SIDE) if image.pixelColor(x, y).alpha() > 127)


def test_signs_differ_in_shape(qapp):
    shapes = {lamp: shape(lamp) for lamp in Lamp}
    assert all(len(pixels) > 20 for pixels in shapes.values())
    # 办结 and 逾期办结 share the tick and differ by word; all others differ by shape.
    assert len(set(shapes.values())) == len(Lamp) - 1
    assert shapes[Lamp.DONE] == shapes[Lamp.DONE_LATE]


def test_a_chip_is_as_wide_as_its_words_and_can_be_read_aloud(qtbot):
    for lamp in Lamp:
        chip = LampChip(lamp)
        qtbot.addWidget(chip)
        assert chip.sizeHint().width() == chip_width(LAMP_WORDS[lamp])
        assert LAMP_WORDS[lamp] in chip.accessibleName()
        assert lamp_text(lamp).endswith(LAMP_WORDS[lamp])
        assert not chip.grab().isNull()
