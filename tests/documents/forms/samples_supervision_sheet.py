"""督办统计: a few acts across A4; hundreds over many pages; rare names in every column."""

from dataclasses import replace

from desktop_app.application.forms.ledger_sheet import LedgerSheet
from desktop_app.application.forms.supervision_sheet import HEADS
from tests.documents.forms.words import CENTRE, LONG_NAME, RARE, title

KEY = "supervision-sheet"
SHORT = LedgerSheet(
    number="BB-2026-A-D35-0001",
    centre=CENTRE,
    phone="（由中心填写）",
    notes=("次数：调度会 1，提醒函 1，催办单 1。", "会议取自台账“会议纪要”；其余取自文书登记，作废的不计。"),
    ledger="督办统计",
    conditions="时间 2026年1月1日至2026年11月20日",
    order="日期从晚到早",
    count="共 3 件",
    as_of="2026年11月20日",
    named=2,
    heads=HEADS,
    rows=(
        (
            "2026-11-18",
            "提醒函",
            "警示提醒函",
            "帮函〔2026〕3号",
            "光电产业园",
            "甲",
            "▲ 逾期 4 个工作日：备案",
        ),
        ("2026-11-16", "催办单", "催办单", "BB-2026-A-D13-0002", "光电产业园", "甲", "已办结 2026-11-19：核名"),
        (
            "2026-11-09",
            "调度会",
            "调度会：指标调度",
            "会〔2026〕11号",
            "某领导",
            "",
            "议定 3 项，▲ 逾期 1 项",
        ),
    ),
    copies=1,
)
LONG = replace(
    SHORT,
    number="BB-2026-A-D35-0002",
    demo=True,
    count="共 90 件",
    rows=tuple(
        (
            f"2026-{n % 12 + 1:02}-17",
            "催办单",
            title(n),
            f"BB-2026-A-D13-{n:04}",
            f"项目{n}",
            f"人{n}",
            f"已办结第{n}项",
        )
        for n in range(90)
    ),
)
ODD = LedgerSheet(
    centre=CENTRE,
    ledger="督办统计",
    count="共 2 件",
    as_of="2026年2月28日",
    heads=HEADS,
    rows=(("2026-02-28", "约谈", RARE, "", LONG_NAME, RARE, LONG_NAME * 3), ("", "", LONG_NAME, "", "", "", "")),
    copies=3,
)
