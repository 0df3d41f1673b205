"""Materials and originals on the command line."""

import pytest

from tests.command_line import on, open_case


@pytest.fixture
def place(cli):
    """A case, the first step that asks for something, and its first material."""
    case = open_case(cli)
    step = next(one for one in cli.answer("material", "list", case)["steps"] if one["asked"])
    return case, step["matter"], step["materials"][0]["name"]


@pytest.fixture
def item(cli, place):
    """An original that is kept at the centre."""
    return cli.answer("material", "receive", *place, "--originals", 1, "--from", "企业张工")["item"]


def first_line(cli, place):
    case, matter, _name = place
    (step,) = cli.answer("material", "list", case, matter)["steps"]
    return step["materials"][0]


def test_what_came_stands_on_the_checklist(cli, place, item):
    line = first_line(cli, place)
    assert line["received"] == {"originals": 1, "copies": 0, "efiles": 0}
    assert line["items"][0] | {"since": ""} == {
        "item": item,
        "originals": 1,
        "state": "held",
        "holder": "甲",
        "since": "",
        "due_back": None,
        "document_number": None,
        "valid_until": None,
    }
    said = cli.here("material", "list", place[0]).out
    assert f"原件 {item}　在中心：甲，自 2026-11-20" in said and "已齐" in said and "应收" in said


def test_an_original_goes_out_is_late_comes_back_and_is_handed_over(cli, place, item):
    out = cli.answer("material", "custody", "give", item, "--to", "审批局", "--due-back", "2026-11-23")
    assert (out["giver"], out["taker"], out["due_back"]) == ("甲", "审批局", "2026-11-23")
    (one,) = cli.answer("material", "out")["out"]
    assert (one["holder"], one["left"], one["overdue"], one["item"]) == ("审批局", 3, False, item)
    assert "余 3 个自然日" in cli.here("material", "out").out
    cli.now = on("2026-11-25")
    assert cli.answer("material", "out", "--officer", "甲")["out"][0]["overdue"] is True
    assert "▲ 逾期" in cli.here("material", "out").out and "已过 2 个自然日" in cli.here("material", "out").out
    assert cli.answer("material", "out", "--officer", "乙")["out"] == []
    assert cli.answer("material", "custody", "return", item)["taker"] == "甲"
    assert "没有原件在外" in cli.here("material", "out").out
    handed = cli.here("material", "custody", "handover", item, "--to", "企业张工")
    assert "甲 → 企业张工" in handed.out and f"原件编号 {item}" in handed.out
    assert "已移交（企业张工），不能登记原件送交" in cli.refusal("material", "custody", "give", item, "--to", "局")


def test_out_without_an_agreed_day_says_so(cli, item):
    cli.answer("material", "custody", "give", item, "--to", "审批局")
    assert "没有约定归还日期" in cli.here("material", "out").out


def test_a_file_is_attached_listed_and_fetched(cli, place, tmp_path):
    scan, back = tmp_path / "扫描.PDF", tmp_path / "取出.pdf"
    scan.write_bytes(b"%PDF-1.7 scan")
    entry = cli.answer("material", "attach", *place, scan)
    assert entry["file"] == "扫描.pdf"
    assert first_line(cli, place)["received"]["efiles"] == 1
    assert f"电子件 {entry['entry']}　扫描.pdf" in cli.here("material", "list", place[0]).out
    assert cli.answer("material", "save", entry["entry"], "--out", back)["size"] == 13
    assert back.read_bytes() == scan.read_bytes()
    assert "已经附过" in cli.refusal("material", "attach", *place, scan)
    assert "读不了" in cli.refusal("material", "attach", *place, tmp_path / "没有.pdf")
    assert "不存在" in cli.refusal("material", "save", entry["entry"], "--out", tmp_path / "没有" / "a.pdf")


def test_a_program_is_not_attached(cli, place, tmp_path):
    bad = tmp_path / "证照.pdf.exe"
    bad.write_bytes(b"MZ")
    assert "这种文件不能附" in cli.refusal("material", "attach", *place, bad)


def test_a_missing_file_is_damage(cli, place, tmp_path):
    scan = tmp_path / "扫描.pdf"
    scan.write_bytes(b"%PDF-1.7 scan")
    entry = cli.answer("material", "attach", *place, scan)
    next(path for path in (cli.folder / "attachments").rglob("*") if path.is_file()).write_bytes(b"other")
    said = cli.here("material", "save", entry["entry"], "--out", tmp_path / "x.pdf", "--json")
    assert (said.code, "与存入时不同" in said.json["damaged"]) == (3, True)


def test_an_entry_is_taken_back_with_a_reason(cli, place, item):
    told = cli.answer("material", "reverse", item, "--reason", "收错了", "--by", "乙")
    assert (told["act"], told["by"]) == ("reverse", "乙")
    assert first_line(cli, place)["items"] == []
    assert "已经冲销" in cli.refusal("material", "reverse", item, "--reason", "再来")


def test_a_step_without_a_checklist_and_a_receipt_of_nothing_are_refused(cli, place):
    assert "没有材料清单" in cli.refusal("material", "list", place[0], "XX99")
    assert "一份也没有收到" in cli.refusal("material", "receive", *place)
    assert "谁交来、谁收下" in cli.refusal("material", "receive", *place, "--originals", 1)


def test_what_is_only_looked_at_is_not_kept(cli, place):
    told = cli.answer("material", "receive", *place, "--originals", 1, "--check", "seen", "--from", "企业")
    assert told["item"] is None
    assert first_line(cli, place)["seen"] == 1


def test_today_tells_what_is_out_too_long(cli, item):
    cli.answer("material", "custody", "give", item, "--to", "审批局", "--due-back", "2026-11-23")
    assert cli.answer("today")["originals"] == []
    cli.now = on("2026-11-25")
    (one,) = cli.answer("today")["originals"]
    assert (one["due"], one["clock"], one["left"]) == ("2026-11-23", "custody", -2)
    assert "【原件在外逾期】1" in cli.here("today").out and "归还 2026-11-23" in cli.here("today").out
