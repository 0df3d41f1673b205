"""The parser speaks Chinese and takes no half-understood value."""

import argparse
from datetime import date

import pytest

from desktop_app.cli.arguments import ChineseParser, day, in_chinese, leaves, month, pair, year
from desktop_app.cli.main import parser


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], "缺少参数：FILE"),
        (["a", "b"], "看不懂的参数：b"),
        (["a", "--on"], "--on 后面要写一个值"),
        (["a", "--many"], "--many 后面至少要写一个值"),
        (["a", "--number", "x"], "--number 的值 'x' 看不懂"),
        (["a", "--flag=1"], "--flag 后面不能带值 '1'"),
        (["a", "--left", "--right"], "--right 不能与 --left 同用"),
        (["a", "--which", "c"], "--which 没有 'c'，可选："),
        (["a", "--on", "20261105"], "--on：日期“20261105”看不懂，请写成 2026-11-05 的样子"),
        (["a", "--on", "2026-02-30"], "--on：没有“2026-02-30”这一天，请核对日期"),
        (["a", "--o", "2026-02-03"], "看不懂的参数：--o 2026-02-03"),
    ],
)
def test_complains_in_chinese(words, expected, capsys):
    one = ChineseParser(prog="x")
    one.add_argument("file", metavar="FILE")
    one.add_argument("--on", type=day)
    one.add_argument("--many", nargs="+")
    one.add_argument("--number", type=int)
    one.add_argument("--flag", action="store_true")
    one.add_argument("--which", choices=["a", "b"])
    either = one.add_mutually_exclusive_group()
    either.add_argument("--left", action="store_true")
    either.add_argument("--right", action="store_true")
    with pytest.raises(SystemExit) as ended:
        one.parse_args(words)
    said = capsys.readouterr().err
    assert ended.value.code == 2
    assert f"用法有误：{expected}" in said
    assert said.startswith("用法：x ")


@pytest.mark.parametrize(
    ("words", "cells", "by", "kinds"),
    [
        (["r", "--by", "甲", "a=1", "b=2"], ["a=1", "b=2"], "甲", []),
        (["--by=甲", "r", "a=1", "--flag", "b=2"], ["a=1", "b=2"], "甲", []),
        (["r", "a=1", "--kinds", "x", "y", "--by", "-a"], ["a=1"], None, ["x", "y"]),
        (["r", "--", "--by"], ["--by"], "", []),
        (["r"], [], "", []),
    ],
)
def test_options_stand_before_among_and_behind_a_list(words, cells, by, kinds, capsys):
    one = ChineseParser(prog="x")
    one.add_argument("row")
    one.add_argument("cells", nargs="*")
    one.add_argument("--by", default="")
    one.add_argument("--flag", action="store_true")
    one.add_argument("--kinds", nargs="+", default=[])
    if by is None:
        with pytest.raises(SystemExit):
            one.parse_args(words)
        assert "用法有误：--by 后面要写一个值" in capsys.readouterr().err
        return
    found = one.parse_args(words)
    assert (found.row, found.cells, found.by, found.kinds) == ("r", cells, by, kinds)


def test_one_of_a_group_is_required(capsys):
    one = ChineseParser(prog="x")
    either = one.add_mutually_exclusive_group(required=True)
    either.add_argument("--left", action="store_true")
    either.add_argument("--right", action="store_true")
    with pytest.raises(SystemExit):
        one.parse_args([])
    assert "以下参数必须给出一个：--left --right" in capsys.readouterr().err


def test_chinese_sentences_stay():
    assert in_chinese("参数写错了") == "参数写错了"


def test_values_are_read_strictly():
    assert day("2026-11-05") == date(2026, 11, 5)
    assert month(" 2026-09 ") == "2026-09"
    assert year("2026") == 2026
    assert pair("单位=万元") == ("单位", "万元")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (day, "2026-W45-4"),
        (day, "2026-1-1"),
        (day, "２０２６-11-05"),
        (month, "2026-13"),
        (month, "2026-9"),
        (year, "26"),
        (year, "0000"),
        (pair, "单位"),
        (pair, "=x"),
    ],
)
def test_values_that_cannot_be_read_say_why(kind, text):
    with pytest.raises(argparse.ArgumentTypeError, match="看不懂"):
        kind(text)


def test_every_help_is_in_chinese():
    for one in [parser(), *leaves(parser())]:
        text = one.format_help()
        for english in ("usage:", "options:", "arguments:", "show this"):
            assert english not in text, one.prog


def test_every_command_understands_json_and_workspace():
    for one in leaves(parser()):
        text = one.format_help()
        assert "--json" in text and "--workspace DIR" in text, one.prog
