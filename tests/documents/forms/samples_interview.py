"""约谈通知和记录: a talk with its record; a long record; a notice alone with rare names."""

from dataclasses import replace

from desktop_app.application.forms.interview import Interview
from tests.documents.forms.words import CENTRE, LONG_NAME, RARE, paragraphs

KEY = "interview"
SHORT = Interview(
    number="BB-2026-A-D15-0001",
    centre=CENTRE,
    phone="（由中心填写）",
    to="规划和自然资源局",
    people="某科长",
    host="某领导",
    on="2026年12月3日",
    time="9:30",
    place="政务服务大厅二楼会议室",
    enterprise="中联恒创",
    project="光电新能源产业园中园",
    matter="建设工程规划许可证核发",
    officer="甲",
    reason="“建设工程规划许可证核发”没有按期办结。该事项2026年11月5日受理，承诺时限8个工作日，应于2026年11月17日办结。"
    "截至2026年12月1日已用18个工作日，逾期10个工作日，仍未办结。",
    earlier=(
        "2026年11月20日《催办（督办）单》BB-2026-A-D13-0001",
        "2026年11月24日《警示提醒函》BB-2026-A-D14-0003",
    ),
    notice=paragraphs("interview.notice"),
    contact="甲，办公电话由中心填写",
    attended="某科长、某经办人",
    talk="被约谈人说明：总平面图两次退回修改，与消防通道的意见不一致，会商后仍未形成结论。",
    pledge="12月4日组织会商，12月8日前出具许可证；以后同类事项先会商后收件。",
    rectify_by="2026年12月8日",
    recorder="乙",
)
LONG = replace(
    SHORT,
    number="BB-2026-A-D15-0002",
    demo=True,
    talk="被约谈人说明没有按期办结的原因，逐项回答了约谈人的提问，双方核对了收件、受理、补正和退回修改的日期。" * 40,
    pledge="明确责任领导和承办人员，逐日报告进度。" * 20,
)
ODD = replace(
    SHORT,
    number="",
    phone="",
    to=RARE,
    people="𬱖",
    host="㐂𠮷",
    time="",
    place="",
    enterprise=RARE,
    project=LONG_NAME,
    matter=LONG_NAME,
    earlier=(),
    attended="",
    talk="",
    pledge="",
    rectify_by="",
    recorder="",
)
TWO = replace(
    SHORT,
    number="BB-2026-A-D15-0003",
    project=LONG_NAME,
    reason=SHORT.reason * 2,
    talk=SHORT.talk * 6,
    pledge=SHORT.pledge * 4,
)
LONGEST = replace(
    SHORT,
    number="BB-2026-A-D15-0004",
    to=LONG_NAME,
    people="某科长、㐂𠮷",
    enterprise=RARE,
    project=LONG_NAME,
    matter=LONG_NAME,
    earlier=tuple(f"2026年11月{n}日《催办（督办）单》BB-2026-A-D13-{n:04d}" for n in range(1, 25)),
    talk=f"{LONG_NAME}：{SHORT.talk}" * 30,
    pledge=f"{RARE}：{SHORT.pledge}" * 20,
)
MORE = ("two", "longest")
