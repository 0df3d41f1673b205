"""Theme: the colour roles of the window, the palette and style sheet made from them, and the bundled font."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette

from desktop_app.domain.progress import Lamp
from desktop_app.locations import resources

BASE_PIXELS = 14
ROW_PIXELS = 38
_FONT_FILES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")


@dataclass(frozen=True, slots=True)
class Colours:
    """The colour roles; every text role reaches WCAG AA (4.5:1) on the grounds it is used on."""

    ink: str = "#1d2733"
    soft: str = "#566273"
    faint: str = "#667180"
    line: str = "#e3e7ed"
    edge: str = "#cfd6df"
    ground: str = "#f5f7fa"
    paper: str = "#ffffff"
    accent: str = "#1f5fa8"
    accent_deep: str = "#184d8a"
    accent_soft: str = "#e8f0fa"
    red: str = "#c0342b"
    red_soft: str = "#fcebea"
    amber: str = "#8f5a00"
    amber_soft: str = "#fdf3e0"
    green: str = "#24704a"
    green_soft: str = "#e7f5ec"
    slate: str = "#52637d"
    slate_soft: str = "#edf1f7"


LIGHT = Colours()

_LAMP_ROLES: Mapping[Lamp, tuple[str, str]] = {
    Lamp.NORMAL: ("green", "green_soft"),
    Lamp.WARNING: ("amber", "amber_soft"),
    Lamp.OVERDUE: ("red", "red_soft"),
    Lamp.SUSPENDED: ("slate", "slate_soft"),
    Lamp.READY: ("green", "green_soft"),
    Lamp.NOT_STARTED: ("soft", "ground"),
    Lamp.DONE: ("soft", "slate_soft"),
    Lamp.DONE_LATE: ("amber", "amber_soft"),
    Lamp.REFUSED: ("red", "red_soft"),
    Lamp.WITHDRAWN: ("soft", "slate_soft"),
    Lamp.SKIPPED: ("soft", "ground"),
}


def colour(role: str) -> QColor:
    """The colour of a role; raises AttributeError for a role that does not exist."""
    return QColor(getattr(LIGHT, role))


def lamp_colours(lamp: Lamp) -> tuple[QColor, QColor]:
    """Text and ground of a lamp chip."""
    text, ground = _LAMP_ROLES[lamp]
    return colour(text), colour(ground)


def palette(colours: Colours = LIGHT) -> QPalette:
    """The Fusion palette of these colours, so that what no style rule names fits as well."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.ground,
        QPalette.ColorRole.WindowText: colours.ink,
        QPalette.ColorRole.Base: colours.paper,
        QPalette.ColorRole.AlternateBase: colours.ground,
        QPalette.ColorRole.Text: colours.ink,
        QPalette.ColorRole.Button: colours.paper,
        QPalette.ColorRole.ButtonText: colours.ink,
        QPalette.ColorRole.ToolTipBase: colours.ink,
        QPalette.ColorRole.ToolTipText: colours.paper,
        QPalette.ColorRole.PlaceholderText: colours.faint,
        QPalette.ColorRole.Highlight: colours.accent_soft,
        QPalette.ColorRole.HighlightedText: colours.ink,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.Accent: colours.accent,
    }
    for role, value in roles.items():
        made.setColor(role, QColor(value))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.faint))
    return made


def stylesheet(colours: Colours = LIGHT) -> str:
    """The style sheet with every @role and @icons replaced; raises KeyError for an unknown word."""
    known = {field.name: getattr(colours, field.name) for field in fields(Colours)}
    known["icons"] = (resources() / "icons").as_posix()
    text = (resources() / "styles" / "window.qss").read_text(encoding="utf-8")
    return re.sub(r"@([a-z_]+)", lambda word: known[word[1]], text)


def load_fonts() -> QFont:
    """Register the bundled fonts and return the base font; raises FileNotFoundError when one cannot be used.

    Only these are used, so that a PC without Chinese fonts shows the same window. Their figures are all equally wide.
    """
    family = ""
    for name in _FONT_FILES:
        path = resources() / "fonts" / "noto-sans-sc" / name
        number = QFontDatabase.addApplicationFont(str(path))
        if number < 0:
            raise FileNotFoundError(f"字体文件缺失或损坏：{path}，请重新安装程序")
        family = family or QFontDatabase.applicationFontFamilies(number)[0]
    font = QFont(family)
    font.setPixelSize(BASE_PIXELS)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def text_font(pixels: int = BASE_PIXELS, *, bold: bool = False) -> QFont:
    """The window's font in another size or weight."""
    font = QFont()
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font
