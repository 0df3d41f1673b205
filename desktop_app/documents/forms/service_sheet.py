"""项目帮办代办服务单 (D11): where every step of a case stands on one day, signed by officer and enterprise, sealed."""

from __future__ import annotations

from reportlab.lib.units import mm

from desktop_app.application.form_data import ServiceSheet, ServiceSheetStep
from desktop_app.application.ports import Printed
from desktop_app.documents.blocks import Block, Cell, Signatures, Table, box
from desktop_app.documents.fonts import Role
from desktop_app.documents.form import (
    CELL_SIZE,
    body,
    copies_words,
    fact_grid,
    header_cells,
    heading,
    notes_block,
    title_block,
    unprintable_in,
    unprintable_note,
)
from desktop_app.documents.lines import Run
from desktop_app.documents.paper import BLANK, WIDTH, Frame, Together, print_paper
from desktop_app.domain.progress import Lamp
from desktop_app.domain.terms import LAMP_SIGNS, LAMP_WORDS

_HEADER = ("序号", "事　项", "办理部门", "代办员", "受理", "法定时限\n到期", "承诺时限\n到期", "办结", "状态")
_WIDTHS = tuple(width * mm for width in (9, 42.3, 24.7, 12.5, 11.5, 22.5, 18.5, 11.5, 21.5))
_WIDTHS_OF_MORE = tuple(width * mm for width in (9, 37.3, 24.2, 16.5, 11.5, 22.5, 18.5, 14.5, 20))
"""Where somebody stands in for an officer, or only the month of an end is known."""
_DAY = len("11-19")
_BLANK_ROWS = 6
_LONGEST_DUE = len("11-19 暂估")
_UNVERIFIED: Run = ("\u00a0待核", Role.LABEL, 7.0)
_UNVERIFIED_BELOW: Run = ("\n待核", Role.LABEL, 7.0)
_BLANK_DATE = "　　　　年　　月　　日"

_CLOCK_NOTE = (
    "时限自受理次日起算；以工作日计的不含法定节假日。听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审所需时间"
    "不计入法定时限（《行政许可法》第四十二条、第四十五条、第八十二条）。"
)
_UNVERIFIED_NOTE = "标“待核”的事项，其时限未经本地办事指南核定，以窗口告知为准。"
_PROVISIONAL_NOTE = "标“暂估”的日期跨入放假安排尚未公布的年份，公布后重算。"


def _limit(length: str, due: str, tag: Run | None) -> Cell:
    """The length of a limit above the date it leads to; a long provisional date gets a third line."""
    tags = (tag,) if tag else ()
    if len(due) > _LONGEST_DUE:
        due = due.replace(" ", "\n")
    between = "\n" if length and due else ""
    return Cell((body(length, CELL_SIZE), *tags, body(between + due, CELL_SIZE)), "centre")


def _state(step: ServiceSheetStep) -> Cell:
    role = Role.HEADING if step.lamp is Lamp.OVERDUE else Role.BODY
    sign = (LAMP_SIGNS[step.lamp] + "\u00a0", Role.HEADING, CELL_SIZE)
    return Cell((sign, (step.lamp_text or LAMP_WORDS[step.lamp], role, CELL_SIZE)), "centre")


def _step_row(step: ServiceSheetStep) -> list[Cell]:
    tag_statutory = step.unverified and bool(step.statutory)
    tag_promised = step.unverified and not step.statutory and bool(step.promised)
    tag_title = step.unverified and not step.statutory and not step.promised
    title = (body(step.title, CELL_SIZE), _UNVERIFIED) if tag_title else (body(step.title, CELL_SIZE),)
    return [
        Cell((body(str(step.number), CELL_SIZE),), "centre"),
        Cell(title),
        Cell((body(step.authority, CELL_SIZE),)),
        Cell((body(step.officer.replace("（", "\n（"), CELL_SIZE),), "centre"),
        Cell((body(step.accepted, CELL_SIZE),), "centre"),
        _limit(step.statutory, step.statutory_due, _UNVERIFIED if tag_statutory else None),
        _limit(step.promised, step.promised_due, _UNVERIFIED_BELOW if tag_promised else None),
        Cell((body(step.finished, CELL_SIZE),), "centre"),
        _state(step),
    ]


def _steps_table(steps: tuple[ServiceSheetStep, ...]) -> Table:
    empty = [Cell((body("", CELL_SIZE),))] * len(_HEADER)
    rows = [_step_row(step) for step in steps] or [empty] * _BLANK_ROWS
    more = any("（" in step.officer or len(step.finished) > _DAY for step in steps)
    return Table.of(_WIDTHS_OF_MORE if more else _WIDTHS, rows, header_cells(_HEADER), leading=12, least_height=24)


def _facts(sheet: ServiceSheet) -> Table:
    benchmarks = "\n".join(f"{line.name}：{line.text}" if line.text else line.name for line in sheet.benchmarks)
    return fact_grid(
        [
            [("项目名称", sheet.project)],
            [("项目单位", sheet.enterprise), ("项目代码", sheet.project_code)],
            [("服务方式", sheet.service_mode), ("委托日期", sheet.entrusted_on)],
            [("包联领导", sheet.lead_official), ("包联单位", sheet.lead_unit)],
            [("代办员", sheet.officer), ("办理流程", sheet.template)],
            [("对　标", benchmarks)],
        ]
    )


def _notes(sheet: ServiceSheet, unprintable: tuple[str, ...]) -> list[str]:
    notes = [_CLOCK_NOTE]
    if any(step.unverified for step in sheet.steps):
        notes.append(_UNVERIFIED_NOTE)
    if any("暂估" in step.statutory_due + step.promised_due for step in sheet.steps):
        notes.append(_PROVISIONAL_NOTE)
    return [*notes, *sheet.notes, *unprintable_note(unprintable)]


def _foot(sheet: ServiceSheet) -> str:
    held = "，企业、服务中心各执一份" if sheet.copies == 2 else ""
    return f"本单{copies_words(sheet.copies)}{held}。监督电话：{sheet.supervision_phone or BLANK}"


class ServiceSheetForm:
    """Prints a ServiceSheet."""

    key = "service-sheet"
    code = "D11"
    title = "项目帮办代办服务单"

    def render(self, data: ServiceSheet) -> Printed:
        """Print the frozen sheet; the same data gives the same bytes."""
        unprintable = unprintable_in(data)
        content = box([body(data.content)], WIDTH, 16.5, 17 * mm)
        wanted = box([body(data.cooperation)], WIDTH, 16.5, 14 * mm)
        signatures = Signatures(
            ("代办员（签字）：", "企业经办人（签字）："), "服务中心（盖章）：", WIDTH, space_above=9.0
        )
        blocks: list[Block | Together] = [
            title_block(self.title),
            _facts(data),
            heading(f"一、事项办理情况（截至 {data.as_of or _BLANK_DATE}）"),
            _steps_table(data.steps),
            *notes_block(_notes(data, unprintable)),
            heading("二、本次服务内容"),
            content,
            Together((heading("三、需企业配合"), wanted, signatures)),
        ]
        frame = Frame(self.title, data.number, data.centre, _foot(data), data.demo)
        return print_paper(frame, blocks, unprintable)
