"""卷宗封面: a cover with every fact; a title that fills its box; one of which little is known."""

from dataclasses import replace

from desktop_app.application.forms.volume_cover import RETENTIONS, SECRECIES, VolumeCover
from tests.documents.forms.words import CENTRE, LONG_NAME, RARE

KEY = "volume-cover"
SHORT = VolumeCover(
    number="BB-2026-A-D24A-0001",
    centre=CENTRE,
    phone="（由中心填写）",
    file_number="LF·2026-DB·003-0012",
    title="光电新能源产业园中园（企业投资备案类）帮办代办卷宗",
    project="光电新能源产业园中园",
    project_code="2611-141000-89-01-123456",
    enterprise="中联恒创",
    officer="甲",
    unit="临汾经济开发区管理委员会",
    days="2026年3月2日至2026年11月20日",
    retention=RETENTIONS[1],
    secrecy=SECRECIES[1],
    volume="第 1 卷 共 1 卷",
    pieces="12 件",
    pages="38 页",
    filed_by="乙",
    filed_on="2026年11月20日",
)
LONG = replace(
    SHORT,
    number="BB-2026-A-D24A-0002",
    demo=True,
    title=(LONG_NAME + "（政府投资项目，含初步设计概算审批）帮办代办卷宗") * 2,
    project=LONG_NAME * 3,
    enterprise="中联恒创新能源科技（山西）有限责任公司" * 5,
    unit="临汾经济开发区管理委员会项目帮办代办服务领导小组办公室（行政审批服务管理局）",
)
ODD = VolumeCover(centre=CENTRE, title=LONG_NAME + "帮办代办卷宗", project=LONG_NAME, enterprise=RARE, officer="𬱖")
