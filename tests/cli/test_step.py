"""Acts on a step from the command line."""

import pytest

from desktop_app.cli import step
from desktop_app.domain.events import Verb
from tests.command_line import open_case


def test_there_is_a_verb_for_every_act_on_a_step():
    assert set(step._HELP) == set(Verb) - {Verb.OPEN, Verb.IMPORT, Verb.EDIT}


@pytest.mark.parametrize(
    ("when", "ended", "month"),
    [
        (("--on", "2026-09-10"), "2026-09-10", None),
        (("--month", "2026-09"), None, "2026-09"),
        (("--unknown",), None, None),
    ],
)
def test_record_takes_a_day_a_month_or_nothing(cli, when, ended, month):
    case = open_case(cli)
    said = cli.answer("step", "record", case, "QQ01", *when)
    assert (said["state"], said["ended"], said["ended_month"], said["mark"]) == ("done", ended, month, "补录")


@pytest.mark.parametrize("when", [(), ("--on", "2026-09-10", "--unknown"), ("--month", "2026-9")])
def test_record_takes_exactly_one_of_them(cli, when):
    assert cli.here("step", "record", "0123456789", "QQ01", *when).code == 2


def test_an_unknown_kind_is_wrong_usage_and_names_the_kinds(cli):
    case = open_case(cli)
    cli.answer("step", "accept", case, "QQ01", "--on", "2026-11-05")
    said = cli.here("step", "suspend", case, "QQ01", "--on", "2026-11-06", "--kind", "散步", "--reason", "x")
    assert said.code == 2
    assert "补正" in said.err and "不可抗力" in said.err


def test_an_empty_reason_is_refused(cli):
    case = open_case(cli)
    assert "要写明原因" in cli.refusal("step", "skip", case, "DJ06", "--on", "2026-11-05", "--reason", " ")


def test_two_suspensions_are_resumed_one_by_one(cli):
    case = open_case(cli)
    cli.answer("step", "accept", case, "QQ01", "--on", "2026-11-05")
    for kind in ("补正", "公示"):
        cli.answer("step", "suspend", case, "QQ01", "--on", "2026-11-06", "--kind", kind, "--reason", "x")
    assert "请指明恢复哪一项" in cli.refusal("step", "resume", case, "QQ01", "--on", "2026-11-09")
    cli.answer("step", "resume", case, "QQ01", "--on", "2026-11-09", "--kind", "publicity")
    assert cli.answer("step", "resume", case, "QQ01", "--on", "2026-11-10")["state"] == "in_progress"


def test_only_a_basis_stops_the_statutory_clock(cli):
    done = [f"--done={code}=不详" for code in ("QQ01", "QQ02", "QQ03", "QQ04", "QQ05", "DJ01")]
    case = open_case(cli, "SX-ZS", "2026-11-02", *done)
    cli.answer("step", "accept", case, "DJ02", "--on", "2026-11-05")
    words = ("step", "suspend", case, "DJ02", "--on", "2026-11-06", "--kind", "补正", "--reason", "缺件")
    held = {clock["clock"]: clock["held"] for clock in cli.answer(*words)["clocks"]}
    assert held == {"promised": True, "statutory": False}
    cli.answer("step", "reverse", case, "DJ02", "--on", "2026-11-06", "--reason", "补写文号")
    held = {clock["clock"]: clock["held"] for clock in cli.answer(*words, "--basis", "一次性告知书")["clocks"]}
    assert held == {"promised": True, "statutory": True}


def test_a_named_entry_is_reversed_only_if_it_is_the_last(cli):
    case = open_case(cli)
    first = cli.answer("step", "receive", case, "QQ01", "--on", "2026-11-05")["event"]
    last = cli.answer("step", "accept", case, "QQ01", "--on", "2026-11-05")["event"]
    words = ("step", "reverse", case, "QQ01", "--on", "2026-11-06", "--reason", "误登记", "--event")
    assert "请从最后一条开始冲销" in cli.refusal(*words, first)
    assert cli.answer(*words, last)["accepted"] is None


def test_a_step_has_its_own_officer(cli):
    case = open_case(cli)
    assert cli.answer("step", "assign", case, "QQ02", "--on", "2026-11-05", "--officer", "乙")["officer"] == "乙"
    assert cli.answer("step", "accept", case, "QQ01", "--on", "2026-11-05", "--by", "丙")["officer"] == "甲"


def test_people_read_what_was_recorded_and_when_it_is_due(cli):
    case = open_case(cli)
    said = cli.here("step", "accept", case, "QQ01", "--on", "2026-11-20").out
    assert said == "已登记受理：“项目线索登记与首次洽谈” ◆ 预警，承诺到期 2026-11-23\n"
    said = cli.here("step", "skip", case, "DJ06", "--on", "2026-11-20", "--reason", "无职工").out
    assert said == "已登记标为不适用：“住房公积金缴存登记” － 不适用\n"
