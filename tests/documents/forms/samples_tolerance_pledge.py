"""容缺受理承诺书: two papers; a table of pages; nothing but rare names."""

from dataclasses import replace

from desktop_app.application.forms.tolerance_pledge import MissingPaper, TolerancePledge
from tests.documents.forms.words import CENTRE, LONG_NAME, RARE, paragraphs

KEY = "tolerance-pledge"
SHORT = TolerancePledge(
    number="BB-2026-A-D09-0001",
    centre=CENTRE,
    enterprise="中联恒创",
    credit_code="（由企业填写代码）",
    legal_person="某法人",
    contact="某联系人",
    contact_phone="联系人办公电话",
    project="光电新能源产业园中园",
    project_code="2611-141000-89-01-123456",
    matter="建设工程规划许可证核发",
    authority="规划和自然资源局",
    accepted="2026年11月5日",
    missing=(
        MissingPaper("1", "总平面图（电子版）", "电子件1份", "2026-11-25"),
        MissingPaper("2", "日照分析报告", "原件2份", "2026-12-02"),
    ),
    promise=paragraphs("tolerance-pledge.promise"),
    consequences=paragraphs("tolerance-pledge.consequences"),
    date="2026年11月20日",
)
LONG = replace(
    SHORT,
    number="BB-2026-A-D09-0002",
    demo=True,
    missing=tuple(
        MissingPaper(
            str(number), f"建设项目专项说明材料第{number}册及附件、附图", "原件1份", f"2026-12-{number % 28 + 1:02d}"
        )
        for number in range(1, 81)
    ),
)
ODD = replace(
    SHORT,
    number="",
    enterprise=RARE,
    project=LONG_NAME,
    legal_person="𬱖",
    missing=(),
    authority="",
    accepted="",
    date="",
)
