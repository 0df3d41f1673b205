"""材料补正通知单: two papers missing, two wrong; pages of them; rare names and nothing listed."""

from dataclasses import replace

from desktop_app.application.forms.correction_notice import Absent, CorrectionNotice, Faulty
from tests.documents.forms.words import CENTRE, LONG_NAME, RARE, paragraphs

KEY = "correction-notice"
SHORT = CorrectionNotice(
    number="BB-2026-A-D08-0001",
    centre=CENTRE,
    phone="（由中心填写）",
    enterprise="中联恒创",
    project="光电新能源产业园中园",
    project_code="2611-141000-89-01-123456",
    matter="建设工程规划许可证核发",
    issuer="规划和自然资源局",
    received="2026年11月16日",
    told_by="2026年11月23日",
    rule="行政许可法32(4): 当场或五日内一次告知, 逾期视为受理",
    problem="缺总平面图电子版；用地证明过期。",
    absent=(Absent("1", "总平面图", "电子件1份", "可容缺"), Absent("2", "设计单位资质证书", "复印件1份", "")),
    faulty=(
        Faulty("1", "用地证明文件", "有效期已过", "重新出具后提交原件一份"),
        Faulty("2", "申请表", "没有加盖公章", "盖章后重新提交"),
    ),
    correct_by="2026年11月30日",
    law=paragraphs("correction-notice.law"),
    contact="甲",
    contact_phone="办公电话由中心填写",
    address="政务服务大厅二楼",
)
LONG = replace(
    SHORT,
    number="BB-2026-A-D08-0002",
    demo=True,
    absent=tuple(Absent(str(number), f"专项说明材料第{number}册", "原件1份", "") for number in range(1, 41)),
    faulty=tuple(
        Faulty(str(number), f"附图第{number}张", "比例尺和坐标系与申请表不一致", "按 2000 国家大地坐标系重新绘制并盖章")
        for number in range(1, 31)
    ),
)
ODD = replace(
    SHORT,
    number="",
    phone="",
    enterprise=RARE,
    issuer=RARE,
    project=LONG_NAME,
    matter=LONG_NAME,
    received="尚未登记收件",
    told_by="没有规定",
    rule="没有规定",
    problem="𠮷𫖮𬱖",
    absent=(),
    faulty=(),
    contact="𬱖",
    contact_phone="",
    address="",
)
