"""月通报: a month with few cases; one that ranks and names many; one without a number and with rare names."""

from dataclasses import replace

from desktop_app.application.forms.monthly_bulletin import MonthlyBulletin, Section
from tests.documents.forms.words import CENTRE, LONG_NAME, RARE, paragraphs, title

KEY = "monthly-bulletin"
SHORT = MonthlyBulletin(
    number="BB-2026-A-D22C-0003",
    centre=CENTRE,
    issuer="开发区项目建设领导小组办公室",
    prefix="开项办发",
    title="关于2026年11月项目帮办代办工作情况的通报",
    to="各有关部门、各园区",
    opening=paragraphs("monthly-bulletin.opening"),
    sections=(
        Section("基本情况", ("截至2026年11月30日，在办代办件 12 个，本月新开 3 个；本月办结环节 21 项。",)),
        Section("三率", ("开工率 86.2%（按个数）、89.6%（按计划总投资）。",)),
        Section("办理排名", ("（一）代办员。", "1. 甲：办结 12 项，按期率 91.7%（11/12），目前逾期 1 项。")),
        Section("“三未”项目", ("（一）签而未落 1 个。冷链物流园。",)),
        Section("超期事项", ("1. 光电新能源产业园中园：建设工程规划许可证核发，已超 3 个工作日。",)),
        Section("表扬", ("对综合窗口提出表扬。",)),
        Section("批评", ("无。",)),
        Section("工作要求", paragraphs("monthly-bulletin.demand")),
    ),
    signed="开发区项目建设领导小组办公室",
    date="2026年12月1日",
    contact="联系人：甲",
    sent_to="管委会领导",
    printed_by="领导小组办公室",
)
LONG = replace(
    SHORT,
    number="BB-2026-A-D22C-0004",
    demo=True,
    sections=(
        *SHORT.sections[:4],
        Section("超期事项", tuple(f"{n}. 项目{n}：{title(n)}，已超 {n} 个工作日。" for n in range(1, 61))),
        *SHORT.sections[5:],
    ),
)
ODD = replace(
    SHORT,
    number="",
    prefix="",
    title=f"关于“{LONG_NAME}”等项目帮办代办工作情况的通报",
    to=RARE,
    signed=RARE,
    date="",
    contact="",
    sent_to=LONG_NAME,
    printed_by="",
    sections=(Section("基本情况", (LONG_NAME + RARE,)),),
)
TWO = replace(
    SHORT,
    number="BB-2026-A-D22C-0005",
    sections=(
        *SHORT.sections[:2],
        Section("超期事项", (f"1. {LONG_NAME}：{title(1)}，已超 3 个工作日。",)),
        SHORT.sections[-1],
    ),
)
LONGEST = replace(
    SHORT,
    number="BB-2026-A-D22C-0006",
    to=f"各有关部门、各园区、{RARE}",
    sections=tuple(
        Section(
            one.title, (*one.paragraphs, *(f"{n}. {LONG_NAME}：{title(n)}，已超 {n} 个工作日。" for n in range(1, 5)))
        )
        for one in SHORT.sections
    ),
    sent_to=f"管委会领导、{LONG_NAME}",
)
MORE = ("two", "longest")
