"""The ledger reader: a file in, project rows with problems and questions out; implements the port LedgerReader."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from desktop_app.application.mass import collecting_later
from desktop_app.domain.ledger import LedgerLayout, LedgerProblem, LedgerQuestion, LedgerReading, LedgerRow
from desktop_app.ledgers.files import OpenedFile, open_file
from desktop_app.ledgers.layout import find_table
from desktop_app.ledgers.rows import TableReader


class FileLedgerReader:
    """Reads the ledgers offices keep in .xlsx and .csv files."""

    def read(self, path: Path, answers: Mapping[str, str]) -> LedgerReading:
        """Read every visible sheet that holds a project table; nothing is guessed for the others.

        Raises Refusal when the file cannot be opened at all; everything else comes back as problems by sheet and cell.
        """
        with collecting_later():
            return _understood(open_file(path), answers)


def _understood(opened: OpenedFile, answers: Mapping[str, str]) -> LedgerReading:
    rows: list[LedgerRow] = []
    problems: list[LedgerProblem] = []
    questions: list[LedgerQuestion] = []
    layouts: list[LedgerLayout] = []
    for grid in opened.grids:
        finding = find_table(grid, answers)
        problems += finding.problems
        questions += finding.questions
        if finding.table is None:
            continue
        layouts.append(finding.table.layout())
        reader = TableReader(finding.table)
        rows += reader.rows()
        problems += sorted(reader.problems, key=lambda problem: _row_of(problem.cell))
    for name in opened.hidden:
        problems.append(LedgerProblem(name, "", "warning", f"工作表“{name}”是隐藏的，没有读入；如需读入请取消隐藏"))
    problems += _answers_without_question(answers, questions)
    if not rows and not any(problem.blocks for problem in problems):
        problems.append(_nothing_found(bool(layouts)))
    return LedgerReading(tuple(rows), tuple(problems), tuple(questions), tuple(layouts))


def _row_of(cell: str) -> int:
    return int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def _answers_without_question(answers: Mapping[str, str], questions: list[LedgerQuestion]) -> list[LedgerProblem]:
    known = {question.key for question in questions}
    return [
        LedgerProblem("", "", "error", f"没有名为“{key}”的待选项；请核对 --answer 的写法")
        for key in answers
        if key not in known
    ]


def _nothing_found(has_table: bool) -> LedgerProblem:
    if has_table:
        return LedgerProblem("", "", "error", "表头下面没有项目行，没有可导入的内容；请核对是否选对了文件")
    message = "没有找到项目台账的表头；请确认表里有“项目名称”以及“项目单位”“总投资”等列，再导入"
    return LedgerProblem("", "", "error", message)
