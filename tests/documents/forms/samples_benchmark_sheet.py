"""对标计算书 to print: a running one, one of 150 days with days taken out, and odd data."""

from dataclasses import replace
from datetime import date, timedelta

from desktop_app.application.forms.benchmark_sheet import BenchmarkSheetPaper, SheetTakenOut
from desktop_app.application.forms.clock_sheet import SheetDay
from desktop_app.domain.calendar import weekday_word

KEY = "benchmark-sheet"


def _days(first: date, count: int, today: date) -> tuple[SheetDay, ...]:
    found = []
    for number in range(1, count + 1):
        day = first + timedelta(days=number)
        said = f"自然日，{'第' if day <= today else '将是第'} {number} 日"
        found.append(SheetDay(day.isoformat(), weekday_word(day), "计", str(number), said))
    return tuple(found)


SHORT = BenchmarkSheetPaper(
    number="BB-2026-A-D29-0001",
    centre="侯马经济开发区帮办代办服务中心",
    phone="0357-0000000",
    notes=("对标不是法定时限，只作比较；引用时请连同口径和来源一并写明。",),
    copies=1,
    project="年产 20 万吨特种钢项目",
    enterprise="山西某某特钢有限公司",
    officer="甲",
    benchmark="紫光 26 天（考察→营业执照）",
    started="QQ01 项目线索登记与首次洽谈 · 受理：2026年11月5日受理，甲 于 2026-11-05 10:00 登记",
    ended="DJ02 企业设立登记 · 办结：尚未到，计到 2026-11-20",
    allowed="26 个自然日",
    counting="按自然日计，含补正，含特别程序",
    rule="起点当天算第 0 天，次日起逐日计；对标不顺延，末日是休息日的也以当天为准。任何暂停都不停对标。",
    left_out="SG02 施工",
    target="2026年12月1日 周二",
    outcome="第 15 个自然日，余 11 天",
    tally="已过 15 天，计入 15 天，到目标日还有 11 天要计",
    days=_days(date(2026, 11, 5), 26, date(2026, 11, 20)),
    sources=("商务局供稿", "待核：起止点、天数或单位还没有核对，对外引用前请先核实"),
    documents=("2026 年：国办发明电〔2025〕7号",),
    acts=("2026年11月5日受理 QQ01，甲 登记于 2026-11-05 10:00",),
    calendar="2018-2026·5a88c54e",
    as_of="2026年11月20日",
)

LONG = replace(
    SHORT,
    number="BB-2026-A-D29-0002",
    demo=True,
    benchmark="全流程 150 天（签约→投产）",
    allowed="150 个自然日（按口径折合 101 个工作日）",
    counting="按工作日计，不含补正，不含特别程序",
    target="2027年4月8日 周四（暂估）",
    doubt="2027 年放假安排尚未发布",
    taken=(
        SheetTakenOut("LX01 补正暂停", "2026-11-16 至 2026-11-20", "扣除 5 天"),
        SheetTakenOut("YD01 拍卖暂停", "2026-12-01 至 2026-12-20", "扣除 14 天"),
    ),
    days=_days(date(2026, 11, 5), 150, date(2026, 12, 20)),
    documents=("2026 年：国办发明电〔2025〕7号", "2027 年：2027 年放假安排尚未发布（暂估）"),
    acts=tuple(f"2026年12月{day}日暂停 LX01，甲 登记于 2026-12-{day:02} 10:00" for day in range(1, 20)),
)

ODD = replace(
    SHORT,
    number="",
    project="𠮷𫖮𬱖" * 20,
    enterprise="",
    officer="㐂",
    benchmark="某项目" * 20,
    left_out="",
    target="",
    outcome="",
    tally="",
    days=(),
    sources=(),
    documents=(),
    acts=(),
    calendar="",
)
