"""Limits: the compact form, the words, and what is refused."""

import pytest

from desktop_app.domain.limit import MOST, BoundParty, Limit, LimitKind, Unit
from desktop_app.domain.refusals import Refusal


@pytest.mark.parametrize(
    ("text", "amount", "unit", "words"),
    [
        ("8WD", 8, Unit.WORKING_DAYS, "8 个工作日"),
        ("30ND", 30, Unit.NATURAL_DAYS, "30 个自然日"),
        ("7D", 7, Unit.DAYS, "7 日"),
        ("4WH", 4, Unit.WORKING_HOURS, "4 个工作小时"),
        ("24NH", 24, Unit.NATURAL_HOURS, "24 小时"),
        ("0WD", 0, Unit.WORKING_DAYS, "即办"),
        (" 10 wd ", 10, Unit.WORKING_DAYS, "10 个工作日"),
        ("１０ＷＤ", 10, Unit.WORKING_DAYS, "10 个工作日"),
    ],
)
def test_reads_the_compact_form_and_says_it(text: str, amount: int, unit: Unit, words: str) -> None:
    limit = Limit.parse(text)
    assert (limit.amount, limit.unit) == (amount, unit)
    assert limit.words() == words


@pytest.mark.parametrize("text", ["", "8", "WD", "-1WD", "8天", "8.5WD", "8WDD", "999999999999WD", "²WD2"])
def test_refuses_what_is_no_limit_and_names_it(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        Limit.parse(text)
    assert f"“{text}”" in str(refused.value)


@pytest.mark.parametrize("amount", [-1, MOST + 1])
def test_refuses_an_amount_out_of_bounds(amount: int) -> None:
    with pytest.raises(Refusal, match="不在 0 到"):
        Limit(amount, Unit.WORKING_DAYS)


@pytest.mark.parametrize("start", ["", "done:", "finished", "done"])
def test_refuses_an_unknown_start_event(start: str) -> None:
    with pytest.raises(Refusal, match="起算事件"):
        Limit(1, Unit.WORKING_DAYS, start)


def test_defaults_to_a_maximum_that_binds_the_authority_from_acceptance() -> None:
    limit = Limit(8, Unit.WORKING_DAYS)
    assert (limit.start, limit.kind, limit.bound_party) == ("accepted", LimitKind.MAXIMUM, BoundParty.AUTHORITY)
    assert Limit(8, Unit.WORKING_DAYS, "done:LX01").start == "done:LX01"
