"""期限计算书 to print: a short clock, one of half a year with everything that can move it, and odd data."""

from dataclasses import replace
from datetime import date, timedelta

from desktop_app.application.forms.clock_sheet import ClockSheetPaper, SheetCredit, SheetDay
from desktop_app.domain.calendar import weekday_word

KEY = "clock-sheet"


def _days(first: date, count: int) -> tuple[SheetDay, ...]:
    found, number = [], 0
    for place in range(count):
        day = first + timedelta(days=place)
        counts = day.weekday() < 5
        number += counts
        why = f"工作日，第 {number} 日" if counts else f"{weekday_word(day)}，双休日"
        found.append(
            SheetDay(day.isoformat(), weekday_word(day), "计" if counts else "不计", str(number) if counts else "", why)
        )
    return tuple(found)


SHORT = ClockSheetPaper(
    number="BB-2026-A-D26-0001",
    centre="侯马经济开发区帮办代办服务中心",
    phone="0357-0000000",
    notes=("本表逐日由登记记录和工作日历推算，没有一个日期是手工填写的；出具后随文书存档，日后可按编号核对。",),
    copies=1,
    project="年产 20 万吨特种钢项目",
    enterprise="山西某某特钢有限公司",
    matter="LX01 企业投资项目备案",
    authority="行政审批服务管理局",
    officer="甲",
    clock="承诺时限",
    limit="8 个工作日",
    counting="按工作日计，不含法定节假日和双休日，含调休补班日（行政许可法82）",
    started="2026-11-05 受理，甲 于 2026-11-05 10:00 登记",
    rule="自受理之日起算，当日不计入。",
    due="2026年11月17日 周二",
    tally="共 12 天，计入 8 天，不计 4 天",
    days=_days(date(2026, 11, 6), 12),
    laws=("企业投资项目核准和备案管理条例13", "民法典201（开始的当日不计入）"),
    documents=("2026 年：国办发明电〔2025〕7号",),
    acts=("2026年11月5日受理，甲 登记于 2026-11-05 10:00",),
    calendar="2018-2026·5a88c54e",
    as_of="2026年11月20日",
)

LONG = replace(
    SHORT,
    number="BB-2026-A-D26-0002",
    demo=True,
    clock="法定时限",
    limit="60 日",
    counting="法条只写“日”，本工作区按工作日计",
    due="2027年4月8日 周四（暂估）",
    doubt="2027 年放假安排尚未发布",
    original="2027年3月25日",
    extension="延长 10 日：行政审批局负责人批准，延期告知〔2026〕1号；须补充现场监测",
    tally="共 155 天，计入 70 天，不计 85 天，其中扣除暂停 12 天，末日顺延 1 天",
    credits=(
        SheetCredit("听证", "2026-11-16 至 2026-11-30", "公众要求听证", "听证通知〔2026〕3号", "扣除 11 日"),
        SheetCredit("补正", "2026-12-07 至 2026-12-09", "方案缺弃渣场选址意见", "", "不停本时限"),
        SheetCredit("专家评审", "2026-12-21 至 未恢复", "技术评估", "评估委托〔2026〕8号", "恢复后扣除"),
    ),
    days=_days(date(2026, 11, 6), 155),
    laws=(*SHORT.laws, "行政许可法45（听证）", "行政许可法42（延长期限）", "民法典203（末日顺延）"),
    documents=(
        "2026 年：国办发明电〔2025〕7号",
        "2027 年：2027 年放假安排尚未发布（暂估）",
        "2026-12-23 本地停办：停电检修",
    ),
    acts=tuple(f"2026年12月{day}日暂停，甲 登记于 2026-12-{day:02} 10:00" for day in range(1, 20)),
)

ODD = replace(
    SHORT,
    number="",
    project="𠮷𫖮𬱖" * 20,
    enterprise="",
    matter="GJ09 " + "特种设备使用登记与在役安全评估联合办理（含起重机械、压力容器、锅炉）" * 2,
    authority="",
    officer="㐂",
    due="2026年11月16日起听证暂停，恢复后重算",
    tally="",
    days=(),
    laws=(),
    documents=(),
    acts=(),
    calendar="",
)
