"""工作交接单: somebody moves to another post; a desk of forty cases; names nobody can print."""

from dataclasses import replace

from desktop_app.application.forms.staff_handover import (
    CaseLine,
    CountLine,
    NoticeLine,
    OriginalLine,
    StaffHandover,
    StepLine,
)
from tests.documents.forms.words import CENTRE, LONG_NAME, RARE, title

KEY = "staff-handover"
COUNTS = tuple(
    CountLine(name, counted)
    for name, counted in (
        ("项目", "11"),
        ("代办件", "12"),
        ("未结环节", "93"),
        ("在办环节（含暂停）", "17"),
        ("逾期环节", "4"),
        ("原件", "25"),
        ("待处理提醒", "6"),
        ("待送达结果", "3"),
    )
)
CASE = CaseLine("1", "光电新能源产业园", "中联恒创", "备案类项目", "整件", "31", "2", "7", "2026-12-02")
STEP = StepLine("1", "光电新能源产业园", "建设用地规划许可证核发", "规划和自然资源局", "在办", "承诺 2026-12-02")
SHORT = StaffHandover(
    number="BB-2026-A-D31-0001",
    centre=CENTRE,
    phone="（由中心填写）",
    notes=("各项数量由程序清点。", "以前办结的环节，记录不变。"),
    handover="JJ-2026-001",
    state="已接收，有差异",
    giver="甲",
    giver_unit="审批服务局",
    taker="乙",
    taker_unit="投资促进局",
    witness="丙",
    handed_on="2026年11月20日",
    reason="岗位调整",
    counts=COUNTS,
    cases=(CASE,),
    steps=(STEP, replace(STEP, number="2", title="环境影响评价审批", due="法定 2027-01-08（暂估）")),
    originals=(OriginalLine("1", "光电新能源产业园", "不动产权证书", "1", "2026-11-03"),),
    notices=(
        NoticeLine("1", "提醒", "光电新能源产业园", "环境影响评价审批", "2026-11-30"),
        NoticeLine("2", "待送达结果", "光电新能源产业园", "企业投资项目备案", "2026-12-01"),
    ),
    difference="少一份营业执照副本，三日内补交。",
    copies=3,
)
LONG = replace(
    SHORT,
    number="BB-2026-A-D31-0002",
    demo=True,
    cases=tuple(replace(CASE, number=str(n), project=title(n)) for n in range(1, 41)),
    steps=tuple(replace(STEP, number=str(n), title=title(n)) for n in range(1, 61)),
)
ODD = StaffHandover(
    centre=CENTRE,
    handover="JJ-2026-002",
    giver=RARE,
    taker="𬱖",
    reason=LONG_NAME,
    cases=(replace(CASE, project=LONG_NAME, enterprise=LONG_NAME, template=LONG_NAME),),
    copies=2,
)
