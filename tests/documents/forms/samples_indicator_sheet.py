"""指标计算表 to print: a short one, one of many projects over several pages, odd data that was withdrawn."""

from dataclasses import replace

from desktop_app.application.forms.indicator_sheet import IndicatorSheet, SheetMissing, SheetProject
from tests.documents.forms import words

KEY = "indicator-sheet"

SHORT = IndicatorSheet(
    number="BB-2026-A-D33-0001",
    centre="侯马经济开发区帮办代办服务中心",
    phone="0357-0000000",
    notes=("本表的数字、定义和各项目数据在发布时一起封存。",),
    copies=1,
    indicator="开工率",
    value="89.6%",
    computing="367.05 亿元 ÷ 409.72 亿元 × 100% = 89.6%（保留 1 位小数）",
    as_of="2026年11月20日",
    reading="现在所知",
    zone="全部开发区",
    label="2023口径 第 1 版",
    formula="开工率 = 签约一批中已开工项目的总投资 ÷ 签约一批项目的总投资 × 100%",
    above="签约一批中已开工项目的总投资：合计总投资；开工时间不晚于截至日（只在分母的项目里数）",
    below="签约一批项目的总投资：合计总投资；类别是签约，且签约时间没有晚于截至日（未填的算在内）",
    window="台账全部项目",
    basis="按投资",
    source="商务局公开供稿",
    remark="按个数是 86.2%，与公布数不符",
    caution="待核：还没有与考核办法原文核对，对外引用前请先核实",
    published="甲　2026-11-20 10:00　编号 0a1b2c",
    used_for="11 月月通报",
    projects=(
        SheetProject("年产 20 万吨特种钢项目", "32 亿元", "32 亿元", ""),
        SheetProject("光伏组件项目", "不计", "25 亿元", "开工时间未填"),
    ),
    missing=(SheetMissing("金刚石深加工生产项目", "类别未填"),),
)

LONG = replace(
    SHORT,
    number="BB-2026-A-D33-0002",
    demo=True,
    projects=tuple(
        SheetProject(f"第 {place} 号产业项目", f"{place}.25 亿元", f"{place}.25 亿元", "") for place in range(1, 90)
    )
    + tuple(
        SheetProject(f"第 {place} 号签约项目", "不计", "1 亿元", "开工时间（2026年12月1日）在2026年11月20日以后")
        for place in range(90, 110)
    ),
    missing=tuple(SheetMissing(f"待补录项目 {place}", "总投资未填，按 0 计") for place in range(1, 15)),
)

ODD = replace(
    SHORT,
    number="BB-2026-A-D33-0003",
    remark="",
    caution="",
    used_for="",
    source=words.RARE,
    withdrawn="本数已由乙于2026年11月22日撤回：投资额录错。请改用：开工率 90.1%，截至 2026-11-20，编号 3f09ac。",
    projects=(SheetProject(words.LONG_NAME, "1 个", "1 个", ""),),
    missing=(),
)
