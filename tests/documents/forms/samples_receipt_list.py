"""材料接收清单: three papers; pages of them; rare names and nothing received."""

from dataclasses import replace

from desktop_app.application.forms.receipt_list import ReceiptList, ReceivedPaper, Routed
from tests.documents.forms.words import CENTRE, LONG_NAME, RARE

KEY = "receipt-list"
SHORT = ReceiptList(
    number="BB-2026-A-D07-0001",
    centre=CENTRE,
    phone="（由中心填写）",
    notes=("办理时限以工作日计的，不含法定节假日。",),
    serial="（审批系统流水号）",
    enterprise="中联恒创",
    credit_code="（由企业填写代码）",
    handler="某经办人",
    handler_phone="办公电话由企业填写",
    matter="建设工程规划许可证核发",
    authority="规划和自然资源局",
    project="光电新能源产业园中园",
    project_code="2611-141000-89-01-123456",
    limit="承诺 3 工作日；法定 20 工作日",
    started="自受理的次日起算",
    received="2026年11月16日",
    papers=(
        ReceivedPaper("1", "建设工程规划许可证申请表", "原件", "2", "收 2"),
        ReceivedPaper("2", "使用土地的有关证明文件", "复印件", "1", "验 1"),
        ReceivedPaper("3", "建设工程设计方案", "电子件", "1", "可容缺"),
    ),
    remark="设计方案的纸质件随后补交。",
    route=(Routed("规划和自然资源局", "某科员", "11-16 10:30", "已确认", "甲", "11-16 11:00"),),
    receiver="甲",
)
LONG = replace(
    SHORT,
    number="BB-2026-A-D07-0002",
    demo=True,
    papers=tuple(ReceivedPaper(str(number), f"附图及说明第{number}册", "原件", "2", "收 2") for number in range(1, 81)),
    route=SHORT.route * 6,
)
ODD = replace(
    SHORT,
    number="",
    phone="",
    notes=(),
    serial="",
    enterprise=RARE,
    credit_code="",
    handler="𬱖",
    handler_phone="",
    matter=LONG_NAME,
    authority=RARE,
    project=LONG_NAME,
    limit="没有规定",
    started="",
    received="",
    papers=(),
    remark="",
    route=(),
    receiver="㐂𠮷",
)
