"""文书字体: which font each kind of lettering has on this PC, and an installed one chosen in its place."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from desktop_app.application.desk import Desk
from desktop_app.application.paper_fonts import ROLE_WORDS, FontFile, InstalledFont, PaperRole, RoleFont
from desktop_app.gui.dialogs.dialog import Dialog, field, form
from desktop_app.gui.dialogs.preview import page_image
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.paged import Column
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint, Refused, button
from desktop_app.gui.widgets.file_choice import choose_file
from desktop_app.gui.widgets.labels import Card, words
from desktop_app.gui.widgets.listing import listing

_RULE = (
    "文书用程序自带的字体，每台电脑印出来都一样。要改用本机装的仿宋、小标宋等，在这里按类选；只管这台电脑，"
    "只影响以后出具的文书。字体里没有的生僻字，仍由自带字体补上。"
)
_MAY = "能不能嵌入文书，看字体文件自己的声明；购买协议另有约定的以协议为准，请自行确认已获授权。"
_NO_LICENCE = "许可：字体里没有写，请自行确认已获授权"
_SAMPLE_WIDTH, _SAMPLE_HEIGHT = 560, 156
_ROLE_ROWS = 5
_LONGEST_LICENCE = 200

ROLE_COLUMNS: tuple[Column[RoleFont], ...] = (
    Column("role", "类别", 90, lambda one: ROLE_WORDS[one.role], tone=lambda _one: "strong"),
    Column("used", "现用字体", 240, lambda one: one.used, stretch=True, tip=lambda one: one.note),
    Column(
        "state",
        "来历",
        180,
        lambda one: "▲ 找不到，改用自带" if one.note else "● 本机字体" if one.chosen else "○ 自带",
        tone=lambda one: "red" if one.note else "green" if one.chosen else "faint",
        tip=lambda one: one.note,
    ),
)
FONT_COLUMNS: tuple[Column[InstalledFont], ...] = (
    Column("name", "字体", 260, lambda font: font.name, tone=lambda _font: "strong", stretch=True),
    Column(
        "may",
        "能否嵌入",
        330,
        lambda font: f"✕ {font.refused}" if font.refused else "● 准许嵌入",
        tone=lambda font: "red" if font.refused else "green",
        tip=lambda font: font.refused,
    ),
    Column(
        "version", "版本", 130, lambda font: font.version, tone=lambda _font: "faint", tip=lambda font: font.version
    ),
)


def _cut(text: str) -> str:
    """A licence as far as it fits; some fonts carry pages of it."""
    return text if len(text) <= _LONGEST_LICENCE else f"{text[:_LONGEST_LICENCE]}…"


class FontCard(Card):
    """The roles in 设置 and what serves each."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.inside.addWidget(words("文书字体", "group"))
        self.inside.addWidget(words(_RULE, "soft", wrap=True))
        self.model = ListModel[RoleFont](ROLE_COLUMNS, self)
        self.table = listing("文书字体", self.model)
        self.inside.addWidget(self.table)
        self.note = words("", "amber", wrap=True)
        self.refused = Refused()
        self._failed = self.session.refusing(self.refused.say)
        self.inside.addWidget(self.note)
        self.inside.addWidget(self.refused)
        row = QHBoxLayout()
        row.setSpacing(10)
        self.said = words("", "green", wrap=True)
        self.change, self.bundled = button("换字体…"), button("恢复自带")
        self.change.clicked.connect(self.choose_font)
        self.bundled.clicked.connect(self.take_bundled)
        self.table.opened.connect(lambda _index: self.choose_font())
        self.table.selectionModel().currentRowChanged.connect(lambda _new, _old: self._offer())
        row.addWidget(self.said, 1)
        row.addWidget(self.change)
        row.addWidget(self.bundled)
        self.inside.addLayout(row)

    def refresh(self) -> None:
        """Read again what serves each role."""
        self.session.ask(lambda desk: desk.fonts.roles(), self._show, self._failed, owner=self)

    def chosen(self) -> RoleFont | None:
        """The chosen role."""
        return self.model.row_at(self.table.currentIndex().row())

    def choose_font(self) -> None:
        """Open the fonts of this PC for the chosen role."""
        if (one := self.chosen()) is not None:
            dialog = FontDialog(self.session, one.role, self)
            dialog.accepted.connect(lambda: self._tell(f"{ROLE_WORDS[one.role]}已换字体，以后出具的文书用新字体"))
            dialog.open()

    def take_bundled(self) -> None:
        """Let the bundled font serve the chosen role again."""
        if (one := self.chosen()) is None:
            return

        def done(roles: tuple[RoleFont, ...]) -> None:
            self._show(roles)
            self.said.setText(f"{ROLE_WORDS[one.role]}已恢复自带字体")

        self.session.ask(lambda desk: desk.fonts.reset(one.role), done, self._failed, owner=self)

    def _tell(self, text: str) -> None:
        self.said.setText(text)
        self.refresh()

    def _show(self, roles: tuple[RoleFont, ...]) -> None:
        row = max(0, self.table.currentIndex().row())
        self.model.show_rows(roles)
        self.table.setCurrentIndex(self.model.index(row, 0))
        frame = 2 * self.table.frameWidth()
        rows = self.table.verticalHeader().defaultSectionSize() * _ROLE_ROWS
        self.table.setFixedHeight(self.table.horizontalHeader().sizeHint().height() + rows + frame)
        self.note.setText("\n".join(one.note for one in roles if one.note))
        self.note.setVisible(bool(self.note.text()))
        self.refused.say("")
        self._offer()

    def _offer(self) -> None:
        one = self.chosen()
        self.change.setEnabled(one is not None)
        self.bundled.setEnabled(one is not None and one.chosen is not None)


