"""对标计算书 in the window: from which act a benchmark counts, every day, and what its figure rests on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.application.benchmark_sheets import BenchmarkSheet, benchmark_facts
from desktop_app.application.documents import About
from desktop_app.domain.clock import DerivedDay
from desktop_app.gui.dialogs.sheet_dialog import SheetDialog
from desktop_app.gui.session import Session


class BenchmarkSheetDialog(SheetDialog[BenchmarkSheet]):
    """Look at one benchmark of a case, or at another of those that have begun."""

    form = "benchmark-sheet"
    chooses = "哪一条对标"
    long_names = True
    nothing = (
        "这个代办件的对标还没有起算",
        "登记起点事项的确切日期以后再看；只知道月份的，可先冲销再补录确切日期。",
    )

    def __init__(self, session: Session, case_id: str, parent: QWidget | None = None, name: str = "") -> None:
        super().__init__(session, "对标计算书", About(case_id), parent)
        self._wanted = name
        self.session.ask(lambda desk: desk.outlooks.benchmark_sheets(case_id), self._read, self.fail, owner=self)

    def name_of(self, sheet: BenchmarkSheet) -> str:
        """The name of the benchmark."""
        return sheet.name

    def head_of(self, sheet: BenchmarkSheet) -> tuple[str, str]:
        """The benchmark; its target day and where it stands."""
        return sheet.name, f"对标目标日：{sheet.target_words}；{sheet.outcome}"

    def facts_of(self, sheet: BenchmarkSheet) -> list[tuple[str, str]]:
        """Its ends, 口径, rule, source, and what was taken out."""
        return list(benchmark_facts(sheet))

    def days_of(self, sheet: BenchmarkSheet) -> tuple[DerivedDay, ...]:
        """Every day through today or its end, and on to the target day."""
        return sheet.days

    def answers(self, sheet: BenchmarkSheet) -> dict[str, object]:
        """The benchmark that is shown."""
        return {"benchmark": sheet.name}

    def _read(self, sheets: tuple[BenchmarkSheet, ...]) -> None:
        wanted = [number for number, one in enumerate(sheets) if one.name == self._wanted]
        self.show_sheets(sheets, wanted[0] if wanted else 0)
