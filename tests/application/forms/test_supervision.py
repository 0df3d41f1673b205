"""What papers of supervision count: shares rounded as published, weeks, ranks, a shared matter only once."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.application.desk import Desk
from desktop_app.application.forms.facts import Facts
from desktop_app.application.forms.supervision import (
    Tally,
    cases_on,
    finished_between,
    share_words,
    short,
    tallies,
    with_lamp,
)
from desktop_app.domain.events import Verb
from desktop_app.domain.progress import Lamp
from desktop_app.domain.statistics.figure import UNNAMED, share
from tests.desks import act, entered, finish, on, opened

PREPARED = ("QQ01", "QQ02", "QQ03", "QQ04", "QQ05", "QQ06", "DJ01", "DJ02")


@given(st.integers(0, 5000), st.integers(1, 5000))
def test_shares_are_rounded_half_up(part: int, whole: int) -> None:
    exact = (Decimal(part) * 1000 / Decimal(whole)).quantize(Decimal(1), ROUND_HALF_UP)
    assert share(part, whole) == int(exact)


@pytest.mark.parametrize(("part", "whole", "words"), [(94, 109, "86.2%"), (66, 77, "85.7%"), (0, 3, "0.0%")])
def test_published_shares_are_met(part: int, whole: int, words: str) -> None:
    assert share_words(share(part, whole)) == words


def test_of_nothing_there_is_no_share() -> None:
    assert share_words(share(0, 0)) == "—"


def test_of_many_names_the_first_are_said_and_the_count() -> None:
    assert short(["甲", "乙"], 2) == "甲、乙"
    assert short(["甲", "乙", "丙"], 2) == "甲、乙等 3 项"
    assert short([], 2) == ""


def test_the_best_share_ranks_first_then_the_longer_list() -> None:
    assert Tally("甲", 3, 0, 0, 0).per_mille is None
    assert tallies((), (), lambda _one: "") == ()


def test_a_shared_matter_counts_once_and_ranks_its_officer(workspace: Desk) -> None:
    project = entered(workspace, zone="东区")
    case = opened(workspace, "SX-BA-CG", project_id=project.id, officer="甲")
    opened(workspace, "SX-BZD", project_id=project.id, officer="甲")
    finish(workspace, case, "2026-11-03", *PREPARED)
    act(workspace, case, Verb.RECEIVE, "LX01", "2026-11-04")
    act(workspace, case, Verb.ACCEPT, "LX01", "2026-11-04")
    with workspace.documents.open_work(writes=False) as work:
        facts = Facts(work.workspace(), workspace.calendar, on("2026-11-20"), "", opened=work)
        cases = cases_on(facts)
        done = finished_between(cases, on("2026-11-01"), on("2026-11-20"))
        late = with_lamp(cases, Lamp.OVERDUE)
        before = cases_on(facts, on("2026-11-02"))
    assert sorted(one.step.step.code for one in done) == sorted(PREPARED)
    assert [one.step.step.code for one in late] == ["LX01"]
    assert not finished_between(before, on("2026-11-01"), on("2026-11-20"))
    (only,) = tallies(done, late, lambda one: one.of.project.zone)
    assert (only.name, only.finished, only.overdue) == ("东区", len(PREPARED), 1)
    (unnamed,) = tallies((), late, lambda _one: "")
    assert (unnamed.name, unnamed.per_mille) == (UNNAMED, None)
