"""Acts on a step from the command line."""

import pytest

from desktop_app.cli import step
from desktop_app.domain.events import Verb
from tests.command_line import open_case

ACTS_ON_A_STEP = set(Verb) - {Verb.OPEN, Verb.IMPORT, Verb.EDIT, Verb.CALENDAR, Verb.MIGRATE, Verb.HONOUR}


def test_there_is_a_verb_for_every_act_on_a_step():
    assert set(step._HELP) == ACTS_ON_A_STEP


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


def test_a_named_entry_is_reversed_only_if_nothing_rests_on_it(cli):
    case = open_case(cli)
    accepted = cli.answer("step", "accept", case, "QQ01", "--on", "2026-11-05")["event"]
    done = cli.answer("step", "finish", case, "QQ01", "--on", "2026-11-05")["event"]
    words = ("step", "reverse", case, "QQ01", "--on", "2026-11-06", "--reason", "误登记", "--event")
    assert "请先冲销后面那条" in cli.refusal(*words, accepted)
    assert cli.answer(*words, done)["state"] == "in_progress"


def clock_of(said, name):
    return next(clock for clock in said["clocks"] if clock["clock"] == name)


def registration(cli):
    """A case whose business licence (DJ02, three statutory working days) has been accepted on 2026-11-05."""
    case = open_case(cli)
    cli.answer("step", "accept", case, "DJ02", "--on", "2026-11-05", "--reason", "先行受理")
    return case


def test_an_extension_is_given_once_and_the_original_date_stays_visible(cli):
    case = registration(cli)
    words = ("step", "extend", case, "DJ02", "--on", "2026-11-09", "--days", "3", "--reason", "情形复杂")
    assert cli.here(*words).code == 2
    signed = ("--approver", "分管领导", "--basis", "延告〔2026〕1号")
    said = cli.answer(*words, *signed)
    assert clock_of(said, "statutory")["due"] == "2026-11-13"
    assert clock_of(said, "statutory")["original"]["due"] == "2026-11-10"
    assert "已经延期一次" in cli.refusal(*words, *signed)


def test_restarting_begins_from_zero_which_resuming_does_not(cli):
    case = registration(cli)
    cli.answer("step", "suspend", case, "DJ02", "--on", "2026-11-06", "--kind", "补正", "--reason", "缺章程")
    said = cli.answer("step", "restart", case, "DJ02", "--on", "2026-11-16", "--reason", "全部材料重新提交")
    assert said["state"] == "in_progress"
    assert clock_of(said, "statutory")["start"] == "2026-11-16"
    assert clock_of(said, "promised")["due"] == "2026-11-17"


def test_a_filing_after_office_hours_counts_from_the_next_working_day(cli):
    case = open_case(cli, template="SX-BZD")
    words = ("step", "receive", case, "LX01", "--on", "2026-11-06", "--reason", "先收件", "--at")
    cli.answer("step", "include", case, "HP04", "--on", "2026-11-06")
    assert cli.here(*words, "25:00").code == 2
    assert clock_of(cli.answer(*words, "18:10"), "statutory")["start"] == "2026-11-09"


def test_papers_missing_at_acceptance_have_a_clock_of_their_own(cli):
    case = registration(cli)
    words = ("step", "tolerate", case, "DJ02", "--on", "2026-11-06", "--days", "5", "--missing", "住所证明")
    said = cli.answer(*words)
    assert clock_of(said, "tolerance")["due"] == "2026-11-13"
    assert said["clock"] == "promised"
    assert "已有容缺未补齐" in cli.refusal(*words)
    said = cli.answer("step", "supplement", case, "DJ02", "--on", "2026-11-12")
    assert clock_of(said, "tolerance")["ended"] == "2026-11-12"
    assert "没有待补齐" in cli.refusal("step", "supplement", case, "DJ02", "--on", "2026-11-12")


def test_a_permit_is_delivered_within_ten_working_days_of_the_decision(cli):
    case = open_case(cli, template="SX-BZD")
    for verb in ("accept", "finish"):
        said = cli.answer("step", verb, case, "GH02", "--on", "2026-11-05", *early(verb))
    assert clock_of(said, "delivery")["due"] == "2026-11-19"
    said = cli.answer("step", "deliver", case, "GH02", "--on", "2026-11-09")
    assert clock_of(said, "delivery")["ended"] == "2026-11-09"
    assert "已于" in cli.refusal("step", "deliver", case, "GH02", "--on", "2026-11-09")


def early(verb):
    return ("--reason", "先行办理") if verb == "accept" else ()


def test_silence_on_corrections_makes_a_filing_accepted_from_its_receipt(cli):
    case = open_case(cli, template="SX-BZD")
    cli.answer("step", "receive", case, "GH02", "--on", "2026-11-02", "--reason", "先收件")
    before = [row for row in cli.answer("overdue", "--as-of", "2026-11-09") if row["matter"] == "GH02"]
    after = [row for row in cli.answer("overdue", "--as-of", "2026-11-10") if row["matter"] == "GH02"]
    assert before == []
    assert [(row["due"], row["days_over"]) for row in after] == [("2026-11-03", 5)]


def test_a_step_has_its_own_officer(cli):
    case = open_case(cli)
    assert cli.answer("step", "assign", case, "QQ02", "--on", "2026-11-05", "--officer", "乙")["officer"] == "乙"
    assert cli.answer("step", "accept", case, "QQ01", "--on", "2026-11-05", "--by", "丙")["officer"] == "甲"


def test_people_read_what_was_recorded_and_when_it_is_due(cli):
    case = open_case(cli)
    said = cli.here("step", "accept", case, "QQ01", "--on", "2026-11-20").out
    assert said == "已登记受理：“项目线索登记与首次洽谈” ◆ 预警，到期：承诺 2026-11-23\n"
    said = cli.here("step", "skip", case, "DJ06", "--on", "2026-11-20", "--reason", "无职工").out
    assert said == "已登记标为不适用：“住房公积金缴存登记” － 不适用\n"


def test_a_step_is_done_part_by_part(cli):
    case = open_case(cli, "SX-BA-CG")
    early = ("--on", "2026-11-17", "--reason", "先行")
    cli.answer("step", "accept", case, "JG03", *early)
    for name in ("受理", "资料审查", "现场验收"):
        cli.answer("step", "part", case, "JG03", "--on", "2026-11-18", "--part", name)
    assert "已于 2026年11月18日 完成" in cli.refusal(
        "step", "part", case, "JG03", "--on", "2026-11-19", "--part", "受理"
    )
    assert "还有分项“回复意见”没有登记完成" in cli.refusal("step", "finish", case, "JG03", "--on", "2026-11-19")
    said = cli.answer("step", "finish", case, "JG03", "--on", "2026-11-19", "--reason", "意见当场出具")
    assert said["state"] == "done"


def test_an_act_dated_ahead_is_kept_with_a_remark_and_an_empty_name_is_refused(cli):
    case = open_case(cli)
    words = ("step", "receive", case, "QQ01", "--on")
    assert "登记人是空的" in cli.refusal(*words, "2026-11-20", "--by", " ")
    assert cli.answer(*words, "2026-11-20")["remark"] is None
    ahead = cli.answer("step", "accept", case, "QQ01", "--on", "2026-11-23")
    assert ahead["remark"] == "日期晚于今天（2026-11-20），请核对"
    assert "注意：日期晚于今天" in cli.here("step", "finish", case, "QQ01", "--on", "2026-11-23").out
