"""半月预警: short lists; lists over pages; a fortnight in which nothing is late, with rare names."""

from dataclasses import replace

from desktop_app.application.forms.fortnight_warning import FortnightWarning, Gap, ListedStep
from desktop_app.application.rhythm_figures import FigureLine
from tests.documents.forms.words import CENTRE, LONG_NAME, RARE, TEXTS, title

KEY = "fortnight-warning"
FIGURES = tuple(
    FigureLine(name, now, before, change)
    for name, now, before, change in (
        ("在办代办件", "12", "11", "+1"),
        ("本期新开代办件", "3", "5", "-2"),
        ("本期办完代办件", "2", "2", "0"),
        ("在办环节", "31", "27", "+4"),
        ("本期办结环节", "26", "19", "+7"),
        ("其中按期", "21", "16", "+5"),
        ("▲ 逾期", "7", "9", "-2"),
        ("◆ 预警", "6", "—", "—"),
        ("‖ 暂停", "4", "8", "-4"),
    )
)
SHORT = FortnightWarning(
    number="BB-2026-A-D22B-0001",
    centre=CENTRE,
    phone="（由中心填写）",
    notes=("天数是工作日，由登记记录和工作日历推算。",),
    period="2026年11月下半月",
    as_of="2026年11月20日",
    issued_to="各责任单位",
    figures=FIGURES,
    red=(
        ListedStep(
            "1",
            "光电新能源产业园中园",
            "建设工程规划许可证核发",
            "规划和自然资源局",
            "甲",
            "2026-11-17承诺",
            "逾 3 日",
            "用地红线与图纸不一致，等企业改图",
            "请规划和自然资源局派人对图，11月25日前出件",
        ),
    ),
    yellow=(
        ListedStep(
            "1", "标准化厂房二期", "企业投资项目备案", "行政审批局", "乙", "2026-11-23", "余 1 日", clock="法定（暂估）"
        ),
    ),
    gaps=(Gap("26 个工作日（签约→开工）", "26 个工作日内", "3 件在计", "1 件已超，最多超 4 个工作日", "投资促进局"),),
    demand=TEXTS["fortnight-warning.demand"],
    answer_by="2026年11月27日",
    signed="临汾经济开发区管理委员会",
    signed_on="2026年11月20日",
)
LONG = replace(
    SHORT,
    number="BB-2026-A-D22B-0002",
    demo=True,
    red=tuple(
        ListedStep(str(n), f"项目{n}", title(n), "行政审批服务管理局", "甲", "2026-11-17", f"逾 {n} 日", clock="承诺")
        for n in range(1, 46)
    ),
    yellow=tuple(
        ListedStep(str(n), f"项目{n}", title(n), "住房和城乡建设局", "乙", "2026-11-23", "余 1 日", clock="法定")
        for n in range(1, 31)
    ),
)
ODD = FortnightWarning(
    centre=CENTRE,
    as_of="2026年11月20日",
    yellow=(ListedStep("1", LONG_NAME, LONG_NAME, RARE, "𬱖", "2026-11-23", "余 0 日", clock="承诺"),),
    signed=LONG_NAME,
)
