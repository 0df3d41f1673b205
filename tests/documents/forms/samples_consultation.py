"""接待咨询记录: a usual one, one with pages of talk, one with hardly anything."""

from dataclasses import replace

from desktop_app.application.forms.consultation import OUTCOMES, WAYS, Consultation
from tests.documents.forms.words import CENTRE, LONG_NAME, RARE

KEY = "consultation"
SHORT = Consultation(
    number="BB-2026-A-D05-0001",
    centre=CENTRE,
    phone="（由中心填写）",
    copies=1,
    enterprise="中联恒创",
    visitor="某经理",
    contact="前台转",
    on="2026年11月20日",
    time="9:30",
    ways=WAYS[:1],
    matter="标准厂房入驻流程",
    question="企业拟租用园区标准化厂房生产光电组件，咨询需要办理哪些手续、准备哪些材料、多长时间能够办完。",
    answer="当场介绍“租赁标准化厂房”流程，提供一次性告知书；环评类别请企业提供产品和工艺说明后答复。",
    outcomes=(OUTCOMES[0], OUTCOMES[3]),
    passed_to="生态环境分局",
    reply_by="2026年11月25日",
    first_asked="甲",
)
LONG = replace(
    SHORT,
    number="BB-2026-A-D05-0002",
    demo=True,
    question=SHORT.question * 30,
    answer=SHORT.answer * 45,
    notes=("据录音整理。",),
)
ODD = Consultation(centre=CENTRE, number="", enterprise=RARE, matter=LONG_NAME, question="㐂𠮷", copies=3)
