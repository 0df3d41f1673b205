"""The forecast from the command line."""

import pytest

from tests.command_line import on, open_case


@pytest.fixture
def case(cli):
    opened = open_case(cli)
    cli.answer("step", "accept", opened, "QQ01", "--on", "2026-11-18")
    return opened


def test_forecast_gives_two_dates_chances_and_acts(cli, case):
    cli.now = on("2026-11-19")
    found = cli.answer("case", "forecast", case)
    finish = [found[name] or found[f"provisional_{name}"] for name in ("p50", "p90")]
    assert found["case"] == case and "2026-11-19" < finish[0] < finish[1]
    assert (found["firm"], "missing_years" in found) == (finish[1] < "2027", finish[1] >= "2027")
    assert {one["days"] for one in found["benchmarks"]} == {26, 10}
    assert all(0 <= one["probability"] <= 1 for one in found["benchmarks"])
    assert (found["thin"], found["runs"], found["as_of"]) == (True, 1000, "2026-11-19")
    assert set(found["undecided"]) == {"DJ06", "LX01"}
    assert found["actions"] and all(one["gain"] > 0 or one["sooner"] > 0 for one in found["actions"])
    first = found["actions"][0]
    assert {"verb", "matter", "words", "on", "gain", "firm", "sooner", "benchmarks"} <= first.keys()
    assert found["steps"][0]["matter"] == "QQ01" and found["steps"][0]["samples"] == 0


def test_the_seed_decides_and_the_default_is_the_same_for_everybody(cli, case):
    plain, again, other = (cli.answer("case", "forecast", case, *words) for words in ((), (), ("--seed", "4")))
    assert plain == again
    assert (other["seed"], other["case"]) == (4, case) and other != plain


def test_forecast_looks_back_without_knowing_what_came_later(cli, case):
    then = cli.answer("case", "forecast", case, "--as-of", "2026-11-18")
    cli.answer("step", "finish", case, "QQ01", "--on", "2026-11-20")
    assert cli.answer("case", "forecast", case, "--as-of", "2026-11-18") == then
    assert "QQ01" not in {step["matter"] for step in cli.answer("case", "forecast", case)["steps"]}


def test_forecast_in_an_unannounced_year_is_provisional(cli, case):
    cli.now = on("2026-12-30")
    found = cli.answer("case", "forecast", case)
    assert (found["firm"], found["p50"], found["p90"]) == (False, None, None)
    assert found["provisional_p50"] < found["provisional_p90"] and 2027 in found["missing_years"]


def test_forecast_in_words(cli, case):
    said = cli.here("case", "forecast", case).out
    assert "五成把握在" in said and "九成把握在" in said and "种子" in said
    assert "对标“紫光集团临汾智能制造基地26天(考察→注册完成)”达成概率：" in said
    assert "样本不足" in said and "\n1. " in said and "尚未选定" in said


def test_a_length_of_a_step_the_template_rules_is_refused(cli, case):
    assert "由流程模板规定" in cli.refusal("case", "forecast", case, "--length", "QQ02=9WD")
