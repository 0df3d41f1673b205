"""台账: a few problems on A4; hundreds of rows of many columns on A3; rare names in narrow columns."""

from dataclasses import replace

from desktop_app.application.forms.ledger_sheet import LedgerSheet, SheetHead
from tests.documents.forms.words import CENTRE, LONG_NAME, RARE, title

KEY = "ledger-sheet"
SHORT = LedgerSheet(
    number="BB-2026-A-D34-0001",
    centre=CENTRE,
    phone="（由中心填写）",
    notes=("交办时限由本单位规定，没有读到统一规定（待核）。",),
    ledger="企业问题台账",
    conditions="状态 是 办理中；责任单位 包含 规划",
    order="应办结日从早到晚",
    count="共 3 行",
    as_of="2026年11月20日",
    named=0,
    heads=(
        SheetHead("编号", millimetres=25),
        SheetHead("时限提示", millimetres=30),
        SheetHead("企业", millimetres=39),
        SheetHead("问题描述", millimetres=60),
        SheetHead("责任单位", millimetres=30),
        SheetHead("应办结日", millimetres=23),
        SheetHead("涉及金额（万元）", right=True, millimetres=25),
    ),
    rows=(
        ("WT-2026-001", "▲ 逾期 2 日", "示例食品公司", "二期用电容量不足", "规划建设局", "2026-11-18", "120"),
        ("WT-2026-002", "◆ 预警", "示例物流公司", "厂区道路雨后无法通行", "规划建设局", "2026-11-23", "35.5"),
        ("WT-2026-003", "● 正常", "示例电子公司", "环评公示意见怎样答复", "生态环境分局", "2026-12-04", ""),
    ),
    totals=("", "", "", "", "", "", "155.5"),
    copies=1,
)
LONG = replace(
    SHORT,
    number="BB-2026-A-D34-0002",
    demo=True,
    paper="A3",
    orientation="横放",
    named=1,
    heads=tuple(SheetHead(f"栏目{place}", place % 3 == 0, 28) for place in range(1, 25)),
    rows=tuple(
        tuple(f"{title(n)}{place}" if place % 3 else f"{n}{place}" for place in range(1, 25)) for n in range(60)
    ),
    totals=tuple("" if place % 3 else f"{place}0" for place in range(1, 25)),
)
ODD = LedgerSheet(
    centre=CENTRE,
    ledger="走访与服务记录台账",
    count="共 2 行",
    as_of="2026年2月28日",
    heads=(SheetHead("日期", millimetres=14), SheetHead("企业", millimetres=20), SheetHead("事项", millimetres=220)),
    rows=(("2026-02-28", LONG_NAME, RARE), ("", RARE, LONG_NAME * 4)),
    copies=3,
)
