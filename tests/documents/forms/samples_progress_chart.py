"""进度图 to print: two weeks of a few steps, a year of 90 steps on A3, and odd data on one day."""

from dataclasses import replace
from datetime import date, timedelta

from desktop_app.application.forms.progress_chart import ChartLine, ChartPaper, ChartSection, ChartSpan
from desktop_app.domain.progress import Lamp

KEY = "progress-chart"
_DAY = timedelta(days=1)


def _span(first: date, days: int, words: str = "", *, open: bool = False) -> tuple[ChartSpan, ...]:
    return (ChartSpan(first.isoformat(), (first + days * _DAY).isoformat(), words, open),)


def _rest(first: date, days: int) -> tuple[str, ...]:
    found = (first + number * _DAY for number in range(days))
    return tuple(day.isoformat() for day in found if day.weekday() > 4)


_FIRST = date(2026, 11, 2)
SHORT = ChartPaper(
    number="BB-2026-A-D27-0001",
    centre="侯马经济开发区帮办代办服务中心",
    phone="0357-0000000",
    notes=("各条由登记记录和工作日历推算。",),
    copies=1,
    subject="年产 20 万吨特种钢项目 · 企业投资项目(备案类)",
    summary="已办结 1/4 项，按承诺时限顺推最早 2026-12-10 全部办完",
    as_of="2026年11月20日",
    first="2026-11-02",
    last="2026-12-13",
    today="2026-11-20",
    rest=_rest(_FIRST, 42),
    made_up=("2026-11-14",),
    sections=(
        ChartSection(
            "立项用地规划许可",
            "1/3",
            (
                ChartLine("企业投资项目备案", Lamp.DONE, "按期", "甲", actual=_span(_FIRST, 3, "办结")),
                ChartLine(
                    "建设用地规划许可证核发",
                    Lamp.WARNING,
                    "余 2 日",
                    "甲",
                    actual=_span(_FIRST + 8 * _DAY, 10, open=True),
                    expected=_span(_FIRST + 18 * _DAY, 4),
                    planned=_span(_FIRST + 8 * _DAY, 12),
                    suspended=_span(_FIRST + 10 * _DAY, 2, "补正"),
                    forecast=(ChartSpan("2026-11-25", "2026-12-04"),),
                    due="2026-11-24",
                    critical=True,
                ),
                ChartLine("地震安全性评价审定", Lamp.REFUSED, "退件", "乙", actual=_span(_FIRST + 5 * _DAY, 4, "退件")),
            ),
        ),
        ChartSection(
            "施工许可",
            "0/1",
            (
                ChartLine(
                    "施工许可", Lamp.NOT_STARTED, "未到", "甲", expected=_span(_FIRST + 25 * _DAY, 12), firm=False
                ),
            ),
        ),
    ),
)

_LAMPS = (Lamp.DONE, Lamp.NORMAL, Lamp.SUSPENDED, Lamp.OVERDUE, Lamp.READY, Lamp.NOT_STARTED)
_YEAR = date(2026, 1, 1)


def _line(number: int) -> ChartLine:
    start = _YEAR + 7 * number * _DAY % timedelta(days=600)
    lamp = _LAMPS[number % len(_LAMPS)]
    began = lamp not in (Lamp.READY, Lamp.NOT_STARTED)
    return ChartLine(
        f"事项之{number}（会同有关部门联合办理的审查）",
        lamp,
        "余 9 日",
        "甲",
        actual=_span(start, 20, open=lamp is not Lamp.DONE) if began else (),
        expected=() if began else _span(start, 25),
        planned=_span(start, 30),
        suspended=_span(start + 5 * _DAY, 4, "听证") if lamp is Lamp.SUSPENDED else (),
        due=(start + 28 * _DAY).isoformat(),
        critical=number % 4 == 0,
        firm=number % 5 > 0,
    )


LONG = replace(
    SHORT,
    number="BB-2026-A-D27-0002",
    demo=True,
    paper="A3",
    officer="甲",
    first="2026-01-01",
    last="2027-09-30",
    rest=_rest(_YEAR, 638),
    made_up=("2026-02-14", "2026-10-10"),
    unknown_years=("2027",),
    sections=tuple(
        ChartSection(f"第 {part} 个代办件", "3/45", tuple(map(_line, range(part * 30, part * 30 + 40))))
        for part in range(3)
    ),
)

ODD = replace(
    SHORT,
    number="",
    subject="𠮷𫖮𬱖" * 20,
    summary="",
    first="2026-11-20",
    last="2026-11-20",
    rest=(),
    made_up=(),
    sections=(
        ChartSection(
            "㐂" * 60,
            "0/2",
            (
                ChartLine("𬱖" * 60, Lamp.WITHDRAWN, "撤回", "", actual=_span(date(2026, 11, 20), 0, "撤回")),
                ChartLine("待定的事项", Lamp.NOT_STARTED, "待定", ""),
            ),
        ),
    ),
)
