"""一次性告知书: six matters in two stages; sixty matters with their papers; rare names and a chain too long to draw."""

from dataclasses import replace

from desktop_app.application.forms.one_time_notice import (
    Condition,
    NoticeMaterial,
    NoticeStep,
    OneTimeNotice,
    Uncounted,
)
from tests.documents.forms.words import CENTRE, LONG_NAME, RARE, paragraphs, title

KEY = "one-time-notice"
_FIRST, _SECOND = "立项用地规划许可", "工程建设许可"
SHORT = OneTimeNotice(
    number="BB-2026-A-D06-0001",
    centre=CENTRE,
    phone="（由中心填写）",
    notes=("标“待核”的时限未经本地办事指南核定，以窗口告知为准。",),
    enterprise="中联恒创",
    project="光电新能源产业园中园",
    project_code="2611-141000-89-01-123456",
    template="企业投资备案类（新供地）（2026-11）",
    officer="甲",
    date="2026年11月20日",
    steps=(
        NoticeStep("1", "企业投资项目备案", _FIRST, "行政审批局", "", "即办", "即办"),
        NoticeStep("2", "国有建设用地使用权出让", _FIRST, "自然资源和规划局", "", "30 自然日", "30 自然日\n待核"),
        NoticeStep("3", "建设用地规划许可证核发", _FIRST, "自然资源和规划局", "1、2", "20 工作日", "3 工作日"),
        NoticeStep("4", "建设工程设计方案（联合）审查", _SECOND, "自然资源和规划局", "2", "", "7 工作日\n待核"),
        NoticeStep("5", "建设工程规划许可证核发", _SECOND, "自然资源和规划局", "3、4", "20 工作日", "3 工作日"),
        NoticeStep("6", "固定资产投资项目节能审查（和碳排放评价）", _SECOND, "能源局", "1", "20 工作日", "5 工作日"),
    ),
    materials=(
        NoticeMaterial("1", "项目备案信息表", "电子件", "1", "", "企业", "已有"),
        NoticeMaterial("3", "营业执照", "复印件", "1", "可容缺", "部门共享", ""),
        NoticeMaterial("5", "建设工程设计方案（含总平面图）", "原件", "2", "可容缺", "企业", "部分"),
    ),
    conditions=(Condition("压覆矿产资源审批", "自然资源和规划局", "可能压覆矿产资源的", "是否办理待定"),),
    uncounted=(Uncounted("节能审查", "专家评审", "30 个工作日", "行政许可法45"),),
    opening=paragraphs("one-time-notice.opening"),
    more="用电报装由供电公司在用地批准以后同步受理。",
    told_by="甲",
    received_by="某经办人",
)


def _many(number: int) -> NoticeStep:
    stage = f"第{(number - 1) // 12 + 1}阶段"
    before = "、".join(str(one) for one in (number - 3, number - 2) if one > 0)
    return NoticeStep(str(number), title(number), stage, "自然资源和规划局", before, "20 工作日", "8 工作日")


LONG = replace(
    SHORT,
    number="BB-2026-A-D06-0002",
    demo=True,
    steps=tuple(_many(number) for number in range(1, 61)),
    materials=tuple(
        NoticeMaterial(str(number % 60 + 1), f"附图及说明第{number}册", "原件、电子件", "2", "", "企业", "")
        for number in range(1, 121)
    ),
)
ODD = replace(
    SHORT,
    number="",
    phone="",
    notes=(),
    enterprise=RARE,
    project=LONG_NAME,
    officer="𬱖",
    date="",
    steps=(
        NoticeStep("1", LONG_NAME, LONG_NAME, RARE, "", "", ""),
        NoticeStep("2", RARE, LONG_NAME, RARE, "1", "", ""),
        *(
            NoticeStep(str(number), f"环节{number}", "很长的阶段", "", str(number - 1), "", "")
            for number in range(3, 20)
        ),
    ),
    materials=(NoticeMaterial("1", LONG_NAME, "", "", "", "", ""),),
    conditions=(),
    uncounted=(),
    more="",
    told_by="㐂𠮷",
    received_by="",
)
