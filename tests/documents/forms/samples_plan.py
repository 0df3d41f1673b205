"""项目推进方案 to print: a few steps, a whole approval of 45 steps, and odd data."""

from dataclasses import replace
from datetime import date, timedelta

from desktop_app.application.forms.plan import KeyPoint, NeededMaterials, PartyDays, PlanLine, PlanPaper

KEY = "plan"


def _lines(count: int) -> tuple[PlanLine, ...]:
    first = date(2026, 11, 23)
    return tuple(
        PlanLine(
            number=str(number),
            stage=("立项用地规划许可", "工程建设许可", "施工许可", "竣工验收")[number * 4 // (count + 1)],
            title=f"事项之{number}（需会同有关部门联合办理的审查）",
            authority="自然资源局/开发区行政审批局",
            start=(first + timedelta(days=4 * number)).isoformat(),
            finish=(first + timedelta(days=4 * number + 3)).isoformat() + (" 暂估" if number > count // 2 else ""),
            officer="甲",
            state="未到",
            critical="关键" if number % 3 == 0 else "",
        )
        for number in range(1, count + 1)
    )


SHORT = PlanPaper(
    number="BB-2026-A-D25-0001",
    centre="侯马经济开发区帮办代办服务中心",
    phone="0357-0000000",
    notes=("计划开始、计划完成是保证目标日期的最迟日期；“关键”环节拖一天，全程就晚一天。",),
    project="年产 20 万吨特种钢项目",
    enterprise="山西某某特钢有限公司",
    project_code="2611-141000-89-01-123456",
    template="企业投资项目(备案类)（2026.11）",
    target="2027年5月31日",
    made="2026-11-20，甲",
    reason="市重点项目，专题会议确定",
    building="工程施工 180 个自然日",
    earliest="2027年4月1日（暂估）",
    officer="甲",
    lead_official="丙",
    lead_unit="开发区管委会",
    specialist="丁",
    as_of="2026年11月20日",
    steps=_lines(6),
    key_points=(KeyPoint("取得施工许可（开工）", "2027-02-10"), KeyPoint("竣工联合验收（投产）", "2027-05-30")),
    materials=(NeededMaterials("建设用地规划许可证核发", "2026-12-01", "申请表、宗地图、出让合同（可容缺）"),),
    parties=(
        PartyDays("审批部门", 15),
        PartyDays("企业", 6),
        PartyDays("代办", 3),
        PartyDays("特别程序", 11),
        PartyDays("不可归责", 1),
    ),
    shared="2026年10月9日至2026年11月20日共 36 个工作日（开始当日不计），每个工作日只归一方",
    measures="一、地块边界争议由自然资源局 12 月 5 日前协调。",
)

LONG = replace(
    SHORT,
    number="BB-2026-A-D25-0002",
    demo=True,
    steps=_lines(45),
    key_points=tuple(KeyPoint(f"节点之{number}", f"2027-01-{number:02}") for number in range(1, 13)),
    materials=tuple(
        NeededMaterials(f"事项之{number}", f"2027-02-{number:02}", "申请表、总平面图、勘察报告（可容缺）、授权委托书")
        for number in range(1, 25)
    ),
    measures="一、协调边界。\n" * 12,
)

ODD = replace(
    SHORT,
    number="",
    project="𠮷𫖮𬱖" * 20,
    enterprise="",
    lead_official="",
    earliest="",
    building="未计入（建设时间未填）",
    steps=(PlanLine("1", "其他", "𬱖" * 60, "", "－", "不详", "", "已办结"),),
    key_points=(),
    materials=(),
    parties=tuple(PartyDays(one.party, 0) for one in SHORT.parties),
    measures="",
)
