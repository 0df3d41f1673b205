"""The list of what is late."""

from tests.command_line import on, open_case


def test_without_a_day_it_is_today(cli):
    case = open_case(cli)
    cli.answer("step", "accept", case, "QQ01", "--on", "2026-11-05")
    assert [row["days_over"] for row in cli.answer("overdue")] == [10]
    cli.now = on("2026-11-06")
    assert cli.answer("overdue") == []


def test_a_date_in_an_unknown_year_is_provisional(cli):
    case = open_case(cli)
    cli.answer("step", "accept", case, "QQ01", "--on", "2026-12-31")
    (row,) = cli.answer("overdue", "--as-of", "2027-01-12")
    assert (row["due"], row["firm"], row["provisional"], row["missing_years"]) == (None, False, "2027-01-04", [2027])
    assert "2027-01-04（暂估）" in cli.here("overdue", "--as-of", "2027-01-12").out


def test_people_read_lines(cli):
    assert cli.here("overdue").out == "没有逾期的环节\n"
    case = open_case(cli)
    cli.answer("step", "accept", case, "QQ01", "--on", "2026-11-05")
    said = cli.here("overdue").out
    assert said.startswith("▲ 逾期 10 个工作日\t试验项目1\tQQ01 ")
    assert "承诺到期 2026-11-06" in said
