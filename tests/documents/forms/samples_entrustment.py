"""帮办代办委托协议: a usual one; with pages of matters; with rare names and nothing entrusted by name."""

from dataclasses import replace

from desktop_app.application.forms.entrustment import STAGES, Entrustment
from tests.documents.forms.words import CENTRE, LONG_NAME, RARE, TEXTS, TITLES, paragraphs

KEY = "entrustment"
SHORT = Entrustment(
    number="BB-2026-A-D02-0001",
    centre=CENTRE,
    enterprise="中联恒创",
    credit_code="（由企业填写代码）",
    legal_person="某法人",
    address="园区创业路一号",
    contact="某联系人",
    contact_phone="联系人办公电话",
    officer="甲",
    officer_phone="代办员办公电话",
    centre_address="政务服务中心三层",
    project="光电新能源产业园中园",
    project_code="2611-141000-89-01-123456",
    stages=STAGES[:3],
    matters=TITLES,
    term="自2026年11月20日起至2027年12月31日止",
    opening=paragraphs("entrustment.opening"),
    powers=paragraphs("entrustment.powers"),
    duties_a=paragraphs("entrustment.duties-a"),
    duties_b=paragraphs("entrustment.duties-b"),
    ending=paragraphs("entrustment.ending"),
    fee=TEXTS["zone.fee"],
    liability=paragraphs("entrustment.liability"),
    effect=paragraphs("entrustment.effect"),
    signed_on="2026年11月20日",
)
LONG = replace(
    SHORT,
    number="BB-2026-A-D02-0002",
    demo=True,
    matters=tuple(f"{TITLES[number % len(TITLES)]}（第{number}项）" for number in range(90)),
)
ODD = replace(
    SHORT,
    number="",
    enterprise=RARE,
    project=LONG_NAME,
    credit_code="",
    legal_person="㐂𠮷",
    officer="欧阳𬱖",
    stages=(),
    matters=(),
    term="",
    centre_address="",
    signed_on="",
    copies=4,
)
