"""The reader of official exports: a workbook of an approval system in, one line per matter out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from desktop_app.domain.ledger import LedgerProblem, read_project_code
from desktop_app.domain.official_record import (
    OFFICIAL_WORDS,
    OfficialReading,
    OfficialState,
    OfficialStep,
    official_state,
)
from desktop_app.domain.partial_date import read_date
from desktop_app.ledgers.columns import plain_header
from desktop_app.ledgers.files import open_file
from desktop_app.ledgers.grid import Grid, cell_name

HEADERS: Mapping[str, frozenset[str]] = {
    key: frozenset(words.split())
    for key, words in {
        "project_code": "项目代码 投资项目代码 项目统一代码 统一项目代码 投资项目统一代码 赋码 项目编码",
        "project_name": "项目名称 工程名称 投资项目名称 建设项目名称 项目(工程)名称",
        "matter_code": "事项代码 事项编码 实施编码 事项实施编码",
        "matter_name": "事项名称 审批事项 审批事项名称 办理事项 业务事项 业务名称 环节名称 事项",
        "state": "办件状态 办理状态 审批状态 当前状态 事项状态 状态 办理结果 审批结果",
        "received": "收件时间 接件时间 申报时间 申请时间 申报日期 收件日期 接件日期 提交时间 申请日期",
        "accepted": "受理时间 受理日期 部门受理时间",
        "ended": "办结时间 办结日期 实际办结时间 审批完成时间 办理完成时间 完成时间 完成日期",
        "authority": "审批部门 实施部门 办理部门 承办部门 受理部门 部门 实施主体",
        "application": "办件编号 申报流水号 申办流水号 受理编号 业务编号 流水号 办件流水号",
    }.items()
}
"""The headers exports of 在线平台 and 工程建设审批系统 use, as far as they were seen described; others are told."""

_DEEPEST_HEADER = 15
_DATES = ("received", "accepted", "ended")
_WORDS = {"received": "收件时间", "accepted": "受理时间", "ended": "办结时间"}


class FileOfficialReader:
    """Reads exports in the formats ledgers come in."""

    def read(self, path: Path) -> OfficialReading:
        """Every line of every visible sheet that has the columns; a line that cannot be read is told and left out.

        Raises Refusal when the file cannot be opened at all.
        """
        steps: list[OfficialStep] = []
        problems: list[LedgerProblem] = []
        found_any = False
        for grid in open_file(path).grids:
            table = _table(grid)
            if table is None:
                continue
            found_any = True
            for row in range(table.header + 1, grid.height):
                step = table.step(row, problems)
                if step is not None:
                    steps.append(step)
        if not found_any:
            message = "没有找到官方系统导出的表头；表里要有“项目代码”或“项目名称”、“事项名称”和“办件状态”几列"
            problems.append(LedgerProblem("", "", "error", message))
        return OfficialReading(tuple(steps), tuple(problems))


@dataclass(frozen=True, slots=True)
class _Table:
    grid: Grid
    header: int
    columns: Mapping[str, int] = field(default_factory=dict)

    def step(self, row: int, problems: list[LedgerProblem]) -> OfficialStep | None:
        name, code = self._text(row, "matter_name"), self._text(row, "matter_code")
        project = self._text(row, "project_code") or self._text(row, "project_name")
        if not (name or code) or not project:
            return None
        told = self._text(row, "state")
        days = {key: self._day(row, key, problems) for key in _DATES}
        state = official_state(told) if told else (OfficialState.DONE if days["ended"] else OfficialState.UNSENT)
        cell = cell_name((row, self.columns.get("matter_name", self.columns.get("matter_code", 0))))
        if state is None:
            known = "、".join(dict.fromkeys(OFFICIAL_WORDS.values()))
            message = f"看不懂办件状态“{told[:30]}”，这一行没有比对；认得的状态如：{known}"
            place = cell_name((row, self.columns["state"]))
            problems.append(LedgerProblem(self.grid.name, place, "warning", message))
            return None
        return OfficialStep(
            sheet=self.grid.name,
            cell=cell,
            project_code=self._project_code(row, problems),
            project_name=self._text(row, "project_name"),
            matter_code=code,
            matter_name=name,
            state=state,
            received=days["received"],
            accepted=days["accepted"],
            ended=days["ended"],
            authority=self._text(row, "authority"),
            application=self._text(row, "application"),
        )

    def _project_code(self, row: int, problems: list[LedgerProblem]) -> str:
        """The national code; one of another form is told once and finds nothing where a name can."""
        written = self._text(row, "project_code")
        code = read_project_code(written)
        if code or not any(one.isalnum() and one.isascii() for one in written):
            return code
        named = self._text(row, "project_name")
        then = "按项目名称比对" if named else "这一行没有项目名称，比对不了"
        message = f"项目代码“{written[:30]}”写法不对（应如 2020-140100-48-03-123456），{then}"
        if all(one.message != message for one in problems):
            place = cell_name((row, self.columns["project_code"]))
            problems.append(LedgerProblem(self.grid.name, place, "warning", message))
        return "" if named else written

    def _text(self, row: int, key: str) -> str:
        return self.grid.shown(row, self.columns[key]) if key in self.columns else ""

    def _day(self, row: int, key: str, problems: list[LedgerProblem]) -> date | None:
        if key not in self.columns:
            return None
        place = self.grid.owner(row, self.columns[key])
        value = self.grid.value(*place)
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        text = self.grid.text(*place)
        found = read_date(text).value
        if found is None:
            return None
        if found.exact is None:
            message = f"{_WORDS[key]}“{text[:30]}”不是完整的日期，按没有日期比对"
            problems.append(LedgerProblem(self.grid.name, cell_name(place), "warning", message))
        return found.exact


def _table(grid: Grid) -> _Table | None:
    for row in range(min(_DEEPEST_HEADER, grid.height)):
        columns: dict[str, int] = {}
        for column, text in enumerate(grid.row_texts(row)):
            plain = plain_header(text)
            for key, headers in HEADERS.items():
                if plain in headers:
                    columns.setdefault(key, column)
        has_matter = "matter_name" in columns or "matter_code" in columns
        has_project = "project_code" in columns or "project_name" in columns
        if has_matter and has_project and ("state" in columns or "ended" in columns):
            return _Table(grid, row, columns)
    return None
