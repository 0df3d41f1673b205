"""The calendar from the command line."""

from tests.application.test_calendars import NEXT_YEAR
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
    told = cli.here(*words).out
    assert "QQ01 项目线索登记与首次洽谈\t2026-11-23 → 2026-11-24" in told
    assert f"{moved['name']}（{moved['case'][:13]}）" in told
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


def notice_2027(folder, wrong=""):
    file = folder / "通知.txt"
    text = NEXT_YEAR.replace("1月1日（周五）", "1月1日（周四）") if wrong else NEXT_YEAR
    file.write_text(text, encoding="utf-8")
    return file


def test_a_notice_is_compared_tried_and_imported(cli, tmp_path):
    case = open_case(cli)
    cli.answer("step", "accept", case, "QQ01", "--on", "2026-12-31")
    file = notice_2027(tmp_path)
    diff = cli.answer("calendar", "diff", file)
    assert (diff["year"], diff["was_known"], diff["dry_run"]) == (2027, False, True)
    assert {one["date"] for one in diff["days"] if one["kind"] == "make_up"} >= {"2027-01-31", "2027-10-09"}
    (moved,) = diff["moved"]
    assert (moved["matter"], moved["provisional_before"], moved["due"], moved["firm"]) == (
        "QQ01",
        "2027-01-04",
        "2027-01-04",
        True,
    )
    tried = cli.answer("calendar", "import", file, "--dry-run", "--document", "某发〔2026〕8号", "--verified")
    assert (tried["document"], tried["verified"]) == ("某发〔2026〕8号", True)
    assert cli.answer("case", "show", case)["steps"][0]["due"] is None, "a trial stores nothing"
    done = cli.answer("calendar", "import", file, "--by", "甲")
    assert done["moved"] == diff["moved"]
    assert done["version"] != diff["version"]
    assert cli.answer("case", "show", case)["steps"][0]["due"] == "2027-01-04"
    shown = cli.here("calendar", "show", "2027", "--json").json
    assert (shown["known"], shown["firm"], shown["verified"]) == (True, True, False)
    assert "完全一致" in cli.refusal("calendar", "import", file)


def test_a_notice_that_contradicts_itself_is_refused_with_every_sentence(cli, tmp_path):
    file = notice_2027(tmp_path, wrong="周四")
    said = cli.here("calendar", "import", file, "--json")
    assert said.code == 1
    assert said.json["problems"] == ["2027-01-01 是周五，文中写的是“周四”，请核对日期或年份。"]
    assert "有 1 处不对，没有导入" in said.json["refused"]
    assert "不对\t2027-01-01 是周五" in cli.here("calendar", "diff", file).out
    assert cli.here("calendar", "show", "2027", "--json").json["known"] is False
    assert "读不到文件" in cli.refusal("calendar", "diff", tmp_path / "没有.txt")


def test_history_tells_who_did_what_when(cli, tmp_path):
    cli.answer("calendar", "import", notice_2027(tmp_path), "--by", "甲")
    cli.answer("calendar", "override", "2027-01-04", "--rests", "--reason", "停电", "--by", "乙")
    cli.answer("calendar", "remove", "2027-01-04", "--by", "丙")
    said = cli.answer("calendar", "history", "--year", "2027")
    (notice,) = said["notices"]
    assert (notice["number"], notice["by"], notice["source"], notice["in_force"]) == (1, "甲", "通知.txt", True)
    assert [(one["act"], one["by"], one["reason"]) for one in said["overrides"]] == [
        ("set", "乙", "停电"),
        ("removed", "丙", "停电"),
    ]
    out = cli.here("calendar", "history").out
    assert "2020\t现行\t国办发明电〔2019〕16号，国办发明电〔2020〕1号（春节延长）（文号待核）\t随程序提供" in out
    assert "2027-01-04\t撤销本地停办\t停电\t丙 2026-11-20T10:00" in out


def test_an_import_in_words_says_what_was_understood(cli, tmp_path):
    out = cli.here("calendar", "import", notice_2027(tmp_path)).out
    assert "春节\t2027-02-05 至 2027-02-11 放假 7 天" in out
    assert "春节\t2027-01-31 上班 1 天" in out
    assert "注意\t文号标为待核" in out
    assert "2027 年（2027年放假安排（文号未填））：已导入，日历版本" in out
