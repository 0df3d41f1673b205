"""警示提醒函: one late step; many of them over pages; rare names and a letter without a number."""

from dataclasses import replace

from desktop_app.application.forms.warning_letter import WarningLetter
from tests.documents.forms.words import CENTRE, LONG_NAME, RARE, paragraphs, title

KEY = "warning-letter"
SHORT = WarningLetter(
    number="BB-2026-A-D14-0003",
    centre=CENTRE,
    issuer="开发区项目建设领导小组办公室",
    prefix="开项办函",
    title="关于“建设工程规划许可证核发”超过办理时限的警示提醒函",
    to="规划和自然资源局开发区分局",
    body=(
        "中联恒创的“光电新能源产业园中园”已纳入项目帮办代办，其中“建设工程规划许可证核发”由贵单位办理。现就有关情况提醒如下。",
        "一、超期事实",
        "该事项2026年11月5日受理，承诺时限8个工作日，应于2026年11月17日办结。截至2026年11月24日已用13个工作日，"
        "逾期5个工作日，仍未办结。",
        "二、整改要求",
        *paragraphs("warning-letter.demand"),
        "三、整改时限",
        "请于2026年12月1日前办结上述事项，或者书面说明原因和预计办结日期，并反馈我单位。",
    ),
    signed="开发区项目建设领导小组办公室",
    date="2026年11月24日",
    contact="联系人：甲　办公电话由中心填写",
    sent_to="投资促进局",
)
LONG = replace(
    SHORT,
    number="BB-2026-A-D14-0004",
    demo=True,
    body=(
        *SHORT.body[:2],
        *(
            f"“{title(number)}”应于2026年11月{number}日办结（承诺时限），逾期{30 - number}个工作日。"
            for number in range(1, 29)
        ),
        *SHORT.body[3:],
    ),
)
ODD = replace(
    SHORT,
    number="",
    prefix="",
    title=f"关于“{LONG_NAME}”超过办理时限的警示提醒函",
    to=RARE,
    signed=RARE,
    date="",
    contact="",
    sent_to="",
)
TWO = replace(
    SHORT,
    number="BB-2026-A-D14-0005",
    title=f"关于“{LONG_NAME}”等事项超过办理时限的警示提醒函",
    body=(
        *SHORT.body[:3],
        *(
            f"“{title(number)}”应于2026年11月{number}日办结（承诺时限），逾期{20 - number}个工作日。"
            for number in range(1, 3)
        ),
        *SHORT.body[3:],
    ),
    sent_to=f"投资促进局、{RARE}",
)
LONGEST = replace(
    SHORT,
    number="BB-2026-A-D14-0006",
    to=f"规划和自然资源局开发区分局、{LONG_NAME}筹建处",
    body=(
        *SHORT.body[:2],
        *(
            f"“{LONG_NAME}”的“{title(number)}”应于2026年11月{number % 28 + 1}日办结（法定时限），逾期{number}个工作日。"
            for number in range(1, 46)
        ),
        *SHORT.body[3:],
        f"（一）请{RARE}同时说明情况。",
    ),
    signed=LONG_NAME,
    sent_to="、".join(title(number) for number in range(1, 9)),
)
MORE = ("two", "longest")
