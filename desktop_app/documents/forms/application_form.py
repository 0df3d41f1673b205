"""帮办代办服务申请表 (D01): two grids, boxes to tick for what is asked for, the declaration, the enterprise's seal."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm

from desktop_app.application.forms.application_form import MODES, SPEC, STAGES, Application
from desktop_app.documents.blocks import Block, Cell, Signatures, Table, box
from desktop_app.documents.form import CELL_SIZE, body, fact_grid, heading
from desktop_app.documents.paper import WIDTH, Together
from desktop_app.documents.pieces import boxes, paragraphs
from desktop_app.documents.sheet import SheetForm


def _matters(data: Application) -> Block:
    """Every matter of the case behind its box, two in a row; a blank form has room to write them."""
    if not data.offered:
        return box([body("")], WIDTH, 16.5, 26 * mm)
    cells = [Cell((body(boxes((one,), data.matters), CELL_SIZE),)) for one in data.offered]
    if len(cells) % 2:
        cells.append(Cell((body("", CELL_SIZE),)))
    rows = [cells[place : place + 2] for place in range(0, len(cells), 2)]
    return Table.of([WIDTH / 2, WIDTH / 2], rows, leading=12)


class ApplicationForm(SheetForm[Application]):
    """Prints an Application."""

    spec = SPEC
    held = "服务中心、申请单位各执一份"

    def blocks(self, data: Application) -> Sequence[Block | Together]:
        """The enterprise, the project, the service that is asked for."""
        return [
            heading("一、申请单位"),
            fact_grid(
                [
                    [("单位名称", data.enterprise), ("申请日期", data.applied_on)],
                    [("信用代码", data.credit_code), ("单位性质", data.nature)],
                    [("单位地址", data.address), ("法定代表人", data.legal_person)],
                    [("项目负责人", data.leader), ("职务、电话", _both(data.leader_post, data.leader_phone))],
                    [("经办人", data.handler), ("职务、电话", _both(data.handler_post, data.handler_phone))],
                    [("电子邮箱", data.email)],
                ]
            ),
            heading("二、项目情况"),
            fact_grid(
                [
                    [("项目名称", data.project)],
                    [("项目代码", data.project_code), ("总投资", data.investment)],
                    [("用地面积", data.land_area), ("建筑面积", data.floor_area)],
                    [("投资类型", data.investment_type), ("土地来源", data.land_source)],
                    [("立项类型", data.approval_kind), ("资金来源", data.funding)],
                    [("重点级别", data.priority), ("建设性质", data.construction_kind)],
                    [("工程分类", data.engineering_class), ("备案文号", data.filing_number)],
                    [("行政区划", data.division), ("项目地址", data.site)],
                    [("规模内容", data.scale)],
                    [("当前进度", data.progress)],
                ]
            ),
            heading("三、申请帮办代办"),
            fact_grid(
                [
                    [("代办阶段", boxes(STAGES, data.stages))],
                    [("代办方式", boxes(MODES, (data.mode,)))],
                ]
            ),
            heading("四、申请代办事项"),
            _matters(data),
        ]

    def ending(self, data: Application) -> Sequence[Block]:
        """The declaration, where to complain, and the seal."""
        window = f"“办不成事”反映窗口：{data.window}" if data.window else ""
        return [
            *paragraphs([*data.declaration, window]),
            Signatures(("法定代表人（签字）：", "经办人（签字）："), "申请单位（盖章）：", WIDTH, space_above=8.0),
        ]


def _both(post: str, phone: str) -> str:
    return "　".join(part for part in (post, phone) if part)
