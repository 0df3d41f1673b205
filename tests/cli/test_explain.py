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


def test_the_sheet_names_suspensions_extension_documents_and_laws(cli):
    case = open_case(cli)
    cli.answer("step", "accept", case, "QQ01", "--on", "2026-11-04")
    cli.answer("step", "suspend", case, "QQ01", "--on", "2026-11-05", "--kind", "补正", "--reason", "缺图")
    cli.answer("step", "resume", case, "QQ01", "--on", "2026-11-09")
    cli.answer(
        "step", "extend", case, "QQ01", "--on", "2026-11-09", "--clock", "promised", "--days", "3",
        "--approver", "分管领导", "--basis", "延期告知〔2026〕1号", "--reason", "情况复杂",
    )  # fmt: skip
    sheet = cli.answer("clock", "explain", case, "QQ01", "--clock", "promised")
    (one,) = sheet["suspensions"]
    assert (one["word"], one["from"], one["to"], one["credited"], one["stops"]) == (
        "补正",
        "2026-11-05",
        "2026-11-08",
        2,
        True,
    )
    assert (sheet["extension"]["amount"], sheet["extension"]["approver"]) == (3, "分管领导")
    assert sheet["original"]["due"] < sheet["due"]
    assert sheet["documents"] == [{"year": 2026, "known": True, "document": "国办发明电〔2025〕7号"}]
    assert any("行政许可法42" in law for law in sheet["laws"]) and any("民法典201" in law for law in sheet["laws"])
    assert (sheet["day_policy"], sheet["counted_as"]) == ("WD", "WD") and "按工作日计" in sheet["counting"]
    said = cli.here("clock", "explain", case, "QQ01", "--clock", "promised").out
    assert "延期：延长 3 日（分管领导批准，延期告知〔2026〕1号），延期前 " in said
    assert "暂停：补正 2026-11-05 至 2026-11-08（缺图），扣除 2 日" in said
    assert "起算：2026-11-04 受理" in said


def test_several_clocks_of_one_name_are_told_apart(cli):
    case = open_case(cli)
    assert "没有正在计算的容缺补齐期限" in cli.refusal("clock", "explain", case, "QQ01", "--clock", "tolerance")
    cli.answer("step", "accept", case, "QQ01", "--on", "2026-11-04")
    for missing, day in (("附图", "2026-11-04"), ("章程", "2026-11-06")):
        cli.answer("step", "tolerate", case, "QQ01", "--on", day, "--days", "5", "--missing", missing)
        cli.answer("step", "supplement", case, "QQ01", "--on", day)
    first = cli.answer("clock", "explain", case, "QQ01", "--clock", "tolerance")
    second = cli.answer("clock", "explain", case, "QQ01", "--clock", "tolerance", "--place", "2")
    assert (first["start"], second["start"]) == ("2026-11-04", "2026-11-06")
    assert "容缺受理" in first["rule"]
    assert "没有正在计算" in cli.refusal("clock", "explain", case, "QQ01", "--clock", "tolerance", "--place", "3")


def test_an_issued_sheet_is_verified_by_its_number(cli, tmp_path):
    case = open_case(cli)
    cli.answer("step", "accept", case, "QQ01", "--on", "2026-11-18")
    out = tmp_path / "计算书.pdf"
    number = cli.answer("print", "clock-sheet", case, "QQ01", "--out", out)["number"]
    found = cli.answer("clock", "verify", number)
    assert (found["same"], found["unchanged"], found["differences"]) == (True, True, [])
    assert found["due"] == found["now"]["due"] == cli.answer("clock", "explain", case, "QQ01")["due"]
    assert "逐日重算一致" in cli.here("clock", "verify", number).out
    cli.answer("calendar", "override", found["due"], "--rests", "--reason", "停电检修")
    later = cli.answer("clock", "verify", number)
    assert (later["same"], later["unchanged"]) == (True, False) and later["now"]["due"] > later["due"]
    assert "停电检修" in cli.here("clock", "verify", number).out
    assert "没有编号" in cli.refusal("clock", "verify", "BB-2026-A-D26-0009")
