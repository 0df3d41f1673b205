"""卷内备考表: a volume as filed; a long story of changes; a volume of which nothing is known."""

from dataclasses import replace

from desktop_app.application.forms.volume_note import VolumeNote
from tests.documents.forms.words import CENTRE, LONG_NAME, RARE

KEY = "volume-note"
SHORT = VolumeNote(
    number="BB-2026-A-D24C-0001",
    centre=CENTRE,
    file_number="LF·2026-DB·003-0012",
    volume="第 1 卷 共 1 卷",
    title="光电新能源产业园中园（企业投资备案类）帮办代办卷宗",
    project="光电新能源产业园中园",
    pieces="12 件",
    pages="38 页",
    explanation="本卷有帮办代办服务中心出具的文书 10 件、31 页。\n其中已作废：BB-2026-A-D11-0001，按规定保留，不抽出。",
    later="2026年12月1日补入不动产权证书复印件一件。",
    filed_by="甲",
    filed_on="2026年11月20日",
    checked_by="乙",
    checked_on="2026年11月23日",
)
LONG = replace(
    SHORT,
    number="BB-2026-A-D24C-0002",
    demo=True,
    explanation="\n".join(f"第{n}件为复印件，与原件核对一致，原件由企业保管；页次自第{n}页起。" for n in range(1, 61)),
    later="\n".join(f"2026年12月{n}日补入、更正第{n}件，页次相应后移。" for n in range(1, 31)),
)
ODD = VolumeNote(centre=CENTRE, title=LONG_NAME, project=RARE, filed_by="𬱖")
