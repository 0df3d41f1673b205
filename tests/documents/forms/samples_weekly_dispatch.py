"""周调度表: a week of three cases; of sixty; one with rare names and nothing done."""

from dataclasses import replace

from desktop_app.application.forms.weekly_dispatch import DispatchLine, WeeklyDispatch
from desktop_app.application.rhythm_figures import FigureLine
from tests.documents.forms.words import CENTRE, LONG_NAME, RARE, title

KEY = "weekly-dispatch"
FIGURES = tuple(
    FigureLine(name, now, before, change)
    for name, now, before, change in (
        ("在办代办件", "12", "11", "+1"),
        ("本周新开代办件", "3", "5", "-2"),
        ("本周办完代办件", "2", "2", "0"),
        ("在办环节", "31", "27", "+4"),
        ("本周办结环节", "26", "19", "+7"),
        ("其中按期", "21", "16", "+5"),
        ("▲ 逾期", "7", "9", "-2"),
        ("◆ 预警", "6", "—", "—"),
        ("‖ 暂停", "4", "8", "-4"),
    )
)
SHORT = WeeklyDispatch(
    number="BB-2026-A-D22A-0001",
    centre=CENTRE,
    phone="（由中心填写）",
    notes=("进度灯取本件未办结环节里最急的一盏。", "上周数取自已出具的 BB-2026-A-D22A-0000。"),
    week="2026年11月16日至2026年11月22日",
    as_of="2026年11月20日",
    counts="在办代办件 3 个；本周办结 2 项；逾期 1 项，预警 1 项，暂停 1 项",
    figures=FIGURES,
    lines=(
        DispatchLine(
            "1",
            "光电新能源产业园中园（甲）",
            "建设工程规划许可证核发",
            "建设用地规划许可证核发",
            "▲ 逾期 1",
            "建设工程规划许可证核发（逾 3 日）",
            "请规划和自然资源局办结“建设工程规划许可证核发”",
            "建筑工程施工许可证核发",
        ),
        DispatchLine("2", "标准化厂房二期（乙）", "节能审查", "", "‖ 暂停 1", "节能审查（已停 5 日）", "", "环评批复"),
        DispatchLine("3", "冷链物流园（丙）", "企业投资项目备案", "企业投资项目备案", "✓ 办结", "", "", ""),
    ),
    decisions="11月25日前规划部门出具意见；综合窗口跟进。",
    presided_by="丁",
    recorded_by="戊",
)
LONG = replace(
    SHORT,
    number="BB-2026-A-D22A-0002",
    demo=True,
    lines=tuple(
        DispatchLine(
            str(n), f"项目{n}（甲）", title(n), title(n + 1), "● 正常 3", f"{title(n)}（余 9 日）", "无", title(n + 2)
        )
        for n in range(1, 61)
    ),
)
ODD = WeeklyDispatch(
    centre=CENTRE,
    lines=(
        DispatchLine("1", LONG_NAME, "", "", "○ 未到", RARE, "", ""),
        DispatchLine("2", RARE, LONG_NAME * 3, LONG_NAME, "▷ 可办 1", LONG_NAME * 2, LONG_NAME, LONG_NAME),
    ),
    recorded_by="𬱖",
    copies=3,
)
