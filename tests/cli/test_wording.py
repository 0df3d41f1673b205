"""Adaptable texts from the command line."""

from tests.command_line import open_case
from tests.documents.reading import page_texts


def one(cli, key: str) -> dict[str, object]:
    return next(text for text in cli.answer("wording", "list") if text["key"] == key)


def test_a_text_is_worded_differently_printed_and_restored(cli, tmp_path):
    before = one(cli, "closing.statement")
    assert (before["own"], before["form"], before["version"]) == (False, "closing", 0)
    answer = cli.answer("wording", "set", "closing.statement", "--text", "本区声明。", "--by", "甲")
    assert (answer["own"], answer["text"], answer["version"]) == (True, "本区声明。", 1)
    out = tmp_path / "x.pdf"
    answers = tmp_path / "a.json"
    answers.write_text('{"reason": "甲方提出终止"}', "utf-8")
    cli.answer("print", "closing", open_case(cli), "--answers", answers, "--out", out)
    assert "本区声明。" in "".join(page_texts(out.read_bytes()))
    assert cli.answer("wording", "restore", "closing.statement")["text"] == before["text"]
    assert "原文" in cli.here("wording", "list").out


def test_a_text_comes_from_a_file(cli, tmp_path):
    file = tmp_path / "条款.txt"
    file.write_text("第一条。\n第二条。\n", "utf-8")
    assert cli.answer("wording", "set", "entrustment.ending", "--file", file)["text"] == "第一条。\n第二条。"
    file.write_bytes(b"\xb5\xda")
    assert "不是 UTF-8 文本" in cli.refusal("wording", "set", "entrustment.ending", "--file", file)
    assert "读不到文件" in cli.refusal("wording", "set", "entrustment.ending", "--file", tmp_path / "无")
    assert "没有“x”这段文书文字" in cli.refusal("wording", "restore", "x")
