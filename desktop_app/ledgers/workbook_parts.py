"""Parts one workbook shares between its sheets: the cell formats, and the lists its cells offer."""

from __future__ import annotations

from typing import Any

from xlsxwriter.utility import xl_col_to_name

from desktop_app.application.sheets_out import HIDDEN_SHEETS

CHOICES = f"{HIDDEN_SHEETS}选项"
"""The sheet nobody sees with the lists that are too long for a rule."""
_LONGEST_LIST = 250


class Formats:
    """The cell formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def of(self, **wanted: object) -> Any:
        """The format with these properties."""
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(dict(key))
        return self._made[key]


class Choices:
    """Lists too long to stand in a rule themselves, kept on a sheet nobody sees."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._lists: list[tuple[str, ...]] = []

    def rule(self, options: tuple[str, ...]) -> dict[str, object]:
        """The rule that offers these words; others stay possible, the import says what it cannot take."""
        # A comma in a word would split it and a quotation mark end the list, so such lists go to the sheet as well.
        is_short = len(",".join(options)) <= _LONGEST_LIST and not any(sign in one for one in options for sign in ',"')
        source: object = list(options)
        if not is_short:
            if options not in self._lists:
                self._lists.append(options)
            column = xl_col_to_name(self._lists.index(options), col_abs=True)
            source = f"={CHOICES}!{column}$1:{column}${len(options)}"
        return {"validate": "list", "source": source, "error_type": "information", "show_error": False}

    def write(self) -> None:
        """Put the lists on their sheet, once all rules are made."""
        if not self._lists:
            return
        page = self._book.add_worksheet(CHOICES)
        for column, options in enumerate(self._lists):
            for row, option in enumerate(options):
                page.write_string(row, column, option)
        page.very_hidden()
