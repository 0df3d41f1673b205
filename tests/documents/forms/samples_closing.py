"""代办办结单: everything done; a long case broken off; a case of which nothing is known."""

from dataclasses import replace

from desktop_app.application.forms.closing import REASONS, Closing, DoneStep, OpenStep
from tests.documents.forms.words import CENTRE, LONG_NAME, RARE, paragraphs, title

KEY = "closing"
AUTHORITY = "行政审批服务管理局"
DONE = tuple(
    DoneStep(str(number), title(number), AUTHORITY, f"2026-11-{number % 28 + 1:02d}", f"批复文件第{number}号")
    for number in range(1, 49)
)
OPEN = tuple(OpenStep(str(number), title(number), AUTHORITY, "在办") for number in range(1, 31))
SHORT = Closing(
    number="BB-2026-A-D03-0001",
    centre=CENTRE,
    agreement="BB-2026-A-D02-0001",
    enterprise="中联恒创",
    project="光电新能源产业园中园",
    project_code="2611-141000-89-01-123456",
    officer="甲",
    opened_on="2026年3月2日",
    ended_on="2026年11月20日",
    reason=REASONS[0],
    explanation="全部事项办结，项目已投产。",
    done=DONE[:6],
    handed_back="证照批文已按移交清单 BB-2026-A-D19-0001 移交。",
    statement=paragraphs("closing.statement"),
)
LONG = replace(SHORT, number="BB-2026-A-D03-0002", demo=True, reason=REASONS[1], done=DONE, open=OPEN)
ODD = Closing(
    centre=CENTRE,
    enterprise=RARE,
    project=LONG_NAME,
    officer="𬱖",
    reason=REASONS[2],
    open=OPEN[:2],
    statement=paragraphs("closing.statement"),
)
