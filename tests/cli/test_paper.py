"""Papers from the command line."""

import pytest

from tests.command_line import open_case
from tests.documents.reading import page_texts


def test_again_brings_the_same_bytes(cli, tmp_path):
    case = open_case(cli)
    first, second = tmp_path / "一.pdf", tmp_path / "二.pdf"
    issued = cli.answer("print", "service-sheet", case, "--out", first, "--content", "上门核对材料")
    again = cli.answer("print", "again", issued["number"], "--out", second)
    assert second.read_bytes() == first.read_bytes()
    assert (again["sha256"], again["pages"]) == (issued["sha256"], issued["pages"])


def test_numbers_have_no_gaps_even_if_a_file_cannot_be_written(cli, tmp_path):
    case = open_case(cli)
    for place in (tmp_path, tmp_path / "无此文件夹" / "x.pdf"):
        assert str(place.parent if place != tmp_path else place) in cli.refusal(
            "print", "handover", case, "--out", place
        )
    assert cli.answer("print", "handover", case, "--out", tmp_path / "x.pdf")["number"] == "BB-2026-A-D19-0001"


def test_a_paper_whose_file_failed_can_be_fetched(cli, tmp_path, monkeypatch):
    case, out = open_case(cli), tmp_path / "x.pdf"

    def full(self, content):
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(type(out), "write_bytes", full)
        sentence = cli.refusal("print", "service-sheet", case, "--out", out)
    assert "print again BB-2026-A-D11-0001" in sentence
    assert cli.answer("print", "again", "BB-2026-A-D11-0001", "--out", out)["number"] == "BB-2026-A-D11-0001"


@pytest.mark.parametrize("form", ["service-sheet", "handover"])
def test_people_read_number_and_place(cli, tmp_path, form):
    said = cli.here("print", form, open_case(cli), "--out", tmp_path / "x.pdf").out
    assert "BB-2026-A-D" in said and "x.pdf" in said


def test_characters_without_a_font_are_named(cli, tmp_path):
    project = cli.answer("project", "add", "--name", "稀字\U00031350项目")["project"]
    case = cli.answer("case", "open", project, "--template", "SX-ZS", "--on", "2026-11-02", "--officer", "甲")["case"]
    assert cli.answer("print", "service-sheet", case, "--out", tmp_path / "x.pdf")["unprintable"] == ["\U00031350"]
    assert "请手填：\U00031350" in cli.here("print", "service-sheet", case, "--out", tmp_path / "y.pdf").out


def test_the_list_tells_every_form_with_what_it_asks(cli):
    listed = cli.answer("print", "--list")
    by_key = {one["key"]: one for one in listed}
    assert {"service-sheet", "handover", "application", "entrustment", "closing"} <= set(by_key)
    entrustment = by_key["entrustment"]
    assert (entrustment["code"], entrustment["subject"], entrustment["occasion"]) == ("D02", "case", "接件")
    assert {
        "key": "officer",
        "label": "乙方代办员",
        "kind": "line",
        "required": True,
        "options": [],
        "columns": [],
    } in (entrustment["asks"])
    said = cli.here("print", "--list").out
    assert "D02   entrustment" in said and "officer：乙方代办员（必填）" in said


def test_without_a_form_it_says_what_can_be_printed(cli):
    ended = cli.here("print")
    assert ended.code == 2
    assert "print --list" in ended.err


def test_answers_come_from_a_file_and_are_checked(cli, tmp_path):
    case, answers, out = open_case(cli), tmp_path / "填写.json", tmp_path / "x.pdf"
    answers.write_text(
        '{"contact": "某联系人", "stages": ["施工许可"], "enterprise": "某企业", "until": "2027-06-30", "copies": 3}',
        "utf-8",
    )
    issued = cli.answer("print", "entrustment", case, "--answers", answers, "--out", out)
    assert issued["number"] == "BB-2026-A-D02-0001"
    text = "".join("".join(page_texts(out.read_bytes())).split())
    assert "某联系人" in text and "至2027年6月30日止" in text and "本协议一式三份" in text
    for wrong, said in (
        ('{"contakt": "x", "enterprise": "某企业"}', "没有“contakt”这一栏"),
        ('{"until": "明年"}', "“委托期限至”（until）要写成日期"),
        ("[1]", "应是一个 JSON 对象"),
        ("{", "不是 JSON"),
    ):
        answers.write_text(wrong, "utf-8")
        assert said in cli.refusal("print", "entrustment", case, "--answers", answers, "--out", out)
    assert "读不到文件" in cli.refusal("print", "entrustment", case, "--answers", tmp_path / "无", "--out", out)
    answers.write_text('{"enterprise": "某企业"}', "utf-8")
    again = cli.answer("print", "entrustment", case, "--answers", answers, "--out", out)
    assert again["number"] == "BB-2026-A-D02-0002"


