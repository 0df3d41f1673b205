"""指标: rates with the projects behind them, as of any day, what came in late, 三未, and what was published."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from desktop_app.application.changes import Changes
from desktop_app.application.documents import About
from desktop_app.application.forms.indicator_sheet import choice_of
from desktop_app.application.indicator_view import IndicatorView, Late
from desktop_app.application.whole_file import write_whole
from desktop_app.domain.as_of import SIGHT_WORDS, Sight
from desktop_app.domain.batch_totals import sum_note
from desktop_app.domain.indicator import OWN, PUBLISHED, SET_WORDS, Indicator, IndicatorDefinition
from desktop_app.domain.published_figure import FigureCheck, PublishedFigure
from desktop_app.domain.terms import day_words
from desktop_app.domain.unfinished import UNFINISHED_WORDS, Unfinished, UnfinishedRow
from desktop_app.gui.dialogs.indicator_check import CheckDialog
from desktop_app.gui.dialogs.indicator_definition import IndicatorDialog
from desktop_app.gui.dialogs.indicator_publish import PublishDialog, ThresholdsDialog
from desktop_app.gui.dialogs.indicator_withdraw import RetiredDialog, WithdrawDialog
from desktop_app.gui.dialogs.preview import PreviewDialog
from desktop_app.gui.dialogs.retire import retire_indicator
from desktop_app.gui.dialogs.versions import VersionsDialog
from desktop_app.gui.models.indicators import (
    FIGURE_COLUMNS,
    LATE_COLUMNS,
    MISSING_COLUMNS,
    PROJECT_COLUMNS,
    PUBLISHED_COLUMNS,
    UNFINISHED_COLUMNS,
    VERSION_COLUMN,
    FigureLine,
    LateLine,
    MissingLine,
    ProjectLine,
    PublishedLine,
    figure_lines,
    late_lines,
    missing_lines,
    project_lines,
    published_lines,
)
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.paged import copy_chosen
from desktop_app.gui.pages.page import Page
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Refused, button
from desktop_app.gui.widgets.counters import Chips
from desktop_app.gui.widgets.file_choice import choose_place
from desktop_app.gui.widgets.filled_list import FilledList
from desktop_app.gui.widgets.indicator_bar import IndicatorBar
from desktop_app.gui.widgets.indicator_panel import IndicatorPanel, indicator_facts
from desktop_app.gui.widgets.labels import Elided
from desktop_app.gui.widgets.lamp import LampCell

_LEFT_WIDE, _LEFT_NARROW, _LEFT_TIGHT = 600, 420, 344
_LEFT_MOST = 46
"""In percent of a wide page: the left side takes what its figures need, the lists keep the larger half."""
_NARROW, _TIGHT = 1500, 1000
_TABS = ("项目", "未填", "补录差异", "三未", "已发布")
_NAMED = 3
_NARROW_HIDES = {
    "figures": ("sides",),
    "late": ("before",),
    "unfinished": ("since", "unit"),
    "published": ("sight", "label", "zone"),
}
"""The columns a narrow page does without; the panel, the tooltips and the dialogs tell the same."""
_TIGHT_HIDES = {"figures": ("sides", "other"), "projects": ("side",)}
"""Those a page in a window of 1024 pixels does without besides."""
_NO_SET = ("还没有自定指标", "按“新建指标”自己定一条，或在“2023口径”里选一条按“复制”改成本区的算法。")
_NO_PROJECT = ("没有项目", "这个指标的分母里没有项目。请在“台账”里补全类别、时间和投资。")
_NO_MISSING = ("没有未填的内容", "与这个指标有关的栏目都填了。")
_NO_LATE = ("两种读法一致", "截至日以后没有补录过影响这个指标的内容；看今天的数时两种读法总是一致。")
_NO_UNFINISHED = ("没有三未项目", "签约、开工、投产的项目填了时间以后，没有走到下一步的会列在这里。")
_NO_PUBLISHED = ("还没有发布过指标", "选一个指标按“发布…”，数字连同定义和每个项目的数据一起封存，以后可以核对。")


class IndicatorsPage(Page):
    """Figures and the chosen definition on the left, what stands behind it on the right."""

    key = "indicators"
    name = "指标"
    search_hint = "查项目"

    def __init__(self, session: Session) -> None:
        super().__init__(session, self.name, "统计")
        self._view: IndicatorView | None = None
        self._edition = 0
        self._chosen = ""
        self._stands: dict[str, bool] | None = None
        self.new = button("新建指标")
        self.new.clicked.connect(lambda: self.state())
        self.days = button("三未天数", tip="超过多少天算逾期，由本单位自定")
        self.days.clicked.connect(self.set_days)
        self.retired = button("已停用", tip="停用的指标，可以恢复")
        self.retired.clicked.connect(self.show_retired)
        self.retired.hide()
        self.export = button("导出 Excel", tip="指标、项目明细、未填、补录差异、三未")
        self.export.clicked.connect(self.ask_where)
        self.paper = button("打印", tip="Ctrl+P：已发布的指标计算表")
        self.paper.clicked.connect(self.print_now)
        for action in (self.retired, self.days, self.new, self.export, self.paper):
            self.topbar.add(action)
        self.topbar.back.connect(lambda: self.go.emit("statistics", None))
        self.topbar.search.textChanged.connect(lambda _text: self._show_behind())
        self.bar = IndicatorBar(session.today)
        self.bar.changed.connect(self.refresh)
        self.bar.looked.connect(self._show)
        self._make_lists()
        self._lay_out()

    def enter(self, argument: object) -> None:
        """The figures have the keyboard; an argument unfinished or published opens that list."""
        places = {"unfinished": self.unfinished_place, "published": self.published}
        if isinstance(argument, str) and argument in places:
            self.tabs.setCurrentWidget(places[argument])
        super().enter(argument)
        self.figures.table.setFocus()

    def refresh(self) -> None:
        """Compute everything again; only the newest question is answered."""
        self.stale = False
        self._edition += 1
        edition, preset, day, zone = self._edition, self.bar.preset, self.bar.day, self.bar.chosen_zone
        self.refused.say("")

        def show(view: IndicatorView) -> None:
            if edition == self._edition:
                self._view, self._stands = view, None
                self.bar.show_zones(view.zones)
                self._show()
                self._look_again()

        self.session.ask(lambda desk: desk.indicators.view(preset, day, zone), show, self._failed, owner=self)

    def watches(self, changes: Changes) -> bool:
        """Projects, rows of the ledgers, definitions and what was published."""
        return super().watches(changes) or changes.indicators or bool(changes.ledgers)

    def back(self) -> None:
        """Esc: first the search, then back to today, then to 统计."""
        if self.topbar.search.text():
            self.topbar.search.clear()
        elif self.bar.is_past:
            self.bar.at.back_to_today()
        else:
            self.go.emit("statistics", None)

    def print_now(self) -> None:
        """Preview the sheet of the chosen published figure, else of the newest one."""
        line = self.published.model.row_at(self.published.table.currentIndex().row())
        self._print(line.published if isinstance(line, PublishedLine) else None)

    def ask_where(self) -> None:
        """Ask for a place, then save the figures there as a workbook."""
        name = f"{SET_WORDS[self.bar.preset]}指标-{self.bar.day}.xlsx"
        choose_place(self, "导出指标", name, "Excel 工作簿 (*.xlsx)", self.save_to)

    def save_to(self, path: Path) -> None:
        """Write what is shown into a workbook and say so."""
        preset, day, zone = self.bar.preset, self.bar.day, self.bar.chosen_zone
        reading = self.bar.chosen_sight.value
        self.session.ask(
            lambda desk: write_whole(path, desk.indicators.workbook(preset, day, reading, zone)),
            lambda _none: self.topbar.subtitle.say(f"已保存：{path}"),
            self._failed,
            owner=self,
        )

    def state(self, own: IndicatorDefinition | None = None, like: Indicator | None = None) -> None:
        """Open the dialog for a new definition, a copy, or the next version of one's own."""
        if self._view is not None:
            facts = tuple(self._view.facts.values())
            IndicatorDialog(self.session, facts, own=own, like=like, parent=self).open()

    def show_retired(self) -> None:
        """Open the list of definitions that are computed no more."""
        if self._view is not None and self._view.retired:
            RetiredDialog(self.session, self._view.retired, self).open()

    def set_days(self) -> None:
        """Open the dialog for the days of 三未."""
        if self._view is not None:
            ThresholdsDialog(self.session, self._view.unfinished[Sight.KNOWN].thresholds, self).open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow page does without the columns that are told elsewhere too."""
        super().resizeEvent(event)
        narrow, tight = self.width() < _NARROW, self.width() < _TIGHT
        self._left.setFixedWidth(_LEFT_TIGHT if tight else _LEFT_NARROW if narrow else self._roomy)
        hides = (_NARROW_HIDES if narrow else {}) | (_TIGHT_HIDES if tight else {})
        for place in _NARROW_HIDES | _TIGHT_HIDES:
            one: FilledList = getattr(self, place)
            for number, column in enumerate(one.model.columns):
                one.table.setColumnHidden(number, column.key in hides.get(place, ()))

    @property
    def _roomy(self) -> int:
        return self.figures.fitted(_LEFT_WIDE, self.width() * _LEFT_MOST // 100)

    def _make_lists(self) -> None:
        self.figures = FilledList("指标", ListModel(FIGURE_COLUMNS, self), _NO_SET)
        self.projects = FilledList("指标背后的项目", ListModel(PROJECT_COLUMNS, self), _NO_PROJECT)
        self.missing = FilledList("未填或不能确定的项目", ListModel(MISSING_COLUMNS, self), _NO_MISSING)
        self.late = FilledList("补录造成的差异", ListModel(LATE_COLUMNS, self), _NO_LATE)
        self.unfinished = FilledList("三未项目", ListModel(UNFINISHED_COLUMNS, self), _NO_UNFINISHED)
        self.unfinished.table.setItemDelegateForColumn(0, LampCell(self.unfinished.table))
        self.published = FilledList("已发布的指标", ListModel(PUBLISHED_COLUMNS, self), _NO_PUBLISHED)
        self.kinds = Chips([("", "全部"), *((kind.value, UNFINISHED_WORDS[kind]) for kind in Unfinished)])
        self.kinds.chosen.connect(lambda _key: self._show_behind())
        self.figures.table.selectionModel().currentRowChanged.connect(self._chose)
        self.figures.table.opened.connect(lambda _index: self._publish())
        for one in (self.projects, self.missing, self.late, self.unfinished):
            one.table.opened.connect(lambda index, model=one.model: self._open(model, index))
        self.published.table.opened.connect(self._check)
        for one in (self.figures, self.projects, self.missing, self.late, self.unfinished, self.published):
            one.table.copy_asked.connect(lambda one=one: copy_chosen(one.table, one.model))
        self.panel = IndicatorPanel()
        self.panel.publish_asked.connect(self._publish)
        self.panel.edit_asked.connect(lambda: self._with(lambda one: self.state(own=one)))
        self.panel.copy_asked.connect(lambda: self._with(lambda one: self.state(like=one.indicator)))
        self.panel.versions_asked.connect(lambda: self._with(self._show_versions))
        self.panel.retire_asked.connect(
            lambda: self._with(lambda one: retire_indicator(self.session, one.id, one.indicator.name, self).open())
        )

    def _lay_out(self) -> None:
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        left.addWidget(self.figures, 5)
        left.addWidget(self.panel, 6)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.unfinished_place = QWidget()
        place = QVBoxLayout(self.unfinished_place)
        place.setContentsMargins(0, 8, 0, 0)
        place.setSpacing(8)
        place.addWidget(self.kinds)
        place.addWidget(self.unfinished, 1)
        parts = (self.projects, self.missing, self.late, self.unfinished_place, self.published)
        for part, name in zip(parts, _TABS, strict=True):
            self.tabs.addTab(part, name)
        self.tabs.currentChanged.connect(lambda _place: self._look_again())
        sides = QHBoxLayout()
        sides.setSpacing(16)
        sides.addWidget(self._left)
        sides.addWidget(self.tabs, 1)
        self.totals = Elided("", "soft")
        self.refused = Refused()
        self._failed = self.session.refusing(self.refused.say)
        inside = QVBoxLayout()
        inside.setContentsMargins(22, 12, 22, 14)
        inside.setSpacing(10)
        inside.addWidget(self.bar)
        inside.addWidget(self.refused)
        inside.addWidget(self.totals)
        inside.addLayout(sides, 1)
        self.column.addLayout(inside, 1)

    def _show(self) -> None:
        """Show what was read by the chosen knowledge."""
        view = self._view
        if view is None:
            return
        sight = self.bar.chosen_sight
        self.topbar.subtitle.say(f"截至{day_words(view.as_of)}，{SIGHT_WORDS[sight]}")
        batches = view.batches[sight]
        said = " · ".join(
            f"{one.batch} {one.count} 个 {one.words} 亿元" + (f"（{one.unfilled} 个未填投资）" if one.unfilled else "")
            for one in batches
        )
        note = sum_note([one.investment_yuan for one in batches[:-1]])
        others = batches[-1].left_out
        named = "、".join(others[:_NAMED]) + ("等" if len(others) > _NAMED else "")
        left = f"　未计入 {len(others)} 个（日期在截至日以后）：{named}" if others else ""
        self.totals.say(f"三个一批：{said}{left}" + (f"　{note}" if note else ""))
        self.retired.setVisible(bool(view.retired))
        self.retired.setText(f"已停用 {len(view.retired)}")
        self.bar.sets.show_counts({OWN: len(view.pairs)} if view.preset == OWN else {})
        lines = figure_lines(view, sight)
        self.figures.nothing = _NO_PUBLISHED if view.preset == PUBLISHED else _NO_SET
        self.figures.show_lines(lines, "")
        if self.width() >= _NARROW:
            self._left.setFixedWidth(self._roomy)
        row = next((at for at, line in enumerate(lines) if line.figure.definition.id == self._chosen), 0)
        if lines:
            self.figures.table.selectRow(row)
        self._show_behind()

    def _show_behind(self) -> None:
        view, line = self._view, self._line()
        if view is None:
            return
        text = self.topbar.search.text().strip()
        self._chosen = line.figure.definition.id if line else ""
        figure = line.figure if line else None
        self.panel.show_definition(
            figure.definition if figure else None,
            view.facts,
            figure.zero_words if figure else "",
            in_force=view.preset != PUBLISHED,
        )
        self.projects.show_lines(project_lines(figure, text) if figure else [], text)
        self.missing.show_lines(missing_lines(figure, text) if figure else [], text)
        self.late.show_lines(late_lines(line.pair.late, text) if line else [], text)
        rows = [one for one in view.unfinished[self.bar.chosen_sight].rows if text in one.name]
        counts = {"": len(rows)} | {kind.value: sum(one.kind is kind for one in rows) for kind in Unfinished}
        self.kinds.show_counts(counts)
        kind = self.kinds.current
        self.unfinished.show_lines([one for one in rows if kind in ("", one.kind.value)], text)
        published = published_lines(view.published, text, self._stands)
        self.published.show_lines(published, text)
        shown = (self.projects, self.missing, self.late, None, self.published)
        for number, (name, one) in enumerate(zip(_TABS, shown, strict=True)):
            self.tabs.setTabText(number, f"{name} {one.model.rowCount() if one else len(rows)}")

    def _line(self) -> FigureLine | None:
        line = self.figures.model.row_at(self.figures.table.currentIndex().row())
        return line if isinstance(line, FigureLine) else None

    def _chose(self, _index: QModelIndex, _before: QModelIndex) -> None:
        self._show_behind()

    def _with(self, act: Any) -> None:
        line = self._line()
        if line is not None:
            act(line.figure.definition)

    def _publish(self) -> None:
        line = self._line()
        if line is not None and line.figure.value and self.panel.publish.isVisibleTo(self.panel):
            PublishDialog(self.session, line.figure, self).open()

    def _show_versions(self, own: IndicatorDefinition) -> None:
        def show(versions: list[IndicatorDefinition]) -> None:
            if self._view is not None:
                known = self._view.facts
                VersionsDialog(
                    self.session,
                    own.indicator.name,
                    versions,
                    VERSION_COLUMN,
                    lambda one: indicator_facts(one, known),
                    self,
                ).open()

        self.session.ask(lambda desk: desk.indicators.versions(own.id), show, owner=self)

    def _open(self, model: ListModel[Any], index: QModelIndex) -> None:
        line = model.row_at(index.row())
        if isinstance(line, ProjectLine):
            self.go.emit("project", line.counted.project_id)
        elif isinstance(line, MissingLine | LateLine | UnfinishedRow):
            self.go.emit("project", line.project_id)

    def _check(self, index: QModelIndex) -> None:
        line = self.published.model.row_at(index.row())
        if not isinstance(line, PublishedLine):
            return
        published_id = line.published.id

        def show(found: tuple[FigureCheck, tuple[Late, ...]]) -> None:
            dialog = CheckDialog(self.session, *found, self)
            dialog.opened.connect(lambda project_id: self.go.emit("project", project_id))
            dialog.print_asked.connect(self._print)
            dialog.withdraw_asked.connect(self._withdraw)
            dialog.open()

        self.session.ask(lambda desk: desk.indicators.check(published_id), show, self._failed, owner=self)

    def _look_again(self) -> None:
        """Whether what was published still stands is computed when somebody looks at the list."""
        if self.tabs.currentWidget() is not self.published or self._stands is not None or self._view is None:
            return
        edition = self._edition

        def show(found: dict[str, bool]) -> None:
            if edition == self._edition:
                self._stands = found
                self._show_behind()

        self.session.ask(lambda desk: desk.indicators.still_standing(), show, self._failed, owner=self)

    def _withdraw(self, wrong: PublishedFigure) -> None:
        if self._view is not None:
            WithdrawDialog(self.session, wrong, self._view.published, self).open()

    def _print(self, one: PublishedFigure | None) -> None:
        answers: dict[str, object] = {"figure": choice_of(one)} if one is not None else {}
        PreviewDialog(self.session, "indicator-sheet", About(), self, answers=answers).open()
