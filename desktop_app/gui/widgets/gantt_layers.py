"""What the progress chart shows besides the bars: 计划, 预测, 关键 and 依赖, each shown or left out, and remembered."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop_app.gui.session import settings
from desktop_app.gui.widgets.gantt_bars import ARROWS, CRITICAL, EVERY_LAYER, FORECAST, PLAN

_KEPT = "gantt/left-out"
_NAMES = {
    PLAN: ("计划", "推进方案里每个环节的计划起止"),
    FORECAST: ("预测", "五成到九成把握办完的日子"),
    CRITICAL: ("关键", "拖一天全程就晚一天的环节"),
    ARROWS: ("依赖", "所选环节在等谁、谁在等它"),
}


class LayerChips(QWidget):
    """One chip for each layer; `changed` hands over those that are shown."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        left_out = set(str(settings().value(_KEPT, "") or "").split())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.chips: dict[str, QPushButton] = {}
        for key, (name, tip) in _NAMES.items():
            chip = self.chips[key] = QPushButton(name)
            chip.setObjectName("chip")
            chip.setCheckable(True)
            chip.setChecked(key not in left_out)
            chip.setAutoDefault(False)
            chip.setToolTip(tip)
            chip.setAccessibleName(f"显示{name}")
            chip.setCursor(Qt.CursorShape.PointingHandCursor)
            chip.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            chip.toggled.connect(lambda _on: self._tell())
            row.addWidget(chip)

    @property
    def shown(self) -> frozenset[str]:
        """The layers that are shown."""
        return frozenset(key for key, chip in self.chips.items() if chip.isChecked())

    def _tell(self) -> None:
        settings().setValue(_KEPT, " ".join(sorted(EVERY_LAYER - self.shown)))
        self.changed.emit(self.shown)
