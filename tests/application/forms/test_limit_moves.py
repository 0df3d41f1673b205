"""What moved a limit is on the letters: limit, extension, paused days, used and left add up for whoever reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.application.desk import Desk
from desktop_app.domain.case import Case
from desktop_app.domain.events import Verb
from tests.application.forms.late_case import MATTER, filed_case, proposals, text_of
from tests.desks import Clock, act, new_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_desk(tmp_path / "desk", Clock("2026-12-23"))


@pytest.fixture
def case(desk: Desk) -> Case:
    made = filed_case(desk)
    act(desk, made, Verb.ACCEPT, MATTER, "2026-11-17")
    return made


def extended(desk: Desk, case: Case) -> None:
    more = {"kind": "statutory", "amount": 10, "officer": "某局长", "reason": "会商未完", "basis": "延告〔2026〕1号"}
    act(desk, case, Verb.EXTEND, MATTER, "2026-12-11", **more)


def paused(desk: Desk, case: Case, kind: str, first: str, until: str, basis: str = "") -> None:
    act(desk, case, Verb.SUSPEND, MATTER, first, kind=kind, reason="缺页", basis=basis)
    if until:
        act(desk, case, Verb.RESUME, MATTER, until)


def test_a_limit_nobody_moved_needs_no_word(desk: Desk, case: Case) -> None:
    assert "延期" not in text_of(desk, "urge", case)
    assert len(str(proposals(desk, "warning-letter", case)["facts"]).splitlines()) == 1


def test_an_extension_is_told_with_both_days_and_who_approved_it(desk: Desk, case: Case) -> None:
    extended(desk, case)
    told = (
        "法定时限：原为20个工作日，2026年12月11日延期10个工作日（某局长批准，延告〔2026〕1号，会商未完），"
        "共30个工作日，到期日由2026年12月15日改为2026年12月29日。"
    )
    text = text_of(desk, "urge", case)
    assert told in text
    # 20 + 10 = 26 + 4
    assert "法定20工作日＋延期10个工作日，行政许可法42、822026年12月29日26个工作日余4个工作日" in text
    assert str(proposals(desk, "warning-letter", case)["facts"]).splitlines()[1:] == [told]


def test_paused_days_are_told_for_the_clock_they_stop_and_for_the_one_they_do_not(desk: Desk, case: Case) -> None:
    paused(desk, case, "correction", "2026-11-19", "2026-11-24")
    facts = str(proposals(desk, "warning-letter", case)["facts"]).splitlines()
    assert facts == [
        "该事项2026年11月17日受理，承诺时限10个工作日，扣除暂停3个工作日，应于2026年12月4日办结。"
        "截至2026年12月23日已用23个工作日，逾期13个工作日，仍未办结。",
        "承诺时限：2026年11月19日至2026年11月23日补正暂停，扣除3个工作日。",
        "法定时限：2026年11月19日至2026年11月23日补正暂停没有登记依据，本时限不停。",
    ]


def test_a_special_procedure_is_named_with_its_notice(desk: Desk, case: Case) -> None:
    paused(desk, case, "expert_review", "2026-11-19", "2026-11-20", "评审告知〔2026〕2号")
    assert "法定时限：2026年11月19日特别程序（专家评审）暂停（评审告知〔2026〕2号），扣除1个工作日。" in text_of(
        desk, "urge", case
    )


def test_a_rest_day_gives_nothing_back_and_a_pause_after_the_day_does_not_move_it(desk: Desk, case: Case) -> None:
    paused(desk, case, "correction", "2026-11-21", "2026-11-23")
    paused(desk, case, "correction", "2026-12-22", "")
    first, second = str(proposals(desk, "warning-letter", case)["facts"]).splitlines()[1:]
    assert first == (
        "承诺时限：2026年11月21日至2026年11月22日补正暂停，没有可扣除的天数；"
        "2026年12月22日起补正暂停在到期以后，不改到期日。"
    )
    assert second.startswith("法定时限：") and second.count("没有登记依据，本时限不停") == 2


def test_while_an_extended_clock_stands_still_no_day_is_promised(desk: Desk, case: Case) -> None:
    extended(desk, case)
    paused(desk, case, "hearing", "2026-12-21", "", "听证告知〔2026〕3号")
    told = str(proposals(desk, "warning-letter", case)["facts"]).splitlines()[-1]
    assert (
        told.endswith("共30个工作日；2026年12月21日起特别程序（听证）暂停（听证告知〔2026〕3号），恢复后扣除。")
        and "改为" not in told
    )
