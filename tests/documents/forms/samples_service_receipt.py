"""送达回证: a licence fetched at the window; many papers by post; a result nobody has a number of."""

from dataclasses import replace

from desktop_app.application.forms.service_receipt import WAYS, ServedPaper, ServiceReceipt
from tests.documents.forms.words import CENTRE, LONG_NAME, RARE, title

KEY = "service-receipt"
SHORT = ServiceReceipt(
    number="BB-2026-A-D18-0001",
    centre=CENTRE,
    phone="（由中心填写）",
    notes=("准予行政许可的决定，应当自作出之日起十日内送达。", "由他人代收的，由代收人签字。"),
    matter="建设用地规划许可证核发",
    project="光电新能源产业园中园",
    project_code="2611-141000-89-01-123456",
    authority="规划和自然资源局",
    recipient="中联恒创",
    place="开发区政务服务大厅综合窗口",
    server="甲",
    decided_on="2026年11月18日",
    serve_by="2026年12月2日",
    served_on="2026年11月20日",
    ways=WAYS[:1],
    tracking="1234 5678 9012",
    papers=(
        ServedPaper("1", "建设用地规划许可证", "地字第1410002026YG0001号", "1", "含附图"),
        ServedPaper("2", "建设用地规划条件", "临规条〔2026〕12号", "2", ""),
    ),
    receiver="乙",
    proxy="丙（收发室，同事）",
    proxy_reason="收件人出差",
    remark="现场核对无误。",
)
LONG = replace(
    SHORT,
    number="BB-2026-A-D18-0002",
    demo=True,
    ways=WAYS[1:2],
    papers=tuple(ServedPaper(str(n), title(n), f"临审批准〔2026〕{n}号", "1", f"袋{n}") for n in range(1, 71)),
)
ODD = ServiceReceipt(
    centre=CENTRE,
    matter=LONG_NAME,
    project=LONG_NAME,
    recipient=RARE,
    papers=(ServedPaper("1", LONG_NAME, "", "1", ""),),
    proxy="𬱖",
    copies=3,
)
