"""服务满意度评价表: a rating with call-back; a very long opinion; one of which only names are known."""

from dataclasses import replace

from desktop_app.application.forms.satisfaction import CHARGED, GRADES, REACHED, Satisfaction
from tests.documents.forms.words import CENTRE, LONG_NAME, RARE

KEY = "satisfaction"
SHORT = Satisfaction(
    number="BB-2026-A-D20-0001",
    centre=CENTRE,
    phone="（由中心填写）",
    notes=("请由企业填写，代办员不得代填。",),
    enterprise="中联恒创",
    project="光电新能源产业园中园",
    officer="甲",
    served="2026年3月2日受委托，已全部办结（企业投资备案类）",
    rated_on="2026年11月20日",
    overall=GRADES[0],
    attitude=GRADES[0],
    efficiency=GRADES[1],
    competence=GRADES[2],
    integrity=GRADES[0],
    charged=CHARGED[1],
    charge="第三方图审费，由图审机构收取",
    opinion="希望能够多上门。",
    contact="乙",
    contact_phone="（由企业填写）",
    reached=REACHED[0],
    callback="企业对办理时间满意，建议增加延时服务。",
    callback_by="丙",
    callback_on="2026年11月23日",
    window="政务服务大厅一层 3 号窗口",
)
LONG = replace(
    SHORT,
    number="BB-2026-A-D20-0002",
    demo=True,
    opinion="\n".join(f"第{n}条：希望在事项“{LONG_NAME}”办理以前一次性告知全部材料。" for n in range(1, 41)),
    callback="\n".join(f"第{n}条已转交责任单位，限期反馈。" for n in range(1, 21)),
)
ODD = Satisfaction(centre=CENTRE, enterprise=RARE, project=LONG_NAME, officer="𬱖", overall=GRADES[4], copies=1)
