"""问题交办（销号）单: a problem solved; one with a long story; one just handed over."""

from dataclasses import replace

from desktop_app.application.forms.problem_order import CONFIRMED, KINDS, SOURCES, ProblemOrder
from tests.documents.forms.words import CENTRE, LONG_NAME, RARE

KEY = "problem-order"
SHORT = ProblemOrder(
    number="BB-2026-A-D21-0001",
    centre=CENTRE,
    phone="（由中心填写）",
    notes=("企业确认“已解决，同意销号”后才能销号。",),
    project="光电新能源产业园中园",
    project_code="2611-141000-89-01-123456",
    enterprise="中联恒创",
    contact="乙",
    source=SOURCES[0],
    kind=KINDS[4],
    raised_on="2026年11月16日",
    problem="厂区临时用电容量不足，影响设备调试。",
    assigned_on="2026年11月17日",
    responsible="开发区供电分公司",
    person="丙",
    helping="建设管理部",
    due_on="2026年11月30日",
    requirement="三个工作日内到现场勘查，提出增容方案。",
    assigned_by="丁",
    measures="11月18日现场勘查，加装临时变压器一台。",
    result="11月26日送电。",
    finished_on="2026年11月26日",
    confirmed=CONFIRMED[0],
    opinion="已恢复调试。",
    closed_on="2026年11月27日",
    closed_by="戊",
)
LONG = replace(
    SHORT,
    number="BB-2026-A-D21-0002",
    demo=True,
    problem="\n".join(f"问题{n}：{LONG_NAME}的第{n}项手续卡在部门之间。" for n in range(1, 31)),
    measures="\n".join(f"措施{n}：由责任单位会同配合单位逐项核对，列出第{n}项清单并限期办理。" for n in range(1, 31)),
    result="\n".join(f"结果{n}：第{n}项已办结。" for n in range(1, 21)),
)
ODD = ProblemOrder(
    centre=CENTRE,
    project=LONG_NAME,
    enterprise=RARE,
    problem="䶮𫖮路口限高，" + LONG_NAME + "的设备进不了场。",
    responsible=LONG_NAME,
    copies=3,
)
