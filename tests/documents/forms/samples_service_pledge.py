"""服务承诺书: six matters; all matters of a case; names that hardly fit and no number to call."""

from dataclasses import replace

from desktop_app.application.forms.service_pledge import STANDARDS, PromisedStep, ServicePledge
from tests.documents.forms.words import CENTRE, LONG_NAME, RARE, TEXTS, paragraphs, title

KEY = "service-pledge"
STEPS = tuple(
    PromisedStep(
        str(number), title(number), "行政审批服务管理局", "20 工作日", f"{number % 9 + 1} 工作日", number % 3 == 0
    )
    for number in range(1, 71)
)
SHORT = ServicePledge(
    number="BB-2026-A-D04-0001",
    centre=CENTRE,
    phone="监督热线号码",
    enterprise="中联恒创",
    project="光电新能源产业园中园",
    officer="甲",
    template="企业投资备案类（2026.11）",
    promised_on="2026年11月20日",
    steps=STEPS[:6],
    standards=STANDARDS[:5],
    opening=paragraphs("service-pledge.opening"),
    clauses=paragraphs("service-pledge.clauses"),
    fee=TEXTS["zone.fee"],
    window="政务大厅一层 9 号窗口",
    complaint_phone="投诉热线号码",
    notes=("标“待核”的事项，其时限未经本地办事指南核定，以窗口告知为准。",),
)
LONG = replace(SHORT, number="BB-2026-A-D04-0002", demo=True, steps=STEPS)
ODD = replace(
    SHORT,
    number="",
    enterprise=RARE,
    project=LONG_NAME,
    officer="𬱖",
    steps=(),
    window="",
    complaint_phone="",
    phone="",
)
