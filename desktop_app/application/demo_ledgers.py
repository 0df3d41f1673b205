"""Ledgers of the demonstration: rows for every ledger, with companies that do not exist, dated back from today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from desktop_app import locations
from desktop_app.application.demo_script import Days
from desktop_app.application.desk import Desk

ROWS = "demo-ledgers.txt"
"""The rows that are simply entered, in resources/samples."""

_BY = "演示"
PRECISION, MATERIALS, FOOD = "示例精密制造公司", "示例新材料公司", "示例食品公司"
ELECTRONICS, LOGISTICS, EQUIPMENT = "示例电子公司", "示例物流公司", "示例装备公司"
_PHOTOVOLTAIC, _WIND, _PARK = (
    "25亿元光伏组件项目",
    "浙江运达风电设备制造全产业链（襄汾）基地",
    "中联恒创光电新能源产业园中园",
)
_COKING, _SAFETY = "年产170万吨焦化项目", "山西国强交安产品生产线"

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """One act of an issue, so many working days ago."""

    act: str
    ago: int
    written: Row


def fill_ledgers(desk: Desk, days: Days) -> None:
    """Enter the rows of the demonstration, each marked 演示数据."""
    text = (locations.resources() / "samples" / ROWS).read_text(encoding="utf-8")
    for kind, row in _read(text, days):
        desk.entries.add(kind, row, _BY, demo=True)
    for row, steps in _issues(days):
        entry, _ = desk.entries.add("issues", row, _BY, demo=True)
        for step in steps:
            desk.entries.act(entry.id, step.act, step.written, _BY, days.ago(step.ago))
    anchors = {one.cells["name"]: one.anchor for one in desk.entries.rows("three-batches")}
    for name, written in _projects(days):
        desk.entries.put("three-batches", anchors[name], written, _BY)
    ended = [one for one in desk.entries.rows("full-agency") if one.cells.get("closed_on")]
    for one in ended:
        desk.entries.put("full-agency", one.anchor, {"rating": "非常满意"}, _BY)


def _read(text: str, days: Days) -> Iterator[tuple[str, Row]]:
    """Every row of the file with its ledger: sections in brackets, the columns, then a row a line."""
    kind, columns = "", [""]
    for line in filter(None, (one for one in text.splitlines() if not one.startswith("#"))):
        if line.startswith("["):
            kind, columns = line.strip("[]"), []
        elif not columns:
            columns = line.split(" | ")
        else:
            cells = [_meant(cell, days) for cell in (line + " ").split(" | ")]
            yield kind, {key: cell for key, cell in zip(columns, cells, strict=True) if cell}


def _meant(cell: str, days: Days) -> str:
    cell = cell.strip()
    if cell in ("@month", "@period"):
        month = days.today.replace(day=1) - timedelta(days=1)
        return month.isoformat() if cell == "@month" else f"{month.year}年1-{month.month}月"
    if cell.startswith("@-"):
        return days.ago(int(cell[2:])).isoformat()
    if cell.startswith("@+"):
        return (days.today + timedelta(days=int(cell[2:]))).isoformat()
    return cell


def _issues(days: Days) -> list[tuple[Row, tuple[Step, ...]]]:
    """Issues in every state: two late, one extended, one sent back, two closed, one not handed over yet."""

    def issue(came_from: str, ago: int, enterprise: str, category: str, description: str) -> Row:
        return {
            "came_from": came_from,
            "raised_on": days.ago(ago).isoformat(),
            "enterprise": enterprise,
            "category": category,
            "description": description,
        }

    def assign(ago: int, unit: str, limit: str) -> Step:
        return Step("assign", ago, {"duty_unit": unit, "duty_person": "甲", "limit_days": limit})

    def answer(ago: int, result: str) -> Step:
        return Step("answer", ago, {"measures": "现场核实并会商", "result": result})

    def confirm(ago: int, word: str) -> Step:
        return Step("confirm", ago, {"satisfaction": word})

    return [
        (
            issue("企业家早餐会", 24, PRECISION, "用地", "厂区北侧临时道路雨后无法通行，设备进场受阻"),
            (
                assign(23, "规划建设局", "10"),
                answer(15, "铺设碎石便道并排水"),
                confirm(14, "满意"),
                Step("close", 13, {}),
            ),
        ),
        (
            issue("走访", 20, MATERIALS, "水电气", "二期用电容量不足，申请增容"),
            (assign(19, "经济发展局", "10"),),
        ),
        (
            issue("办不成事窗口", 16, FOOD, "审批", "食品经营场所跨楼栋，登记地址两次被退"),
            (
                assign(16, "行政审批局", "5"),
                Step("extend", 12, {"extended_days": "5", "extension_reason": "需市级部门书面答复"}),
                answer(7, "同意按一照多址办理"),
            ),
        ),
        (
            issue("接诉即办", 12, ELECTRONICS, "用工", "招工缺口四十人，技术工种难招"),
            (
                assign(12, "人力资源部门", "5"),
                answer(9, "已推送招聘信息"),
                Step("return", 8, {"remark": "到岗人数不足，企业要求继续"}),
            ),
        ),
        (
            issue("下午茶", 9, LOGISTICS, "资金", "流动资金紧张，希望对接银行"),
            (assign(8, "财政金融部门", "10"),),
        ),
        (
            issue("博士专家行", 7, EQUIPMENT, "其他", "希望介绍高校做材料检测"),
            (assign(7, "科技部门", "7"),),
        ),
        (
            issue("夜沙龙", 30, PRECISION, "政策兑现", "技改奖补申报后没有回音"),
            (
                assign(29, "经济发展局", "15"),
                answer(17, "奖补资金已列入拨付计划"),
                confirm(16, "基本满意"),
                Step("close", 16, {}),
            ),
        ),
        (
            issue("专线", 5, MATERIALS, "环评", "环评公示期间的意见如何答复"),
            (assign(5, "生态环境部门", "3"), answer(3, "书面说明答复要点"), confirm(2, "满意")),
        ),
        (issue("走访", 1, FOOD, "水电气", "厂区门口路灯不亮"), ()),
    ]


def _projects(days: Days) -> list[tuple[str, Row]]:
    """What the ledger of the three batches holds besides the facts of the sample."""
    year = days.today.year
    return [
        (_PARK, {"industrial": "是", "planned_start": f"{year}年12月", "duty_unit": "招商引资局"}),
        (
            _WIND,
            {
                "industrial": "是",
                "planned_start": f"{year}年底",
                "blocker": "用地组卷材料待补",
                "duty_unit": "自然资源局",
            },
        ),
        (_SAFETY, {"industrial": "是", "blocker": "水土保持方案延期", "duty_unit": "行政审批局"}),
        (
            _PHOTOVOLTAIC,
            {
                "industrial": "是",
                "counted": "是",
                "counted_on": "2022年12月",
                "annual_plan": "6亿元",
                "annual_done": "4.2亿元",
                "progress": "厂房封顶，设备安装",
                "planned_production": f"{year + 1}年6月",
                "expected_output": "12亿元",
            },
        ),
        (
            _COKING,
            {
                "industrial": "是",
                "counted": "是",
                "reached": "是",
                "expected_output": "20亿元",
                "actual_output": "18.6亿元",
                "standard": "是",
            },
        ),
    ]
