"""催办（督办）单: one late step; a long history of urging; nothing but rare names."""

from dataclasses import replace

from desktop_app.application.forms.step_limits import LimitLine
from desktop_app.application.forms.urge import Urge
from tests.documents.forms.words import CENTRE, LONG_NAME, RARE, paragraphs

KEY = "urge"
SHORT = Urge(
    number="BB-2026-A-D13-0001",
    centre=CENTRE,
    phone="（由中心填写）",
    kinds=("督办",),
    to="规划和自然资源局",
    enterprise="中联恒创",
    project="光电新能源产业园中园",
    project_code="2611-141000-89-01-123456",
    matter="建设工程规划许可证核发",
    officer="甲",
    started="2026年11月5日受理",
    state="在办",
    as_of="2026年11月24日",
    limits=(
        LimitLine("承诺", "8 工作日", "2026年11月17日", "13 个工作日", "逾期 5 个工作日"),
        LimitLine("法定", "20 工作日＋延期10个工作日，行政许可法42", "2026年12月17日", "13 个工作日", "余 17 个工作日"),
    ),
    moves=(
        "法定时限：原为20个工作日，2026年11月20日延期10个工作日（某领导批准，帮延〔2026〕1号，会商未完），"
        "共30个工作日，到期日由2026年12月3日改为2026年12月17日。",
    ),
    earlier=("2026年11月20日《催办（督办）单》BB-2026-A-D13-0009",),
    situation="总平面图第二次退回修改，企业已于11月18日重新报送。",
    demand=paragraphs("urge.demand"),
    reply_by="2026年11月27日",
    leader="某领导",
    notes=("超期天数按工作日计，依法暂停的天数不计在内；到期日的逐日推算见期限计算书。",),
)
LONG = replace(
    SHORT,
    number="BB-2026-A-D13-0002",
    demo=True,
    earlier=tuple(f"2026年11月{day}日《催办（督办）单》BB-2026-A-D13-{day:04d}" for day in range(10, 31)),
    situation="各有关单位对总平面布置、退线距离和消防通道的意见不一致，先后会商多次，仍有分歧。" * 30,
    demand=tuple(f"第{number}项：{text}" for number in range(1, 13) for text in paragraphs("urge.demand")),
)
ODD = replace(
    SHORT,
    number="",
    kinds=(),
    to=RARE,
    enterprise=RARE,
    project=LONG_NAME,
    matter=LONG_NAME,
    officer="𬱖",
    leader="㐂𠮷",
    started="尚未收件",
    limits=(),
    moves=(),
    earlier=(),
    situation="",
    notes=("本事项的时限尚未与现行有效的规定逐条核对（待核）。",),
    phone="",
)
