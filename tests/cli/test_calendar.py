"""The calendar from the command line."""

from tests.command_line import open_case


def test_show_a_known_year(bare):
    said = bare("calendar", "show", "2026", "--json").json
    assert (said["known"], said["firm"]) == (True, True)
    days = {one["date"]: one for one in said["days"]}
    assert (days["2026-01-04"]["works"], days["2026-01-04"]["kind"]) == (True, "make_up")
    assert days["2026-01-01"]["works"] is False
    assert "2026-11-20" not in days


def test_show_an_unknown_year(bare):
    said = bare("calendar", "show", "2027", "--json").json
    assert (said["known"], said["firm"], said["document"]) == (False, False, None)
    assert all(one["firm"] is False for one in said["days"])
    assert "均为暂估" in bare("calendar", "show", "2027").out


def test_an_override_is_tried_then_stored_then_removed(cli):
    case = open_case(cli)
    cli.answer("step", "accept", case, "QQ01", "--on", "2026-11-20")
    words = ("calendar", "override", "2026-11-23", "--rests", "--reason", "停电")
    (moved,) = cli.answer(*words, "--dry-run")["moved"]
    assert (moved["matter"], moved["before"], moved["due"], moved["firm"]) == ("QQ01", "2026-11-23", "2026-11-24", True)
    assert cli.answer("case", "show", case)["steps"][0]["due"] == "2026-11-23"
    assert "QQ01 项目线索登记与首次洽谈\t2026-11-23 → 2026-11-24" in cli.here(*words).out
    assert cli.answer("case", "show", case)["steps"][0]["due"] == "2026-11-24"
    (closed,) = [one for one in cli.here("calendar", "show", "2026", "--json").json["days"] if one["kind"] == "closed"]
    assert (closed["date"], closed["why"]) == ("2026-11-23", "本地停办（停电）")
    assert "试算" in cli.here("calendar", "remove", "2026-11-23", "--dry-run").out
    said = cli.here("calendar", "remove", "2026-11-23").out
    assert said.startswith("已撤销 2026-11-23 的本地调整\n")
    assert said.endswith("1 个在办期限已变动\n")
    assert cli.answer("case", "show", case)["steps"][0]["due"] == "2026-11-23"


def test_a_moved_date_in_an_unknown_year_is_provisional(cli):
    case = open_case(cli)
    cli.answer("step", "accept", case, "QQ01", "--on", "2026-12-31")
    said = cli.answer("calendar", "override", "2027-01-04", "--rests", "--reason", "停电")
    (moved,) = said["moved"]
    assert said["firm"] is False
    assert (moved["due"], moved["firm"], moved["provisional"]) == (None, False, "2027-01-05")
    assert (moved["provisional_before"], moved["missing_years"]) == ("2027-01-04", [2027])


def test_an_override_that_changes_nothing_is_refused(cli):
    assert "本来就是工作日" in cli.refusal("calendar", "override", "2026-11-23", "--works", "--reason", "x")
    assert cli.here("calendar", "override", "2026-11-23", "--reason", "x").code == 2
