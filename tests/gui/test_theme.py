"""The look: legible colours, no word of the style sheet without a colour, bundled fonts with equal figures."""

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics

from desktop_app.domain.progress import Lamp
from desktop_app.gui.theme import LIGHT, lamp_colours, load_fonts, stylesheet, text_font
from desktop_app.locations import resources

ENOUGH = 4.5

PAIRS = [
    ("ink", "paper"),
    ("ink", "ground"),
    ("ink", "accent_soft"),
    ("soft", "paper"),
    ("soft", "ground"),
    ("faint", "paper"),
    ("faint", "ground"),
    ("accent", "paper"),
    ("accent", "accent_soft"),
    ("accent_deep", "accent_soft"),
    ("paper", "accent"),
    ("paper", "accent_deep"),
    ("paper", "red"),
    ("red", "paper"),
    ("red", "red_soft"),
    ("red", "accent_soft"),
    ("amber", "accent_soft"),
    ("amber", "paper"),
    ("amber", "amber_soft"),
    ("green", "paper"),
    ("green", "green_soft"),
    ("slate", "slate_soft"),
]


def luminance(colour: QColor) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("text", "ground"), PAIRS, ids=str)
def test_text_can_be_read(text, ground):
    assert contrast(QColor(getattr(LIGHT, text)), QColor(getattr(LIGHT, ground))) >= ENOUGH


@pytest.mark.parametrize("lamp", Lamp)
def test_lamps_can_be_read(lamp):
    assert contrast(*lamp_colours(lamp)) >= ENOUGH


def test_the_style_sheet_names_only_known_roles_and_icons():
    text = stylesheet()
    assert "@" not in text
    icons = resources() / "icons"
    assert text.count(icons.as_posix()) >= 4
    for path in text.split("url(")[1:]:
        assert (icons / path.split(")")[0].rsplit("/", 1)[1]).is_file()


def test_the_bundled_font_draws_rare_names_with_equal_figures(qapp):
    assert QFontInfo(load_fonts()).family() == "Noto Sans SC"
    figures = QFontMetrics(text_font())
    assert {figures.horizontalAdvance(digit) for digit in "0123456789"} == {figures.horizontalAdvance("0")}
    for name in "䶮𬭎𫖮喆堃":
        assert figures.inFontUcs4(ord(name)), name


def test_qt_speaks_chinese(qapp):
    assert qapp.translate("QPlatformTheme", "Cancel") == "取消"
    assert qapp.translate("QPlatformTheme", "OK") == "确定"
