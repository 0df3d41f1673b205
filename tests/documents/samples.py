"""Form data for the tests of the printed forms: of each a short one, a long one, an odd one and a blank one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path

from desktop_app.application.form_data import BenchmarkLine, DeliveryItem, DeliveryList, ServiceSheet, ServiceSheetStep
from desktop_app.application.forms.facts import Facts
from desktop_app.application.forms.registry import FORM_SPECS
from desktop_app.application.ports import Workspace
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.progress import Lamp
from tests.documents.forms.words import TEXTS

CENTRE = "临汾经济开发区帮办代办服务中心"
GONE = "\U0003134a"
"""A character of CJK Extension G that no bundled font has."""

STEPS = (
    ServiceSheetStep(
        1,
        "企业设立登记（营业执照）",
        "市场监管",
        "甲",
        "11-04",
        "3 工作日",
        "11-09",
        "1 工作日",
        "11-05",
        "11-05",
        Lamp.DONE,
        "按期",
    ),
    ServiceSheetStep(
        2, "企业投资项目备案", "行政审批", "甲", "11-06", "即办", "11-06", "即办", "11-06", "11-06", Lamp.DONE, "按期"
    ),
    ServiceSheetStep(
        3,
        "建设用地规划许可证核发",
        "规划和自然资源",
        "甲",
        "11-20",
        "20 工作日",
        "12-18",
        "3 工作日",
        "11-25",
        "",
        Lamp.WARNING,
        "余 2 日",
    ),
    ServiceSheetStep(
        4,
        "建设工程规划许可证核发",
        "规划和自然资源",
        "甲",
        "11-05",
        "20 工作日",
        "12-07",
        "8 工作日",
        "11-19",
        "",
        Lamp.OVERDUE,
        "逾 2 日",
    ),
    ServiceSheetStep(
        5,
        "节能审查（专家评审中）",
        "能源",
        "乙",
        "11-10",
        "20 工作日",
        "恢复后重算",
        "10 工作日",
        "恢复后重算",
        "",
        Lamp.SUSPENDED,
        "已停 5 日",
    ),
    ServiceSheetStep(
        6,
        "建筑工程施工许可证核发",
        "住建",
        "甲",
        "",
        "7 日",
        "",
        "3 工作日",
        "",
        "",
        Lamp.NOT_STARTED,
        "未到",
        unverified=True,
    ),
)

SHORT = ServiceSheet(
    number="BB-2026-A-D11-0003",
    centre=CENTRE,
    project="光电新能源产业园中园",
    enterprise="中联恒创",
    project_code="待赋码",
    service_mode="全程代办",
    entrusted_on="2026 年 11 月 2 日",
    lead_official="",
    lead_unit="投资促进局",
    officer="甲",
    template="企业投资备案类（新供地）",
    benchmarks=(BenchmarkLine("大陆希望 150 天（签约→开工）", "第 21 天，余 129 天；按自然日计，不停表"),),
    as_of="2026 年 11 月 23 日",
    steps=STEPS,
    content="11 月 23 日上门指导补齐工程规划许可材料 1 件（总平面图电子版），当日送窗口；"
    "与规划部门确认 11 月 24 日出件。",
    cooperation="11 月 27 日前提交节能报告修改稿一份（原件，加盖公章）。",
)


def _many_steps(count: int) -> tuple[ServiceSheetStep, ...]:
    lamps = tuple(Lamp)
    return tuple(
        replace(STEPS[place % len(STEPS)], number=place + 1, lamp=lamps[place % len(lamps)], lamp_text="")
        for place in range(count)
    )


LONG = replace(
    SHORT,
    number="BB-2026-A-D11-0004",
    demo=True,
    steps=_many_steps(48),
    benchmarks=(
        BenchmarkLine("10 天（立项→用地）", "已于第 9 天达到"),
        BenchmarkLine("26 个工作日（签约→开工）", "第 30 个工作日，已超 4 个工作日"),
        BenchmarkLine("大陆希望 150 天（签约→开工）", "第 21 天，余 129 天；按自然日计，不停表"),
    ),
    content="上门指导企业补齐《建设工程规划许可证》材料，“一次性告知”缺件三项，企业当日补齐两项；与规划部门确认出件日期。"
    * 30,
    supervision_phone="（由中心填写）",
)

ODD = replace(
    SHORT,
    number="",
    project="晋南（临汾）𬭎㛃新能源装备制造与《零碳园区》“源网荷储”一体化示范及配套基础设施建设项目（一期工程）第二标段扩建子项三十六号厂房",
    enterprise="䶮𫖮（山西）喆堃垚镕" + GONE + "科技有限责任公司",
    project_code="2026-141000-04-01-123456",
    service_mode="",
    entrusted_on="",
    lead_official="㐂𠮷",
    lead_unit="",
    officer="𬱖",
    template="",
    benchmarks=(),
    as_of="",
    steps=(
        replace(
            STEPS[0],
            title="政府投资项目（含《初步设计概算》审批及“多评合一”区域评估成果应用）可行性研究报告审批与固定资产投资项目节能审查并联办理事项核准",
            accepted="2026-11",
            finished="不详",
            statutory_due="2027-01-04 暂估",
            promised_due="01-04 暂估",
            officer="欧阳𬱖",
            lamp=Lamp.REFUSED,
            lamp_text="退件",
            unverified=True,
        ),
        replace(STEPS[1], lamp=Lamp.WITHDRAWN, lamp_text="撤回", statutory="", promised="", unverified=True),
        replace(STEPS[2], lamp=Lamp.SKIPPED, lamp_text="", statutory="", unverified=True),
        replace(STEPS[3], lamp=Lamp.DONE_LATE, lamp_text="逾期办结"),
    ),
    content="",
    cooperation="",
    copies=3,
)

BLANK_SHEET = ServiceSheet("", CENTRE, "", "", "", "", "", "", "", "", "", (), "", (), "", "")

ITEMS = (
    DeliveryItem(
        1, "营业执照（正、副本）", "统一社会信用代码见证", "市场监督管理局", "2026-11-05", "长期", "原件", "2", "2"
    ),
    DeliveryItem(
        2,
        "山西省企业投资项目备案证",
        "2611-141000-89-01-123456",
        "行政审批服务管理局",
        "2026-11-06",
        "2 年",
        "原件",
        "1",
        "1",
    ),
    DeliveryItem(
        3,
        "建设用地规划许可证",
        "地字第 1410002026YG0001 号",
        "规划和自然资源局",
        "2026-11-25",
        "",
        "原件",
        "1",
        "3",
        "含附图",
    ),
    DeliveryItem(
        4, "关于项目节能报告的审查意见", "临开能审〔2026〕7 号", "能源局", "2026-12-01", "2 年", "复印件", "2", "12"
    ),
)

SHORT_LIST = DeliveryList(
    number="BB-2026-A-D19-0001",
    centre=CENTRE,
    project="光电新能源产业园中园",
    enterprise="中联恒创",
    project_code="2611-141000-89-01-123456",
    items=ITEMS,
    handed_by="甲",
    received_by="乙",
    witnessed_by="",
    date="2026 年 12 月 2 日",
)

LONG_LIST = replace(
    SHORT_LIST,
    number="BB-2026-A-D19-0002",
    items=tuple(replace(ITEMS[place % len(ITEMS)], number=place + 1) for place in range(60)),
    date="",
    demo=True,
)

ODD_LIST = replace(
    SHORT_LIST,
    number="",
    project=ODD.project,
    enterprise=ODD.enterprise,
    project_code="",
    items=(
        replace(ITEMS[1], number=1, name="㐂𠮷" * 20, note="与原件核对一致"),
        replace(ITEMS[2], number=2, document_number="", pages=""),
    ),
    handed_by="",
    received_by="",
    date="",
    notes=("第 2 项附图一张，另袋封装。",),
)

BLANK_LIST = DeliveryList("", CENTRE, "", "", "", (), "", "", "", "")

OLD_SAMPLES: dict[tuple[str, str], object] = {
    ("service-sheet", "short"): SHORT,
    ("service-sheet", "long"): LONG,
    ("service-sheet", "odd"): ODD,
    ("service-sheet", "blank"): BLANK_SHEET,
    ("handover", "short"): SHORT_LIST,
    ("handover", "long"): LONG_LIST,
    ("handover", "odd"): ODD_LIST,
    ("handover", "blank"): BLANK_LIST,
}


def _newer() -> Iterator[tuple[tuple[str, str], object]]:
    """The samples of every module beside the tests of the forms, those it has MORE of, and the blank form of each."""
    for path in sorted((Path(__file__).parent / "forms").glob("samples_*.py")):
        module = import_module(f"tests.documents.forms.{path.stem}")
        for kind in ("short", "long", "odd", *getattr(module, "MORE", ())):
            yield (module.KEY, kind), getattr(module, kind.upper())
        yield (module.KEY, "blank"), FORM_SPECS[module.KEY].blank(NOTHING)


NOTHING = Facts(Workspace("", "", CENTRE), WorkingCalendar((), {}), date(2026, 11, 20), "", texts=TEXTS)
"""What is known for a blank form: the office and its texts."""

SAMPLES: dict[tuple[str, str], object] = OLD_SAMPLES | dict(_newer())
"""Every sample by form and kind: short, long (three pages or more), odd (missing data, rare characters), blank."""
