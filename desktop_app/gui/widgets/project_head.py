"""The head of a project's page: its facts in one line, and the benchmarks of the case in view."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.application.overview import ProjectPage
from desktop_app.domain.limit import Unit
from desktop_app.domain.measure import BenchmarkStanding, Reach
from desktop_app.domain.money import amount_words
from desktop_app.domain.progress import Lamp
from desktop_app.domain.project import Project
from desktop_app.domain.terms import LAMP_WORDS, benchmark_words
from desktop_app.gui.widgets.bars import link
from desktop_app.gui.widgets.counters import BenchmarkBar
from desktop_app.gui.widgets.labels import Elided, clear, words
from desktop_app.gui.widgets.lamp import LampChip

_SHOWN_BARS = 3
_SHOWN_LAMPS = 4


def _tag(text: str) -> QWidget:
    made = words(text)
    made.setObjectName("tag")
    made.setFixedHeight(24)
    return made


def facts_of(project: Project) -> list[tuple[str, str]]:
    """The facts that are known, in the order of the ledger."""
    batch = " · ".join(part for part in (project.batch_label, project.batch) if part)
    found = [
        ("企业", project.enterprise),
        ("园区", project.zone),
        ("总投资", amount_words(project.investment_yuan)),
        ("批次", batch),
        ("包联领导", project.lead_official),
        ("包联单位", project.lead_unit),
        ("项目专员", project.specialist),
        ("项目代码", project.project_code),
        ("签约", project.signed.words() if project.signed else ""),
        ("开工", project.started.words() if project.started else ""),
        ("投产", project.produced.words() if project.produced else ""),
    ]
    return [(name, value) for name, value in found if value]


class ProjectHead(QWidget):
    """Name, lamps, tags and facts of a project; asks for the facts to be edited by a signal."""

    edit_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("band")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 12, 22, 12)
        column.setSpacing(8)
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        self._first.setSpacing(10)
        self._second.setSpacing(22)
        self.edit = link("编辑项目")
        self.edit.clicked.connect(self.edit_asked)
        top = QHBoxLayout()
        top.addLayout(self._first, 1)
        top.addWidget(self.edit)
        column.addLayout(top)
        column.addLayout(self._second)

    def show_page(self, page: ProjectPage) -> None:
        """Show a project."""
        project = page.project
        clear(self._first)
        clear(self._second)
        name = Elided(project.name, "heading")
        self._first.addWidget(name)
        for lamp, count in page.lamps[:_SHOWN_LAMPS]:
            self._first.addWidget(LampChip(lamp, f"{LAMP_WORDS[lamp]} {count}"))
        if not page.cases:
            self._first.addWidget(LampChip(Lamp.NOT_STARTED, "未开办"))
        ticks = {"承诺制": project.commitment, "标准地": project.standard_land, "全代办": project.full_agency}
        for word, ticked in ticks.items():
            if ticked:
                self._first.addWidget(_tag(word))
        if project.demo:
            self._first.addWidget(_tag("演示数据"))
        self._first.addStretch()
        for fact, value in facts_of(project):
            pair = QHBoxLayout()
            pair.setSpacing(6)
            pair.addWidget(words(fact, "faint"))
            pair.addWidget(Elided(value), 1)
            self._second.addLayout(pair)
        self._second.addStretch(1)


class BenchmarkRow(QWidget):
    """The benchmarks of a case side by side; those that run or were reached first, the others are a link away."""

    more_asked = Signal()
    sheet_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(22, 10, 22, 10)
        self._row.setSpacing(12)

    def show_benchmarks(self, found: tuple[BenchmarkStanding, ...]) -> None:
        """Show them, or take no room when a case has none."""
        clear(self._row)
        order = {Reach.RUNNING: 0, Reach.REACHED: 1, Reach.UNKNOWN: 2, Reach.NOT_STARTED: 3}
        for one in sorted(found, key=lambda one: order[one.reach])[:_SHOWN_BARS]:
            bar = BenchmarkBar()
            bar.show_bar(*_bar_words(one))
            bar.open_to(opens=one.stretch is not None)
            bar.chosen.connect(lambda name=one.benchmark.name: self.sheet_asked.emit(name))
            self._row.addWidget(bar, 1)
        if len(found) > _SHOWN_BARS:
            more = link(f"另 {len(found) - _SHOWN_BARS} 条")
            more.setToolTip("到“对标”页看这个代办件的全部对标")
            more.clicked.connect(self.more_asked)
            self._row.addWidget(more)
        self.setVisible(bool(found))


def _bar_words(one: BenchmarkStanding) -> tuple[str, str, float | None, str, str, str]:
    mark = one.benchmark
    name = mark.name
    share = None if one.elapsed is None else one.elapsed / max(one.allowed, 1)
    unit = "个工作日" if one.basis.unit is Unit.WORKING_DAYS else "天"
    basis = one.basis.words() + ("" if mark.verified else "；起止口径待核")
    told = (f"来源：{mark.source}" if mark.source else "", f"不同说法：{mark.note}" if mark.note else "")
    hint = "点击或按回车看逐日计算（对标计算书）" if one.stretch is not None else ""
    tip = "\n".join(part for part in (mark.name, benchmark_words(one), *told, hint) if part)
    doubt = "" if one.firm else "（暂估）"
    if one.reach is Reach.NOT_STARTED:
        return name, f"{mark.days} {mark.basis.unit_word}，尚未起算", None, "accent", tip, basis
    if one.elapsed is None or one.remaining is None:
        return name, "起止日期不详", None, "accent", tip, basis
    if one.reach is Reach.REACHED:
        said = f"用时 {one.elapsed} {unit}，{'达标' if one.met else f'超出 {-one.remaining}'}{doubt}"
        return name, said, share, "green" if one.met else "red", tip, basis
    if one.remaining < 0:
        return name, f"第 {one.elapsed} {unit}，已超 {-one.remaining}{doubt}", share, "red", tip, basis
    return name, f"第 {one.elapsed} {unit} · 余 {one.remaining}{doubt}", share, "accent", tip, basis
