"""企业信用承诺书: three papers; a table of pages; no designer and rare names."""

from dataclasses import replace

from desktop_app.application.forms.credit_pledge import CreditPledge, PledgedPaper
from tests.documents.forms.words import CENTRE, LONG_NAME, RARE, paragraphs

KEY = "credit-pledge"
SHORT = CreditPledge(
    number="BB-2026-A-D10-0001",
    centre=CENTRE,
    copies=3,
    enterprise="中联恒创",
    credit_code="（建设单位填写代码）",
    legal_person="某法人",
    designer="某设计院",
    designer_code="（设计单位填写代码）",
    project="光电新能源产业园中园",
    project_code="2611-141000-89-01-123456",
    site="经济开发区光电路北侧",
    matter="企业信用承诺·节能承诺（替代节能审查报批）",
    authority="开发区行政审批局",
    perform_by="2027年6月30日",
    materials=(
        PledgedPaper("1", "节能报告", "原件2份", "随申请提交"),
        PledgedPaper("2", "承诺书附表", "原件3份", "随申请提交"),
        PledgedPaper("3", "主要用能设备清单", "电子件1份", "承诺后补"),
    ),
    known=paragraphs("credit-pledge.known"),
    truth=paragraphs("credit-pledge.truth"),
    performance=paragraphs("credit-pledge.performance"),
    breach=paragraphs("credit-pledge.breach"),
    date="2026年11月20日",
)
LONG = replace(
    SHORT,
    number="BB-2026-A-D10-0002",
    demo=True,
    materials=tuple(
        PledgedPaper(str(number), f"承诺事项证明材料第{number}册及附件、附图", "原件1份", "承诺后补")
        for number in range(1, 81)
    ),
)
ODD = replace(
    SHORT, number="", enterprise=RARE, project=LONG_NAME, designer="", designer_code="", site="", materials=(), date=""
)
