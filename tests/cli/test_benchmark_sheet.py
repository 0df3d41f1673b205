"""The 对标计算书 from the command line: explained, printed, checked, refused."""

from tests.command_line import open_case


def test_every_day_of_a_benchmark_is_explained(cli, tmp_path):
    case = open_case(cli)
    cli.answer("step", "accept", case, "QQ01", "--on", "2026-11-04")
    marks = [one for one in cli.answer("benchmark", "list", case)["benchmarks"] if one["reach"] == "running"]
    name = marks[0]["name"]
    sheet = cli.answer("clock", "explain", case, "--benchmark", name)
    assert (sheet["clock"], sheet["name"], sheet["started_by"]["matter"]) == ("benchmark", name, "QQ01")
    assert sheet["elapsed"] == marks[0]["elapsed"]
    assert sheet["elapsed"] == max(day["n"] or 0 for day in sheet["days"] if not day["ahead"])
    assert (sheet["target"] or sheet["provisional"]) in [day["date"] for day in sheet["days"] if day["n"] == 10]
    assert sheet["basis"].startswith("口径：") and sheet["source"] and sheet["calendar"]
    said = cli.here("clock", "explain", case, "--benchmark", name).out
    assert "对标目标日：" in said and sheet["days"][0]["why"] in said
    out = tmp_path / "sheet.pdf"
    number = cli.answer("print", "benchmark-sheet", case, "--benchmark", name, "--out", str(out))["number"]
    assert out.read_bytes().startswith(b"%PDF") and "D29" in number
    checked = cli.answer("clock", "verify", number)
    assert (checked["unchanged"], checked["due_word"]) == (True, "目标日")
    assert "存档目标日" in cli.here("clock", "verify", number).out


def test_what_cannot_be_explained_is_said(cli):
    case = open_case(cli)
    assert cli.here("clock", "explain", case).code == 2
    assert cli.here("clock", "explain", case, "QQ01", "--benchmark", "10").code == 2
    refused = cli.here("clock", "explain", case, "--benchmark", "没有的")
    assert refused.code == 1 and "没有名为" in refused.err + refused.out
