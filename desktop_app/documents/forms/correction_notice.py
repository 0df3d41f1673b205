"""材料补正通知单 (D08): the filing, what is missing, what is wrong, the article, the seal, the receipt."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm

from desktop_app.application.forms.correction_notice import COLUMNS, SPEC, CorrectionNotice
from desktop_app.documents.blocks import Block, Signatures, box
from desktop_app.documents.form import body, fact_grid, heading
from desktop_app.documents.paper import BLANK, WIDTH, Together
from desktop_app.documents.pieces import addressed, paragraphs, plain_table
from desktop_app.documents.sheet import SheetForm


class CorrectionNoticeForm(SheetForm[CorrectionNotice]):
    """Prints a CorrectionNotice."""

    spec = SPEC
    named = "本通知单"
    held = "申请人、出具单位各执一份"

    def blocks(self, data: CorrectionNotice) -> Sequence[Block | Together]:
        """To whom, about which filing, what is missing or wrong, by when, under which law."""
        blocks: list[Block | Together] = [
            addressed(f"{data.enterprise or BLANK * 2}："),
            *paragraphs(["你单位提交的下列申请，材料不齐全或者不符合法定形式，现将需要补正的全部内容一次告知。"]),
            fact_grid(
                [
                    [("办理事项", data.matter)],
                    [("项目名称", data.project)],
                    [("出具单位", data.issuer), ("项目代码", data.project_code)],
                    [("收到日期", data.received), ("告知期限", data.told_by)],
                    [("告知依据", data.rule)],
                    [("补正期限", data.correct_by), ("联系人", data.contact)],
                    [("联系电话", data.contact_phone), ("地　　址", data.address)],
                ]
            ),
            heading("一、存在的问题"),
            box([body(data.problem)], WIDTH, 16.5, 14 * mm),
        ]
        empty = not data.absent and not data.faulty
        if data.absent or empty:
            rows = [(one.number, one.name, one.form, one.note) for one in data.absent]
            titles = ("序号", "没有提交的材料", "形式、份数", "备　注")
            table = plain_table(titles, (10, 106, 34, 24), rows, centred=(0, 2, 3), blank_rows=2)
            blocks += [heading("二、需要补交的材料"), table]
        if data.faulty or empty:
            faulty = [(one.number, one.name, one.problem, one.wanted) for one in data.faulty]
            table = plain_table(("序号", *COLUMNS), (10, 48, 54, 62), faulty, blank_rows=2)
            blocks += [heading("三、需要改正的材料" if data.absent or empty else "二、需要改正的材料"), table]
        return [*blocks, heading("法律依据"), *paragraphs(data.law)]

    def ending(self, data: CorrectionNotice) -> Sequence[Block]:
        """The clerk, the applicant who receives it, and the seal for this purpose."""
        people = ("经办人（签字）：", "申请人签收（签字）：")
        return [Signatures(people, "出具单位（专用章）：", WIDTH, space_above=6.0)]