def test_a_blank_form_needs_no_case_and_takes_no_number(cli, tmp_path):
    out = tmp_path / "空表.pdf"
    answer = cli.answer("print", "entrustment", "--blank", "--out", out, "--copies", "4")
    assert (answer["number"], answer["case"]) == (None, None)
    text = "".join(page_texts(out.read_bytes()))
    assert "本协议一式四份" in text and "编号：＿" in text
    assert "空表" in cli.here("print", "entrustment", "--blank", "--out", out).out
    assert cli.answer("print", "handover", open_case(cli), "--out", out)["number"] == "BB-2026-A-D19-0001"


def test_papers_of_a_step_a_project_and_the_zone(cli, tmp_path):
    case, out = open_case(cli), tmp_path / "x.pdf"
    answers = tmp_path / "a.json"
    answers.write_text('{"enterprise": "某企业", "perform_by": "2027-01-29"}', "utf-8")
    step = cli.answer("print", "credit-pledge", case, "QQ05", "--answers", answers, "--out", out)
    assert (step["number"], step["case"]) == ("BB-2026-A-D10-0001", case)
    assert "请在代办件后面写明事项编码" in cli.here("print", "tolerance-pledge", case, "--out", out).err
    assert "没有事项 XX99" in cli.refusal("print", "tolerance-pledge", case, "XX99", "--out", out)
    (project,) = cli.answer("project", "list")
    answers.write_text('{"enterprise": "某企业"}', "utf-8")
    about = cli.answer("print", "application", project["project"], "--answers", answers, "--out", out)
    assert (about["number"], about["case"]) == ("BB-2026-A-D01-0001", None)
    answers.write_text('{"enterprise": "某企业", "question": "怎么办"}', "utf-8")
    assert cli.answer("print", "consultation", "--answers", answers, "--out", out)["number"] == "BB-2026-A-D05-0001"
    assert "请先填写：单位名称、咨询内容" in cli.refusal("print", "consultation", "--out", out)
    assert cli.here("print", "closing", "--out", out).code == 2


def test_an_order_is_issued_of_a_problem_without_a_project(cli, tmp_path):
    cells = ("来源=走访", "提出日期=2026-11-02", "企业=示例公司", "类别=用地", "问题描述=进场的路不通")
    row = cli.answer("ledger", "add", "问题", *cells, "--by", "甲")["row"]
    out, order = tmp_path / "x.pdf", ("print", "problem-order")
    assert "请先填写：责任单位" in cli.refusal(*order, "--row", "WT-2026-001", "--out", out)
    cli.answer("ledger", "act", row, "交办", "--by", "甲", "责任单位=规建局", "时限=5", "--on", "2026-11-03")
    issued = [cli.answer(*order, *which, "--out", out) for which in (("--row", row), ("WT-2026-001",))]
    assert [one["number"] for one in issued] == ["BB-2026-A-D21-0001", "BB-2026-A-D21-0002"]
    text = "".join("".join(page_texts(out.read_bytes())).split())
    assert all(said in text for said in ("示例公司", "进场的路不通", "规建局", "2026年11月10日"))
    answers = tmp_path / "a.json"
    answers.write_text('{"responsible": "供电公司"}', "utf-8")
    cli.answer(*order, "--row", "WT-2026-001", "--answers", answers, "--out", out)
    assert "供电公司" in "".join("".join(page_texts(out.read_bytes())).split())
    for words, said in (((), "--row"), (("--row", row, "某项目"), "只能写一个")):
        ended = cli.here(*order, *words, "--out", out)
        assert ended.code == 2 and said in ended.err
    assert "没有“WT-2026-009”这一行" in cli.refusal(*order, "--row", "WT-2026-009", "--out", out)
    cli.answer("ledger", "remove", row, "--reason", "重复")
    assert "移出的不能出具" in cli.refusal(*order, "WT-2026-001", "--out", out)