@dataclass(frozen=True, slots=True)
class _Fonts:
    """What the dialog begins with."""

    installed: tuple[InstalledFont, ...]
    now: RoleFont


class FontDialog(Dialog):
    """The Chinese fonts of this PC for one role, with what each may do, its licence, and how it looks."""

    def __init__(self, session: Session, role: PaperRole, parent: QWidget | None = None) -> None:
        super().__init__(session, f"{ROLE_WORDS[role]}换字体", "用这个字体", parent)
        self.role = role
        self._fonts: tuple[InstalledFont, ...] = ()
        self.body.addWidget(Hint(_MAY))
        self.search = QLineEdit()
        field(form(self.body), "查找", self.search, "字体名")
        self.search.textChanged.connect(lambda _text: self._narrow())
        self.model = ListModel[InstalledFont](FONT_COLUMNS, self)
        self.table = listing("本机的中文字体", self.model)
        self.table.selectionModel().currentRowChanged.connect(lambda _new, _old: self._look())
        self.table.opened.connect(lambda _index: self.submit())
        self.none = words("正在查找本机的字体…", "faint", wrap=True)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.none)
        self.licence = words("", "soft", wrap=True)
        self.place = words("", "faint", wrap=True)
        self.body.addWidget(self.licence)
        self.body.addWidget(self.place)
        self.sample = QLabel()
        self.sample.setObjectName("sheet")
        self.sample.setAccessibleName("试印")
        self.sample.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sample.setFixedHeight(_SAMPLE_HEIGHT + 8)
        self.body.addWidget(self.sample)
        self.browse = button("选字体文件…")
        self.browse.clicked.connect(self.ask_file)
        self.foot.insertWidget(0, self.browse)
        self.agree.setEnabled(False)
        self.fit(820, 700)
        self.search.setFocus()
        session.ask(self._read, self._show, self.fail, owner=self)

    def submit(self) -> None:
        """Take the chosen font; a refusal stays in the dialog."""
        font = self.chosen()
        if font is None or font.refused:
            return
        role, file = self.role, font.file
        self.send(lambda desk: desk.fonts.choose(role, file.path, file.index), lambda _now: self.accept())

    def chosen(self) -> InstalledFont | None:
        """The font the cursor is on."""
        return self.model.row_at(self.table.currentIndex().row())

    def ask_file(self) -> None:
        """Ask for a font file that lies elsewhere."""
        choose_file(self, "选字体文件", "TrueType 字体 (*.ttf *.ttc *.otf)", lambda path: self.open_file(str(path)))

    def open_file(self, path: str) -> None:
        """Put the first font of a file at the head of the list."""

        def found(font: InstalledFont) -> None:
            self._fonts = (font, *(one for one in self._fonts if one.file != font.file))
            self.search.clear()
            self._narrow()

        self.refused.say("")
        self.session.ask(lambda desk: desk.fonts.read(path), found, self.fail, owner=self)

    def _read(self, desk: Desk) -> _Fonts:
        now = next(one for one in desk.fonts.roles() if one.role is self.role)
        return _Fonts(desk.fonts.installed(self.role), now)

    def _show(self, read: _Fonts) -> None:
        self._fonts = read.installed
        self.none.setText("本机的字体文件夹里没有中文字体；装好字体再来，或用“选字体文件…”。")
        self._narrow()
        for row, font in enumerate(self._fonts):
            if font.file == read.now.chosen:
                self.table.setCurrentIndex(self.model.index(row, 0))

    def _narrow(self) -> None:
        wanted = self.search.text().strip().casefold()
        self.model.show_rows([font for font in self._fonts if wanted in font.name.casefold()])
        self.table.setVisible(bool(self._fonts))
        self.none.setVisible(not self._fonts)
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._look()

    def _look(self) -> None:
        font = self.chosen()
        self.refused.say("")
        self.agree.setEnabled(font is not None and not font.refused)
        self.licence.setText(f"许可：{_cut(font.licence)}" if font and font.licence else _NO_LICENCE if font else "")
        number = f"（字体集里第 {font.file.index} 个，从 0 起）" if font and font.file.index else ""
        self.place.setText(f"{font.file.path}{number}" if font else "")
        self.sample.clear()
        if font is None or font.refused:
            self.sample.setText("不能嵌入文书的字体不试印" if font else "")
            return
        self._try(font.file)

    def _try(self, file: FontFile) -> None:
        role, ratio = self.role, self.devicePixelRatioF()

        def draw(desk: Desk) -> QImage:
            return page_image(desk.fonts.sample(role, file), 0, width=int(_SAMPLE_WIDTH * ratio))

        def show(picture: QImage) -> None:
            now = self.chosen()
            if now is not None and now.file == file:
                picture.setDevicePixelRatio(ratio)
                self.sample.setPixmap(QPixmap.fromImage(picture))

        self.session.ask(draw, show, self.fail, owner=self)
