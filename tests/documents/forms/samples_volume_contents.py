"""卷内目录: a volume of a few papers; one of several pages; one with missing numbers and pages."""

from dataclasses import replace

from desktop_app.application.forms.volume_contents import VolumeContents, VolumeEntry, volume_entries
from tests.documents.forms.words import CENTRE, LONG_NAME, RARE, title

KEY = "volume-contents"
ROWS = (
    ("BB-2026-A-D01-0001", CENTRE, "项目帮办代办服务申请表", "2026-03-02", "2", ""),
    ("BB-2026-A-D02-0001", CENTRE, "项目帮办代办委托协议", "2026-03-02", "3", ""),
    ("BB-2026-A-D11-0001", CENTRE, "项目帮办代办服务单", "2026-03-09", "1", "已作废"),
    ("2611-141000-89-01-123456", "行政审批服务管理局", "企业投资项目备案证", "2026-03-12", "1", "复印件"),
    ("地字第1410002026YG0001号", "规划和自然资源局", "建设用地规划许可证", "2026-05-08", "4", "复印件"),
)
SHORT = VolumeContents(
    number="BB-2026-A-D24B-0001",
    centre=CENTRE,
    file_number="LF·2026-DB·003-0012",
    volume="第 1 卷 共 1 卷",
    title="光电新能源产业园中园（企业投资备案类）帮办代办卷宗",
    project="光电新能源产业园中园",
    entries=volume_entries(ROWS),
    total="本卷共 5 件、11 页",
)
LONG = replace(
    SHORT,
    number="BB-2026-A-D24B-0002",
    demo=True,
    entries=volume_entries(
        [(f"临审〔2026〕{n}号", "行政审批服务管理局", title(n), "2026-05-08", "3", "") for n in range(1, 81)]
    ),
    total="本卷共 80 件、240 页",
)
ODD = VolumeContents(
    centre=CENTRE,
    title=LONG_NAME,
    project=RARE,
    entries=(
        *volume_entries([("", "", "[关于厂房配电方案的往来记录]", "不详", "", ""), ("", RARE, LONG_NAME, "", "2", "")]),
        VolumeEntry("3", "", "", "", "", "", "页次有变动"),
    ),
)
