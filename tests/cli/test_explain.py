"""The 期限计算书 of a real step from the command line."""

from tests.command_line import on, open_case


def test_every_day_of_a_running_clock_is_explained(cli):
    case = open_case(cli)
    cli.answer("step", "accept", case, "QQ01", "--on", "2026-11-04")
    cli.answer("step", "suspend", case, "QQ01", "--on", "2026-11-05", "--kind", "补正", "--reason", "缺图")
    held = cli.answer("clock", "explain", case, "QQ01")
    assert (held["due"], held["held"], held["held_by"]["word"]) == (None, True, "补正")
    assert "补正暂停，恢复后再定" in cli.here("clock", "explain", case, "QQ01").out
    cli.answer("step", "resume", case, "QQ01", "--on", "2026-11-09")
    sheet = cli.answer("clock", "explain", case, "QQ01", "--clock", "promised")
    assert sheet["due"] == sheet["days"][-1]["date"] and sheet["firm"] is True
    assert (sheet["start"], sheet["started_by"]["verb"], sheet["started_by"]["on"]) == (
        "2026-11-04",
        "accept",
        "2026-11-04",
    )
    assert sheet["pauses"] == [{"from": "2026-11-05", "to": "2026-11-08", "label": "补正暂停"}]
    assert (sheet["credited"], sheet["clock_name"]) == (2, "承诺")
    assert sheet["rule"].startswith("自受理之日起算") and sheet["calendar"] and sheet["lines"]
    counted = [day["n"] for day in sheet["days"] if day["counts"]]
    assert counted == list(range(1, len(counted) + 1)) and all(day["why"] for day in sheet["days"])
    shown = {step["matter"]: step for step in cli.answer("case", "show", case)["steps"]}["QQ01"]
    assert shown["due"] == sheet["due"], "the sheet and the list say the same day"
    said = cli.here("clock", "explain", case, "QQ01").out
    assert f"承诺到期：{sheet['due']}" in said and "2026-11-05\t－\t补正暂停，不计" in said


def test_a_date_in_an_unannounced_year_is_provisional(cli):
    case = open_case(cli)
    cli.now = on("2026-12-31")
    cli.answer("step", "accept", case, "QQ01", "--on", "2026-12-31")
    sheet = cli.answer("clock", "explain", case, "QQ01")
    assert (sheet["due"], sheet["firm"], sheet["missing_years"]) == (None, False, [2027])
    assert sheet["provisional"].startswith("2027-01") and "2027 年放假安排尚未发布" in sheet["reason"]
    assert "（暂估）" in cli.here("clock", "explain", case, "QQ01").out


def test_a_clock_that_does_not_run_is_refused(cli):
    case = open_case(cli)
    assert "尚未起算" in cli.refusal("clock", "explain", case, "QQ01")
    assert "XX99" in cli.refusal("clock", "explain", case, "XX99")
    said = cli.here("clock", "explain", case, "QQ01", "--clock", "benchmark")
    assert (said.code, said.out) == (2, "")
