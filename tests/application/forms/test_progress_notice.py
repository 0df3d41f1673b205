"""进度告知单 on a real case: lamps, days, hold-ups, what the enterprise owes and what comes next week."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop_app.application.desk import Desk
from desktop_app.domain.case import Case
from desktop_app.domain.events import Verb
from tests.application.forms.late_case import MATTER, filed_case, proposals, text_of
from tests.desks import Clock, act, new_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_desk(tmp_path / "desk", Clock("2026-12-04"))


@pytest.fixture
def case(desk: Desk) -> Case:
    made = filed_case(desk)
    act(desk, made, Verb.ACCEPT, MATTER, "2026-11-17")
    return made


def test_every_step_has_its_lamp_and_its_days(desk: Desk, case: Case) -> None:
    text = text_of(desk, "progress-notice", case)
    title = case.template.step(MATTER).title
    assert "逾期承诺2026-12-0113工作日逾期3工作日" in text
    assert "2026-11-03办结" in text
    assert f"{title}：逾期3个工作日，由{case.template.step(MATTER).matter.authority}办理。" in text
    assert "天数归属" in text and "民法典》第九百二十四条" in text
    assert "2026年12月7日至2026年12月13日" in text
    assert str(proposals(desk, "progress-notice", case)["period"]) == "2026年11月30日至2026年12月4日"


def test_only_what_runs_is_listed_when_asked(desk: Desk, case: Case) -> None:
    short = text_of(desk, "progress-notice", case, {"scope": "只列在办和可办的"})
    assert "2026-11-03办结" not in short
    assert case.template.step(MATTER).title in short


def test_the_enterprise_reads_what_waits_for_it(desk: Desk, case: Case) -> None:
    act(desk, case, Verb.TOLERATE, MATTER, "2026-12-02", amount=5, note="压矿报告")
    act(desk, case, Verb.SUSPEND, MATTER, "2026-12-03", kind="correction", reason="坐标系不对")
    found = proposals(desk, "progress-notice", case)
    title = case.template.step(MATTER).title
    wanted = str(found["cooperation"]).splitlines()
    assert f"{title}：补正，坐标系不对。" in wanted
    assert f"{title}：请于2026年12月9日前补齐容缺材料（压矿报告）。" in wanted
    assert any(line.startswith("企业投资项目备案可以申报，请准备") for line in wanted)
    assert f"{title}：2026年12月3日起补正暂停，坐标系不对。" in str(found["blocks"])


def test_next_week_comes_from_the_outlook(desk: Desk, case: Case) -> None:
    plans = str(proposals(desk, "progress-notice", case)["plans"])
    assert "预计办结" in plans
    assert all("2026-12-07" <= line[:10] <= "2026-12-13" for line in plans.splitlines())


def test_the_enterprise_s_own_limit_is_not_called_the_delay_of_an_authority(desk: Desk, case: Case) -> None:
    found = proposals(desk, "progress-notice", case)
    title = case.template.step("DJ04").title
    assert f"{title}：逾期 1 个工作日，由企业办理。" in str(found["blocks"])
    assert f"{title}：企业应于2026年12月3日前办理，请尽快办理。" in str(found["cooperation"])
    assert "企业时限2026-12-03" in text_of(desk, "progress-notice", case)


def test_a_limit_moved_after_it_had_passed_is_named(desk: Desk, case: Case) -> None:
    title = case.template.step(MATTER).title
    assert "期限届满以后才" not in text_of(desk, "progress-notice", case)
    more: dict[str, Any] = {"kind": "promised", "amount": 3, "officer": "领导", "basis": "1号", "reason": "情况复杂"}
    act(desk, case, Verb.EXTEND, MATTER, "2026-12-04", **more)
    for form in ("progress-notice", "service-sheet"):
        assert f"期限届满以后才延期或重新起算：{title}（期满后延期）。" in text_of(desk, form, case), form
    desk.now.day = "2026-12-09"  # type: ignore[attr-defined]
    act(desk, case, Verb.RESTART, MATTER, "2026-12-09", reason="重新申报")
    for form in ("progress-notice", "service-sheet"):
        assert f"{title}（期满后延期、逾期后重新起算）。" in text_of(desk, form, case), form
