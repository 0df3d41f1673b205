"""特别程序告知书: an expert review; a reason of pages; rare names and no limit that runs."""

from dataclasses import replace

from desktop_app.application.forms.special_notice import SpecialNotice
from desktop_app.application.forms.step_limits import LimitLine
from tests.documents.forms.words import CENTRE, LONG_NAME, RARE, paragraphs

KEY = "special-notice"
SHORT = SpecialNotice(
    number="BB-2026-A-D16-0001",
    centre=CENTRE,
    phone="（由中心填写）",
    enterprise="中联恒创",
    project="光电新能源产业园中园",
    project_code="2611-141000-89-01-123456",
    matter="固定资产投资项目节能审查",
    authority="能源局",
    started="2026年11月10日受理",
    kind="专家评审",
    needed="20 个工作日",
    first="2026年11月16日",
    last="2026年12月11日",
    cap="30 个工作日",
    reason="节能报告需要委托评审机构组织专家评审。",
    basis="行政许可法45；能评函〔2026〕7号",
    limits=(
        LimitLine("承诺", "5 工作日", "专家评审暂停，恢复后重算", "3 个工作日", "暂停中"),
        LimitLine("法定", "20 工作日", "专家评审暂停，恢复后重算", "3 个工作日", "暂停中"),
    ),
    law=paragraphs("special-notice.law"),
    notes=("起止日期按工作日历推算；程序提前或者推迟结束的，以实际结束日期为准，恢复后重新计算到期日。",),
    date="2026年11月16日",
)
LONG = replace(
    SHORT,
    number="BB-2026-A-D16-0002",
    demo=True,
    reason="节能报告所列设备能效、工艺路线和能源消费总量需要委托评审机构组织专家逐项评审，并到现场核对。" * 80,
)
ODD = replace(
    SHORT,
    number="",
    phone="",
    enterprise=RARE,
    project=LONG_NAME,
    matter=LONG_NAME,
    authority=RARE,
    started="尚未收件",
    kind="",
    needed="",
    first="",
    last="",
    cap="没有规定",
    reason="",
    limits=(),
    notes=(),
    date="",
)
