"""原件流转单: a licence lent to an authority; many originals given back to the enterprise; a slip half filled in."""

from dataclasses import replace

from desktop_app.application.forms.custody_slip import MOVES, CustodySlip, MovedPaper
from desktop_app.domain.custody import MaterialAct
from tests.documents.forms.words import CENTRE, LONG_NAME, RARE, title

KEY = "custody-slip"
SHORT = CustodySlip(
    number="BB-2026-A-D32-0001",
    centre=CENTRE,
    phone="（由中心填写）",
    notes=("接收人当面核对原件的名称、份数和页数。", "原件在外期间由接收方妥善保管。"),
    act=MOVES[MaterialAct.GIVE],
    project="光电新能源产业园中园",
    project_code="2611-141000-89-01-123456",
    matter="建设用地规划许可证核发",
    giver="甲",
    taker="规划和自然资源局窗口乙",
    moved_on="2026年11月18日",
    papers=(
        MovedPaper("1", "不动产权证书", "晋（2026）临汾市不动产权第0001234号", "1", "2026-11-25", "封套一个"),
        MovedPaper("2", "营业执照（副本）", "91141000MA0K000000", "1", "2026-11-23", ""),
    ),
    remark="两份原件装一个档案袋。",
)
LONG = replace(
    SHORT,
    number="BB-2026-A-D32-0002",
    demo=True,
    act=MOVES[MaterialAct.HANDOVER],
    taker="中联恒创丙",
    papers=tuple(
        MovedPaper(str(n), title(n), f"临审批准〔2026〕{n}号", "1", f"2026-12-{n % 28 + 1:02d}", f"袋{n}")
        for n in range(1, 91)
    ),
)
ODD = CustodySlip(
    centre=CENTRE,
    project=LONG_NAME,
    matter=LONG_NAME,
    giver=RARE,
    papers=(MovedPaper("1", LONG_NAME, "", "1", "", ""),),
    copies=3,
)
