"""The chosen benchmark: its ends, days, 口径, source and what is ambiguous, with what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.application.benchmark_rows import DefinitionRow
from desktop_app.domain.benchmark import POINT_WORDS, Benchmark, BenchmarkPoint
from desktop_app.gui.widgets.bars import button
from desktop_app.gui.widgets.labels import Facts, scrolled, words


def mark_facts(mark: Benchmark, templates: Sequence[str], names: Mapping[str, str]) -> list[tuple[str, str | QWidget]]:
    """A benchmark as pairs of name and value; `names` are the matters' by code."""

    def point(one: BenchmarkPoint) -> str:
        return f"{one.matter} {names.get(one.matter, '')}".strip() + f" · {POINT_WORDS[one.event]}"

    pairs: list[tuple[str, str | QWidget]] = [
        ("起点", f"{point(mark.start)}（当天算第 0 天）"),
        ("终点", point(mark.end)),
        ("目标", f"{mark.days} 个{mark.basis.unit_word}"),
        ("口径", mark.basis.words().removeprefix("口径：")),
    ]
    if mark.leaves_out:
        pairs.append(("不计入", "、".join(f"{code} {names.get(code, '')}".strip() for code in mark.leaves_out)))
    pairs.append(("适用", "、".join(templates) or "凡有起点和终点两个事项的流程"))
    pairs.append(("来源", mark.source or "－"))
    if mark.note:
        pairs.append(("不同说法", mark.note))
    pairs.append(("核对", "已核对" if mark.verified else "待核：起止点、天数或单位还没有核对，对外引用前请先核实"))
    return pairs


class BenchmarkPanel(QWidget):
    """One definition explained; asks for acts by signals."""

    edit_asked = Signal()
    copy_asked = Signal()
    retire_asked = Signal()
    versions_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = words("", "strong", wrap=True)
        self.facts = Facts()
        self.edit, self.copy = button("修改"), button("复制")
        self.versions, self.retire = button("历次版本"), button("停用")
        self.copy.setToolTip("照这一条新建一条自己的对标")
        for part, asked in (
            (self.edit, self.edit_asked),
            (self.copy, self.copy_asked),
            (self.versions, self.versions_asked),
            (self.retire, self.retire_asked),
        ):
            part.clicked.connect(asked)
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in (self.edit, self.copy, self.versions, self.retire):
            row.addWidget(part)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.title)
        inside = QWidget()
        around = QVBoxLayout(inside)
        around.setContentsMargins(0, 0, 8, 0)
        around.addWidget(self.facts)
        around.addStretch()
        column.addWidget(scrolled(inside), 1)
        column.addLayout(row)

    def show_row(self, row: DefinitionRow | None, names: Mapping[str, str]) -> None:
        """Explain a definition; without one the place is empty."""
        self.setVisible(row is not None)
        if row is None:
            return
        own = row.own
        kind = "内置，只能复制" if own is None else f"自定 · 第 {own.version} 版 · {own.by} {own.at:%Y-%m-%d}"
        self.title.setText(f"{row.mark.name}（{kind}）")
        self.facts.show_facts(mark_facts(row.mark, row.templates, names))
        for part in (self.edit, self.versions, self.retire):
            part.setVisible(own is not None)
