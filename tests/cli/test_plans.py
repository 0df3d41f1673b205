"""Plans from the command line."""

from tests.command_line import on, open_case


def test_a_draft_then_the_plan_then_how_it_fares(cli):
    case = open_case(cli)
    draft = cli.answer("case", "plan", case, "--target", "2026-12-28")
    assert (draft["frozen"], draft["firm"], draft["target"]) == (False, True, "2026-12-28")
    assert draft["earliest"] <= max(step["finish"] for step in draft["steps"]) <= "2026-12-28"
    assert "还没有推进方案" in cli.refusal("case", "plan", case)
    assert "试排" in cli.here("case", "plan", case, "--target", "2026-12-28").out
    frozen = cli.answer("case", "plan", case, "--target", "2026-12-28", "--freeze", "--reason", "赶签约")
    assert (frozen["frozen"], frozen["made_by"], frozen["reason"]) == (True, "甲", "赶签约")
    assert frozen["steps"] == draft["steps"]
    cli.now = on("2026-12-24")
    fares = cli.answer("case", "plan", case)
    assert (fares["plan"], fares["target"]) == (frozen["plan"], "2026-12-28")
    assert "QQ01" in fares["unfiled"] and fares["steps"][0]["finish_slip"] > 0
    said = cli.here("case", "plan", case).out
    assert "应办未办" in said and "▲ 晚 " in said
    assert fares["over"] > 0 and fares["earliest"] is None and fares["provisional_earliest"] > "2026-12-28"
    earliest = f"{fares['provisional_earliest']}（暂估）"
    assert f"目标比承诺早：按承诺时限现在最早 {earliest} 才能全部办完，比目标晚 {fares['over']} 个" in said


def test_a_plan_that_can_be_kept_is_not_called_too_early(cli):
    case = open_case(cli)
    cli.answer("case", "plan", case, "--target", "2027-03-31", "--freeze")
    assert cli.answer("case", "plan", case)["over"] == 0
    assert "比承诺早" not in cli.here("case", "plan", case).out


def test_a_step_of_which_only_the_month_is_known_says_the_month(cli):
    case = open_case(cli)
    cli.answer("step", "record", case, "QQ01", "--month", "2026-09")
    for words in (("timeline", case), ("plan", case, "--target", "2027-03-31")):
        (first, *_more) = cli.answer("case", *words)["steps"]
        assert (first["matter"], first["finish"], first["finish_month"]) == ("QQ01", None, "2026-09")
        line = next(line for line in cli.here("case", *words).out.splitlines() if line.startswith("QQ01\t"))
        assert "2026-09（只知道月份）" in line and "不详" not in line
    cli.answer("case", "plan", case, "--target", "2027-03-31", "--freeze")
    line = next(line for line in cli.here("case", "plan", case).out.splitlines() if line.startswith("QQ01\t"))
    assert "计划 2026-09（只知道月份）\t实际或预计 2026-09（只知道月份）" in line


def test_a_target_too_early_is_refused_with_the_earliest_day(cli):
    case = open_case(cli)
    earliest = cli.answer("case", "timeline", case)["finish"]
    assert f"最早 {earliest}" in cli.refusal("case", "plan", case, "--target", "2026-11-21", "--freeze")
    said = cli.here("case", "plan", case, "--freeze")
    assert (said.code, said.out) == (2, "") and "--target" in said.err


def test_a_plan_into_an_unannounced_year_is_provisional(cli):
    case = open_case(cli, "SX-BZD")
    words = ("case", "plan", case, "--target", "2027-12-01", "--length", "SG02=30WD", "--freeze", "--by", "乙")
    plan = cli.answer(*words)
    assert (plan["firm"], plan["missing_years"], plan["lengths"]) == (False, [2027], {"SG02": "30WD"})
    first = plan["steps"][0]
    assert (first["start"], first["finish"], first["firm"]) == (None, None, False)
    assert first["provisional_start"].startswith("20") and plan["earliest"] is None
    assert "（暂估）" in cli.here(*words).out
