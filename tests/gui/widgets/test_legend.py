"""A legend: no word is left out on a narrow page, the words stand closer instead."""

from PySide6.QtGui import QImage

from desktop_app.gui.widgets.legend import Legend

WORDS = ("已办", "在办", "关键", "暂停", "承诺／法定到期")


def last_ink(legend) -> int:
    """The rightmost column of pixels that is not ground."""
    image = QImage(legend.size(), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    legend.render(image)
    ground = image.pixel(image.width() - 1, 0)
    columns = range(image.width() - 1, -1, -1)
    return next(x for x in columns if any(image.pixel(x, y) != ground for y in range(image.height())))


def test_words_stand_closer_where_there_is_little_room(qtbot):
    legend = Legend([(word, lambda _painter, _box: None) for word in WORDS])
    qtbot.addWidget(legend)
    roomy, close = legend.sizeHint().width(), legend.minimumSizeHint().width()
    assert close < roomy
    legend.resize(roomy, 26)
    wide = last_ink(legend)
    legend.resize(close, 26)
    assert last_ink(legend) < wide
    assert last_ink(legend) < close - 1, "the last word ends before the edge"
