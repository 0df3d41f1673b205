"""Opens files of any ledger; implements the ports EntryFiles and EntryFile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.application.entry_files import EntryFile, FileReading, FileTable, Taken
from desktop_app.application.mass import collecting_later
from desktop_app.domain.ledger_kind import LedgerKind
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.row_token import TokenHeader
from desktop_app.ledgers.entry_layout import Layout, find_layout
from desktop_app.ledgers.entry_rows import RowReader
from desktop_app.ledgers.files import OpenedFile, open_file
from desktop_app.ledgers.grid import Grid


class EntryFileReader:
    """Opens .xlsx, .xlsm, .xls, .ods and .csv files."""

    def open(self, path: Path) -> EntryFile:
        """Read a file; raises Refusal when it cannot be opened."""
        return _File(path.name, open_file(path))


@dataclass(slots=True)
class _File:
    """A file with its grids; layouts are kept, for a wizard asks for the same one again and again."""

    name: str
    opened: OpenedFile
    _layouts: dict[tuple[str, str, int, int], Layout] = field(default_factory=dict)

    @property
    def sheets(self) -> tuple[str, ...]:
        """The visible sheets."""
        return tuple(one.name for one in self.opened.grids)

    @property
    def hidden(self) -> tuple[str, ...]:
        """Hidden sheets."""
        return self.opened.hidden

    def table(self, kind: LedgerKind, sheet: str = "", header_row: int = 0) -> FileTable:
        """The table of a sheet, or of the first that holds one."""
        if sheet or header_row:
            grid = self._grid(sheet)
            layout = find_layout(grid, kind, header_row)
            if layout is None:
                raise Refusal.say(_not_found(kind, grid, header_row))
            return self._told(kind, grid, layout, header_row)
        for grid in self.opened.grids:
            layout = find_layout(grid, kind)
            if layout is not None:
                return self._told(kind, grid, layout, 0)
        raise Refusal.say(_not_found(kind, None, 0))

    def rows(self, kind: LedgerKind, table: FileTable, columns: Sequence[Taken]) -> FileReading:
        """The rows below the header."""
        grid = self._grid(table.sheet)
        layout = self._layouts[(kind.key, table.sheet, table.first_row, table.last_row)]
        with collecting_later():
            return RowReader(grid, kind, layout, columns).read()

    def _grid(self, sheet: str) -> Grid:
        if not sheet and self.opened.grids:
            return self.opened.grids[0]
        for grid in self.opened.grids:
            if grid.name == sheet:
                return grid
        known = "、".join(self.sheets) or "没有可见的工作表"
        raise Refusal.say(f"文件里没有工作表“{sheet}”；可见的有：{known}")

    def _told(self, kind: LedgerKind, grid: Grid, layout: Layout, header_row: int) -> FileTable:
        table = FileTable(
            grid.name,
            layout.top + 1,
            layout.bottom + 1,
            layout.columns,
            max(grid.height - layout.bottom - 1, 0),
            layout.tokens is not None,
            self._kept(layout.tokens),
        )
        self._layouts[(kind.key, grid.name, table.first_row, table.last_row)] = layout
        return table

    def _kept(self, tokens: TokenHeader | None) -> tuple[str, ...]:
        """The rows an export held, as its unseen sheet keeps them."""
        if tokens is None:
            return ()
        for grid in self.opened.own:
            for column in range(grid.width):
                if grid.value(0, column) == tokens.text():
                    said = (grid.text(row, column) for row in range(1, grid.height))
                    return tuple(text for text in said if text)
        return ()


def _not_found(kind: LedgerKind, grid: Grid | None, header_row: int) -> str:
    if grid is not None and header_row:
        return f"工作表“{grid.name}”没有第 {header_row} 行；请核对表头在第几行"
    some = "、".join(f"“{one.label}”" for one in kind.columns[:4])
    where = f"工作表“{grid.name}”里" if grid is not None else "文件里"
    return f"{where}没有找到“{kind.name}”台账的表头（如 {some} 等列）；请选定表头在哪张表的第几行"
