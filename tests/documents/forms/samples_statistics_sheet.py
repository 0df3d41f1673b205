"""统计图表: a figure of a past day with a late entry; every kind of chart over many lines; rare names, no figures."""

from dataclasses import replace

from desktop_app.application.forms.statistics_sheet import Drawn, FigureOnPaper, LateOnPaper, StatisticsSheet
from desktop_app.domain.statistics.figure import Shape
from tests.documents.forms.words import CENTRE, LONG_NAME, RARE, title

KEY = "statistics-sheet"
ON_TIME = FigureOnPaper(
    title="按期办结率",
    definition="按办结日归月：按期办结项数除以有期限可比的办结项数。",
    columns=("月份", "按期率", "办结", "按期", "逾期"),
    lines=(
        ("2026-08（样本不足）", "100.0%", "2", "2", "0"),
        ("2026-09", "—", "0", "0", "0"),
        ("2026-10", "92.9%", "32", "26", "2"),
        ("2026-11", "83.9%", "31", "26", "5"),
    ),
    shape=Shape.TREND,
    drawn=(Drawn("按期办结率", 1),),
)
LAMPS = FigureOnPaper(
    title="灯的走势",
    definition="每周日日终在办、暂停环节各亮哪盏灯。",
    columns=("截至", "逾期", "预警", "暂停", "正常"),
    lines=tuple(
        (f"2026-{n // 4 + 1:02d}-{n % 4 * 7 + 1:02d}", str(n % 7), str(n % 5), str(n % 3), "9") for n in range(26)
    ),
    shape=Shape.STACKED_COLUMNS,
    drawn=(Drawn("▲ 逾期", 1), Drawn("◆ 预警", 2), Drawn("‖ 暂停", 3), Drawn("● 正常", 4)),
)
DURATIONS = FigureOnPaper(
    title="各事项用时",
    definition="收件次日起至办结日的工作日数。",
    columns=("事项", "样本", "中位数", "九成以内"),
    lines=tuple((title(n), str(n % 9 + 1), f"{60 - n}.5", str(90 - n)) for n in range(60)),
    shape=Shape.BARS,
    drawn=(Drawn("中位数", 2), Drawn("九成以内", 3)),
    more="表中只印前 60 行，其余 31 行见程序“统计”页。",
)
PARTIES = FigureOnPaper(
    title="天数归属",
    definition="每个工作日只归一方。",
    columns=("流程", "审批部门", "企业", "代办", "特别程序", "不可归责"),
    lines=(("常规流程", "25", "3", "47", "11", "1"), ("极速版", "0", "0", "1", "0", "0")),
    shape=Shape.STACKED_BARS,
    drawn=(Drawn("审批部门", 1), Drawn("企业", 2), Drawn("代办", 3), Drawn("特别程序", 4), Drawn("不可归责", 5)),
)
SHORT = StatisticsSheet(
    number="BB-2026-A-D30-0001",
    centre=CENTRE,
    phone="（由中心填写）",
    notes=("图中每个系列用不同花纹区分。",),
    span="2026年8月1日至2026年11月12日",
    as_of="2026年11月12日（现在所知）",
    scope="代办员：甲",
    figures=(ON_TIME,),
    late_words="当时所记与现在所知有 1 处不同，因为此后又补录、更正或冲正 1 条。",
    late=(LateOnPaper("补录", "光电新能源产业园中园", "企业投资项目备案", "办结", "2026年11月9日", "2026-11-16"),),
)
LONG = replace(
    SHORT, number="BB-2026-A-D30-0002", demo=True, scope="全部", figures=(LAMPS, ON_TIME, DURATIONS, PARTIES), late=()
)
ODD = StatisticsSheet(
    centre=CENTRE,
    scope=f"园区：{RARE}；代办员：𬱖",
    figures=(
        FigureOnPaper("对标成绩", "所选日期内办到终点的对标。", nothing=f"这段日子里还没有对标成绩：{LONG_NAME}"),
        FigureOnPaper(
            "园区对比",
            LONG_NAME,
            ("园区", "在办件", "总投资"),
            ((RARE, "0", "—"), (LONG_NAME * 2, "120", "110.78 亿元")),
            Shape.BARS,
            (Drawn("在办件", 1),),
        ),
    ),
    copies=3,
)
