"""Ledgers of the demonstration: rows for every ledger, with companies that do not exist, dated back from today."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from desktop_app import locations
from desktop_app.application.demo_script import Days
from desktop_app.application.desk import Desk

ROWS = "demo-ledgers.txt"
"""The rows with the acts on them, in resources/samples; its head says how it is written."""

_BY = "演示"
_PHOTOVOLTAIC, _WIND, _PARK = (
    "25亿元光伏组件项目",
    "浙江运达风电设备制造全产业链（襄汾）基地",
    "中联恒创光电新能源产业园中园",
)
_COKING, _SAFETY = "年产170万吨焦化项目", "山西国强交安产品生产线"

Row = Mapping[str, str]


def fill_ledgers(desk: Desk, days: Days) -> None:
    """Enter the rows of the demonstration, each marked 演示数据."""
    text = (locations.resources() / "samples" / ROWS).read_text(encoding="utf-8")
    _enter(desk, text, days)
    anchors = {one.cells["name"]: one.anchor for one in desk.entries.rows("three-batches")}
    for name, written in _projects(days):
        desk.entries.put("three-batches", anchors[name], written, _BY)
    for number, one in enumerate(desk.entries.rows("full-agency"), 1):
        rated = {"rating": "非常满意"} if one.cells.get("closed_on") else {}
        desk.entries.put("full-agency", one.anchor, {"number": f"演示委托-{number:02d}"} | rated, _BY)


def _enter(desk: Desk, text: str, days: Days) -> None:
    """Every line of the file: a ledger in brackets, its columns, then a row a line, and acts on the row above."""
    kind, columns, row = "", [""], ""
    for line in filter(None, (one for one in text.splitlines() if not one.startswith("#"))):
        if line.startswith("["):
            kind, columns = line.strip("[]"), []
        elif not columns:
            columns = line.split(" | ")
        elif line.startswith("> "):
            head, *told = line.removeprefix("> ").split(" | ")
            act, ago = head.split(" @-")
            desk.entries.act(row, act, dict(one.split("=") for one in told), _BY, days.ago(int(ago)))
        else:
            cells = [_meant(cell, days) for cell in (line + " ").split(" | ")]
            written = {key: cell for key, cell in zip(columns, cells, strict=True) if cell}
            row = desk.entries.add(kind, written, _BY, demo=True)[0].id


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
