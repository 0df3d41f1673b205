"""Files of any ledger on the command line: a blank to fill in, an import, an export, and its way back."""

from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

HEADER = ("走访日期", "企业名称", "走访方式", "事项")


def visits(
    path: Path, *rows: tuple[object, ...], head: tuple[str, ...] = ("走访日期", "企业名称", "走访方式", "事项")
) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("走访")
        for number, row in enumerate((head, *rows)):
            sheet.write_row(number, 0, row)
    return path


FIRST = ("2026-11-02", "甲公司", "上门", "用地")


def test_rows_come_in_go_out_and_come_back_unchanged(cli, tmp_path):
    path = visits(tmp_path / "a.xlsx", FIRST, ("2026-11-03", "乙公司", "线上", "用电"))
    said = cli.here("ledger", "import", "visits", path, "--json")
    assert said.code == 0 and (said.json["created"], said.json["dry_run"]) == (2, False)
    assert [one["label"] for one in said.json["columns"]] == ["日期", "企业", "方式", "事项"]
    assert said.json["rows"][0]["changes"][0] == {"column": "日期", "old": "", "new": "2026-11-02"}
    out = tmp_path / "out.xlsx"
    assert "2 行" in cli.here("ledger", "export", "走访", "--out", out).out
    again = cli.here("ledger", "import", "visits", out, "--dry-run", "--json")
    assert (again.json["created"], again.json["updated"], again.json["unchanged"]) == (0, 0, 2)
    assert "不变 2 行" in cli.here("ledger", "import", "visits", out).out


def test_an_error_keeps_the_file_out_with_its_cell(cli, tmp_path):
    path = visits(tmp_path / "a.xlsx", FIRST, ("某日", "乙公司", "线上", "用电"))
    said = cli.here("ledger", "import", "visits", path, "--json")
    assert said.code == 1 and "走访 A3" in said.json["refused"]
    assert cli.here("ledger", "import", "visits", path).out.startswith("错误\t走访 A3")


def test_columns_are_mapped_and_left_out_by_header(cli, tmp_path):
    path = visits(tmp_path / "a.xlsx", FIRST, head=("走访日期", "企业名称", "怎么去的", "说了啥"))
    assert cli.here("ledger", "import", "visits", path, "--dry-run").code == 1
    said = cli.here("ledger", "import", "visits", path, "--map", "怎么去的=form", "--map", "说了啥=事项", "--json")
    assert said.code == 0 and said.json["created"] == 1
    wrong = cli.here("ledger", "import", "visits", path, "--map", "没有=事项")
    assert wrong.code == 1 and "没有表头“没有”" in wrong.err


def test_twins_are_skipped_when_asked(cli, tmp_path):
    path = visits(tmp_path / "a.xlsx", FIRST)
    cli.here("ledger", "import", "visits", path)
    said = cli.here("ledger", "import", "visits", path, "--on-duplicate", "skip", "--json")
    assert said.json["skipped"] == 1 and said.json["rows"][0]["twin"] == "same"


def test_a_view_and_csv(cli, tmp_path):
    cli.here("ledger", "import", "visits", visits(tmp_path / "a.xlsx", FIRST))
    out = tmp_path / "out.csv"
    said = cli.here("ledger", "export", "visits", "--out", out, "--view", "最近的走访", "--json")
    assert said.json == {"file": str(out), "rows": 1}
    assert out.read_text(encoding="utf-8-sig").startswith("日期,项目,企业,方式")
    assert "没有叫“别的”的视图" in cli.here("ledger", "export", "visits", "--out", out, "--view", "别的").err
    assert "不能导出成“.pdf”" in cli.here("ledger", "export", "visits", "--out", tmp_path / "a.pdf").err


def test_a_blank_has_the_columns_people_fill_in(cli, tmp_path):
    out = tmp_path / "空表.xlsx"
    assert cli.here("ledger", "blank", "visits", "--out", out).code == 0
    head = CalamineWorkbook.from_path(out).get_sheet_by_index(0).to_python()[2]
    assert head[:4] == ["日期*", "项目", "企业*", "方式*"]
    assert ".xlsx" in cli.here("ledger", "blank", "visits", "--out", tmp_path / "a.csv").err
    assert "没有空表" in cli.here("ledger", "blank", "full-agency", "--out", out).err
    assert "写不了" in cli.here("ledger", "blank", "visits", "--out", tmp_path / "没有" / "a.xlsx").err
