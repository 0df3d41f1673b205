"""Materials of the demonstration: originals kept, out too long and back again, copies, two scans that are no papers."""

from __future__ import annotations

from datetime import timedelta

from desktop_app import locations
from desktop_app.application.demo_script import Days
from desktop_app.application.desk import Desk
from desktop_app.application.materials import Handing
from desktop_app.domain.custody import Check, MaterialAct

LICENCE, CONTRACT = "demo-licence.pdf", "demo-contract.png"
"""The scans in resources/samples."""

_PARK = ("中联恒创光电新能源产业园中园", "SX-BZD")
_WIND = ("浙江运达风电设备制造全产业链（襄汾）基地", "SX-BA-CNZ")
_LICENCE, _DEED = "营业执照(统一社会信用代码)", "出让合同"
_VALID_DAYS = 25


def hand_in_materials(desk: Desk, days: Days) -> None:
    """Record what came, went and was attached for two cases, each act on its day."""
    _of_the_park(desk, _case(desk, *_PARK), days)
    _of_the_wind_mill(desk, _case(desk, *_WIND), days)


def _of_the_park(desk: Desk, case_id: str, days: Days) -> None:
    """A licence that an authority has not given back in time and that soon lapses; an identity card only looked at."""
    keeper, visitor = "甲", "企业经办人（演示）"
    came = Handing(
        "YD01",
        _LICENCE,
        on=days.ago(12),
        by=keeper,
        originals=1,
        copies=1,
        giver=visitor,
        taker=keeper,
        valid_until=days.today + timedelta(days=_VALID_DAYS),
    )
    licence = desk.materials.receive(case_id, came).entry
    out = Handing(
        item=licence.id,
        on=days.ago(9),
        by=keeper,
        taker="自然资源部门窗口（演示）",
        due_back=days.ago(3),
        note="核对后退还",
    )
    desk.materials.move(case_id, MaterialAct.GIVE, out)
    desk.materials.attach(case_id, Handing("YD01", _LICENCE, by=keeper), "营业执照（演示样张）.pdf", _file(LICENCE))
    seen = Handing(
        "DJ07",
        "法定代表人身份证",
        on=days.ago(5),
        by=keeper,
        originals=1,
        copies=1,
        check=Check.SEEN,
        giver=visitor,
        taker=keeper,
    )
    desk.materials.receive(case_id, seen)


def _of_the_wind_mill(desk: Desk, case_id: str, days: Days) -> None:
    """A contract that went to the register and came back, with a scan of its first page."""
    keeper = "乙"
    came = Handing(
        "YD04", _DEED, on=days.ago(15), by=keeper, originals=1, copies=2, giver="企业经办人（演示）", taker=keeper
    )
    deed = desk.materials.receive(case_id, came).entry
    given = Handing(item=deed.id, on=days.ago(12), by=keeper, taker="不动产登记窗口（演示）", due_back=days.ago(5))
    desk.materials.move(case_id, MaterialAct.GIVE, given)
    desk.materials.move(case_id, MaterialAct.RETURN, Handing(item=deed.id, on=days.ago(6), by=keeper, taker=keeper))
    desk.materials.attach(case_id, Handing("YD04", _DEED, by=keeper), "出让合同首页（演示样张）.png", _file(CONTRACT))


def _case(desk: Desk, project: str, template: str) -> str:
    wanted = next(one.id for one in desk.projects.all() if one.name == project)
    cases = (desk.cases.get(case_id) for case_id in desk.overview.case_ids(wanted))
    return next(case.id for case in cases if case.template.key == template)


def _file(name: str) -> bytes:
    return (locations.resources() / "samples" / name).read_bytes()
