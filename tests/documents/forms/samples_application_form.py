"""帮办代办服务申请表: every field filled; with all matters of three templates; nearly empty with rare characters."""

from dataclasses import replace

from desktop_app.application.forms.application_form import MODES, STAGES, Application
from tests.documents.forms.words import CENTRE, LONG_NAME, RARE, TITLES, paragraphs

KEY = "application"
SHORT = Application(
    number="BB-2026-A-D01-0001",
    centre=CENTRE,
    copies=1,
    applied_on="2026年11月20日",
    enterprise="中联恒创",
    credit_code="（由企业填写代码）",
    address="园区创业路一号",
    nature="有限责任公司",
    legal_person="某法人",
    leader="某负责人",
    leader_post="项目总监",
    leader_phone="负责人办公电话",
    handler="某经办",
    handler_post="前期主管",
    handler_phone="经办人办公电话",
    email="office@example.com",
    project="光电新能源产业园中园",
    project_code="2611-141000-89-01-123456",
    investment="47.03 亿元",
    land_area="80 亩",
    floor_area="32000 平方米",
    investment_type="内资企业投资",
    land_source="招拍挂出让",
    approval_kind="备案",
    funding="企业自筹",
    priority="省级",
    construction_kind="新建",
    engineering_class="工业厂房",
    filing_number="临开审备〔2026〕7号",
    division="临汾市尧都区",
    site="经济开发区光电路北侧",
    scale="建设光电组件生产线四条及配套厂房、研发楼，年产组件二吉瓦。",
    progress="已办结 4 项；在办：建设用地规划许可证核发",
    stages=STAGES[:2],
    offered=TITLES,
    matters=TITLES[:3],
    mode=MODES[0],
    declaration=paragraphs("application.declaration"),
    window="政务大厅一层 9 号窗口",
)
MANY = tuple(f"{TITLES[number % len(TITLES)]}（第{number}项）" for number in range(160))
LONG = replace(SHORT, number="BB-2026-A-D01-0002", demo=True, scale=SHORT.scale * 12, offered=MANY, matters=MANY[::2])
ODD = Application(
    centre=CENTRE,
    enterprise=RARE,
    project=LONG_NAME,
    legal_person="𬱖",
    project_code="待赋码",
    declaration=paragraphs("application.declaration"),
    copies=2,
)
