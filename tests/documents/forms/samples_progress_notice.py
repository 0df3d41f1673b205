"""进度告知单: a step under every lamp; a case of sixty; rare names and no step at all."""

from dataclasses import replace

from desktop_app.application.forms.plan import PartyDays
from desktop_app.application.forms.progress_notice import ProgressNotice, StepLine
from desktop_app.domain.progress import Lamp
from desktop_app.domain.terms import LAMP_WORDS
from tests.documents.forms.words import CENTRE, LONG_NAME, RARE, paragraphs, title

KEY = "progress-notice"
_PARTIES = ("审批部门", "企业", "代办", "特别程序", "不可归责")
SHORT = ProgressNotice(
    number="BB-2026-A-D12-0001",
    centre=CENTRE,
    phone="（由中心填写）",
    notes=("已用、剩余按灯所依据的时限计，暂停的天数不计在内。",),
    enterprise="中联恒创",
    project="光电新能源产业园中园",
    project_code="2611-141000-89-01-123456",
    template="企业投资备案类（新供地）（2026-11）",
    officer="甲",
    lead_official="某领导",
    period="2026年11月16日至2026年11月20日",
    as_of="2026年11月20日",
    summary="共 4 项：正常 1、逾期 1、暂停 1、办结 1",
    steps=(
        StepLine("1", "企业投资项目备案", "行政审批局", Lamp.DONE, "办结", "2026-11-06 办结", "", ""),
        StepLine(
            "2",
            "建设工程规划许可证核发",
            "规划和自然资源局",
            Lamp.OVERDUE,
            "逾期",
            "承诺 2026-11-17",
            "11 工作日",
            "逾期 3 工作日",
        ),
        StepLine("3", "节能审查", "能源局", Lamp.SUSPENDED, "暂停", "专家评审暂停", "3 工作日", "暂停中"),
        StepLine("4", "供水报装", "供水公司", Lamp.NORMAL, "正常", "承诺 2026-11-27", "1 工作日", "余 5 工作日"),
    ),
    blocks="建设工程规划许可证核发：逾期 3 个工作日，由规划和自然资源局办理。",
    cooperation="节能审查：补正，重新提交节能报告第三章。",
    next_week="2026年11月23日至2026年11月29日",
    plans="2026-11-27 预计办结 供水报装",
    parties=tuple(PartyDays(party, days) for party, days in zip(_PARTIES, (9, 3, 2, 4, 0), strict=True)),
    shared="2026年10月27日至2026年11月20日共 18 个工作日（开始当日不计），每个工作日只归一方",
    law=paragraphs("progress-notice.law"),
    contact="甲，办公电话由中心填写",
)
LONG = replace(
    SHORT,
    number="BB-2026-A-D12-0002",
    demo=True,
    steps=tuple(
        StepLine(
            str(number + 1),
            title(number),
            "规划和自然资源局",
            (lamp := list(Lamp)[number % len(Lamp)]),
            LAMP_WORDS[lamp],
            "承诺 2026-11-17",
            f"{number} 工作日",
            "余 5 工作日",
        )
        for number in range(60)
    ),
    blocks="\n".join(f"{title(number)}：逾期 3 个工作日，由规划和自然资源局办理。" for number in range(24)),
)
ODD = replace(
    SHORT,
    number="",
    phone="",
    notes=(),
    enterprise=RARE,
    project=LONG_NAME,
    officer="𬱖",
    lead_official="㐂𠮷",
    summary="共 1 项：退件 1",
    steps=(StepLine("1", LONG_NAME, RARE, Lamp.REFUSED, "退件", "不详 退件", "", ""),),
    blocks="目前没有卡点。",
    cooperation="",
    plans="",
    next_week="",
    parties=tuple(PartyDays(party, 0) for party in _PARTIES),
    shared="",
    contact="",
)
