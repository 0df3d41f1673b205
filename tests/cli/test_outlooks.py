"""The timeline and the attribution of days from the command line."""

import pytest

from tests.command_line import on, open_case


def test_timeline_gives_recorded_and_earliest_dates(cli):
    case = open_case(cli)
    cli.answer("step", "accept", case, "QQ01", "--on", "2026-11-18")
    seen = cli.answer("case", "timeline", case)
    assert (seen["as_of"], seen["firm"], seen["missing_years"]) == ("2026-11-20", True, [])
    steps = {step["matter"]: step for step in seen["steps"]}
    assert (steps["QQ01"]["start"], steps["QQ01"]["began"], steps["QQ01"]["ended"]) == ("2026-11-18", True, False)
    assert seen["finish"] == max(step["finish"] for step in seen["steps"])
    assert seen["critical"] == [code for code, step in steps.items() if step["critical"]]
    assert all(step["critical"] == (step["slack"] == 0) for step in steps.values())
    assert set(seen["undecided"]) == {"DJ06", "LX01"}
    assert cli.answer("case", "timeline", case, "--as-of", "2026-11-17")["steps"][0]["began"] is False
    said = cli.here("case", "timeline", case).out
    assert "最早全部办完：" in said and "QQ01\t在办\t2026-11-18 至" in said and "未定而没有计入：" in said


def test_timeline_is_provisional_in_an_unannounced_year(cli):
    case = open_case(cli)
    cli.now = on("2026-12-25")
    seen = cli.answer("case", "timeline", case)
    assert (seen["finish"], seen["firm"], seen["missing_years"]) == (None, False, [2027])
    assert seen["provisional_finish"].startswith("2027")
    last = seen["steps"][-1]
    assert (last["finish"], last["firm"], last["missing_years"]) == (None, False, [2027])
    assert last["provisional_finish"] and "（暂估）" in cli.here("case", "timeline", case).out


def test_a_length_is_only_for_what_is_asked_per_project(cli):
    case = open_case(cli, "SX-BZD")
    bare = cli.answer("case", "timeline", case)
    built = cli.answer("case", "timeline", case, "--length", "SG02=30WD")
    assert built["provisional_finish"] > (bare["finish"] or bare["provisional_finish"])
    assert "由流程模板规定" in cli.refusal("case", "timeline", case, "--length", "SG01=3WD")
    for wrong in ("SG02", "=3WD", "SG02=soon"):
        said = cli.here("case", "timeline", case, "--length", wrong)
        assert (said.code, said.out) == (2, "") and "--length" in said.err


def test_attribution_names_a_party_for_every_day(cli):
    case = open_case(cli)
    cli.answer("step", "accept", case, "QQ01", "--on", "2026-11-04")
    cli.answer("step", "suspend", case, "QQ01", "--on", "2026-11-05", "--kind", "不可抗力", "--reason", "暴雪")
    found = cli.answer("case", "attribution", case, "--as-of", "2026-11-06")
    assert (found["from"], found["through"], found["working_days"], found["firm"]) == (
        "2026-11-02",
        "2026-11-06",
        4,
        True,
    )
    assert found["sums"] == {"审批部门": 0, "企业": 0, "代办": 2, "特别程序": 0, "不可归责": 2}
    assert sum(found["sums"].values()) == len(found["days"]) == 4
    assert found["days"][-1]["date"] == "2026-11-06" and found["days"][-1]["matter"] == "QQ01"
    assert found["days"][-1]["party"] == "不可归责" and "不可抗力" in found["days"][-1]["reason"]
    said = cli.here("case", "attribution", case, "--as-of", "2026-11-06").out
    assert "共 4 个工作日：审批部门 0，企业 0，代办 2" in said
    cli.now = on("2027-01-06")
    later = cli.answer("case", "attribution", case)
    assert (later["firm"], later["missing_years"]) == (False, [2027])


@pytest.mark.parametrize("verb", ["timeline", "attribution"])
def test_an_unknown_case_is_refused(cli, verb):
    assert "没有找到代办件" in cli.refusal("case", verb, "ffffffff")
