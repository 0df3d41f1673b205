"""Indicators on the command line: figures on any day, own definitions, publishing, checking, 三未."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from desktop_app.application.desk import Desk
from desktop_app.bootstrap import open_desk
from desktop_app.domain.partial_date import PartialDate
from desktop_app.domain.unfinished import UNFINISHED_WORDS
from tests.desks import entered, on


@contextmanager
def desk_of(cli) -> Iterator[Desk]:
    """The same workspace as the window has it: the facts of a project have no command of their own."""
    desk = open_desk(cli.folder, now=lambda: cli.now)
    yield desk
    desk.close()


@pytest.fixture
def ledger(cli):
    """Two projects of 签约一批, one of them begun."""
    with desk_of(cli) as desk:
        entered(desk, "甲厂", batch="签约", zone="东", investment_yuan=300_000_000,
                signed=PartialDate.of(on("2026-01-05")), started=PartialDate.of(on("2026-11-03")))  # fmt: skip
        entered(desk, "乙厂", batch="签约", zone="东", investment_yuan=100_000_000,
                signed=PartialDate.of(on("2026-02-05")))  # fmt: skip
    return cli


def rate(answer, name="开工率"):
    return next(one for one in answer["figures"] if one["name"] == name)


def test_figures_of_a_set_on_a_day(ledger):
    said = ledger.answer("indicators", "--preset", "2023", "--projects")
    assert (said["preset"], said["as_of"], said["reading"]) == ("2023", "2026-11-20", "known")
    started = rate(said)
    assert (started["value"], started["numerator"], started["denominator"]) == ("75.0", 300_000_000, 400_000_000)
    assert started["sides"] == "3 亿元 ÷ 4 亿元"
    assert "合计　2 个　4.00 亿元" in ledger.here("indicators").out
    assert started["verified"] is False and started["unfilled"] == []
    assert [one["name"] for one in started["projects"] if one["in_numerator"]] == ["甲厂"]
    words = ledger.here("indicators", "--preset", "2023", "--projects").out
    assert "    ● 甲厂\n" in words and "    ○ 乙厂：" in words
    assert "●" not in ledger.here("indicators", "--preset", "2023").out
    assert rate(said, "投产率")["value"] is None and "分母" in rate(said, "投产率")["words"]
    total = {"batch": "合计", "projects": 2, "investment_yuan": 400_000_000, "unfilled": 0, "left_out": []}
    assert said["batches"][-1] == total
    assert rate(ledger.answer("indicators", "--preset", "2021"))["value"] == "50.0"
    assert "可选：东" in ledger.refusal("indicators", "show", "--zone", "西")


def test_then_and_known_differ_by_what_came_in_late(ledger):
    said = ledger.answer("indicators", "--as-of", "2026-11-10", "--then")
    started = rate(said)
    assert (said["reading"], started["value"], started["known"], started["then"]) == ("then", None, "75.0", None)
    assert started["late_entries"][0]["entries"][0]["words"] == "项目录入台账（甲 2026-11-20 补录）"
    words = ledger.here("indicators", "--as-of", "2026-11-10", "--then").out
    assert "当时所记" in words and "补录 甲厂：不计入 → 计入分子和分母" in words and "另一读法 75.0" in words
    assert "还没有到" in ledger.refusal("indicators", "--as-of", "2026-11-21")


def test_own_definitions_come_from_a_file(ledger, tmp_path):
    listed = ledger.answer("indicators", "list")
    assert len(listed) == 10
    own = listed[0]["definition"] | {"name": "本区开工率", "digits": 3}
    file = tmp_path / "指标.json"
    file.write_text(json.dumps(own), "utf-8")
    made = ledger.answer("indicators", "define", file, "--by", "甲")
    assert (made["version"], made["preset"], made["definition"]) == (1, "own", own)
    assert rate(ledger.answer("indicators", "--preset", "own"), "本区开工率")["value"] == "75.000"
    file.write_text(json.dumps(own | {"digits": 0, "window": {"first": "2026-01-01"}}), "utf-8")
    edited = ledger.answer("indicators", "define", file, "--edit", "本区开工率", "--by", "甲", "--reason", "取整")
    assert (edited["version"], edited["window"]) == (2, "2026年1月1日以来签约的项目")
    retired = ledger.answer("indicators", "retire", "本区开工率", "--by", "甲", "--reason", "作废")
    assert retired["retired"]
    assert "还没有自定指标" in ledger.here("indicators", "--preset", "own").out
    assert "（第 1 版，待核）" in ledger.here("indicators", "list").out


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"moon": 1}, "定义里有不认识的键 moon"),
        ({"name": 3}, "定义的 name 应是一段文字"),
        ({"digits": "1"}, "定义的 digits 应是整数"),
        ({"apart": "no"}, "只能写 true 或 false"),
        ({"numerator": []}, "分子应写成"),
        ({"numerator": {"criteria": 3}}, "criteria 应是列表"),
        ({"numerator": {"criteria": [{"field": "started", "test": "soon"}]}}, "条件的 test 只能写"),
        ({"numerator": {"criteria": [{"field": "batch", "test": "is", "values": "签约"}]}}, "应是文字的列表"),
        ({"window": {"first": "某日"}}, "范围的日期“某日”看不懂"),
        ({"denominator": {"words": "下", "measure": "zone"}}, "不是金额栏"),
    ],
)
def test_a_wrong_file_is_told(ledger, tmp_path, change, said):
    file = tmp_path / "指标.json"
    own = ledger.answer("indicators", "list")[0]["definition"] | {"name": "本区"}
    file.write_text(json.dumps(own | change), "utf-8")
    assert said in ledger.refusal("indicators", "define", file, "--by", "甲")


def test_a_file_that_is_none(ledger, tmp_path):
    assert "读不到文件" in ledger.refusal("indicators", "define", tmp_path / "无", "--by", "甲")
    file = tmp_path / "x.json"
    file.write_bytes(b"\xff")
    assert "不是 JSON" in ledger.refusal("indicators", "define", file, "--by", "甲")


def test_what_is_published_can_be_checked(ledger):
    made = ledger.answer("indicators", "publish", "2023-started", "--by", "甲", "--note", "月通报第 11 期")
    assert (made["value"], made["label"], made["projects"]) == ("75.0", "2023口径 第 1 版", 2)
    assert ledger.answer("indicators", "published") == [made | {"agrees": True}]
    assert ledger.answer("indicators", "check", made["id"])["agrees"] is True
    ledger.now += timedelta(hours=1)
    with desk_of(ledger) as desk:
        desk.projects.edit(replace(desk.projects.find("乙厂"), investment_yuan=300_000_000), "乙")
    again = ledger.answer("indicators", "check", made["id"])
    assert (again["agrees"], again["now"]) == (False, "50.0")
    words = ledger.here("indicators", "check", made["id"]).out
    assert "不一致：发布时 75.0%，重算 50.0%" in words and "总投资：1 亿元 → 3 亿元（乙 2026-11-20 补录）" in words
    assert "月通报第 11 期" in ledger.here("indicators", "published").out
    assert [one["agrees"] for one in ledger.answer("indicators", "published")] == [False]
    assert "▲ 台账后来有变" in ledger.here("indicators", "published").out
    assert "没有编号为“x”" in ledger.refusal("indicators", "check", "x")


def test_unfinished_and_its_thresholds(ledger):
    said = ledger.answer("indicators", "unfinished")
    assert [(one["words"], one["name"], one["days"], one["lamp"]) for one in said["rows"]] == [
        ("签约未开工", "乙厂", 288, None),
        ("开工未投产", "甲厂", 17, None),
    ]
    assert "还没有给签约未开工、开工未投产、投产未达效设天数" in said["advice"]
    assert "indicators thresholds" in said["advice"]
    assert "登记人" in ledger.refusal("indicators", "thresholds", "--not-started", "180")
    kept = ledger.answer("indicators", "thresholds", "--not-started", "180", "--by", "甲")
    assert (kept["not_started"], kept["not_producing"], kept["by"]) == (180, None, "甲")
    some = ledger.answer("indicators", "unfinished")
    assert some["advice"].startswith("还没有给开工未投产、投产未达效设天数，这里的灯不亮")
    late = some["rows"][0]
    assert (late["lamp"], late["over"]) == ("overdue", 108)
    words = ledger.here("indicators", "unfinished").out
    assert all(UNFINISHED_WORDS[kind] in words for kind in list(UNFINISHED_WORDS)[:2]) and "▲ 逾期" in words
    assert "参考 365 天，待核" in ledger.here("indicators", "thresholds").out
    assert ledger.answer("indicators", "thresholds", "--not-started", "0", "--by", "甲")["not_started"] is None
    assert "没有三未项目" in ledger.here("indicators", "unfinished", "--zone", "西").out


def test_a_workbook_is_stored_beside_the_answer(ledger, tmp_path):
    file = tmp_path / "指标.xlsx"
    said = ledger.answer("indicators", "--excel", file)
    assert said["excel"] == str(file) and file.read_bytes()[:2] == b"PK"
    assert "已存成" in ledger.here("indicators", "--excel", file).out
    assert "文件夹" in ledger.refusal("indicators", "--excel", tmp_path / "无" / "x.xlsx")


def test_a_published_figure_is_withdrawn_and_what_stands_for_it_is_named(ledger):
    wrong = ledger.answer("indicators", "publish", "2023-started", "--by", "甲")
    assert wrong["withdrawn"] is None
    gone = ledger.answer("indicators", "withdraw", wrong["id"], "--by", "乙", "--reason", "投资额录错")["withdrawn"]
    assert (gone["by"], gone["reason"], gone["successor"]) == ("乙", "投资额录错", None)
    right = ledger.answer("indicators", "publish", "2023-started", "--by", "甲")
    named = ledger.answer("indicators", "withdraw", wrong["id"], "--by", "乙", "--successor", right["id"])
    assert named["withdrawn"]["successor"] == right["id"]
    words = ledger.here("indicators", "published").out
    assert "✕ 已撤回（乙 " in words and f"由 {right['id']} 接替" in words
    assert "无需重复" in ledger.refusal("indicators", "withdraw", wrong["id"], "--by", "乙", "--reason", "错")
    assert "为什么撤回" in ledger.refusal("indicators", "withdraw", right["id"], "--by", "乙")


def test_a_bundled_definition_is_retired_listed_and_resumed(ledger):
    ledger.answer("indicators", "retire", "2021-reached", "--by", "甲", "--reason", "本区不用")
    assert [one["id"] for one in ledger.answer("indicators", "list", "--retired")] == ["2021-reached"]
    assert "2021-reached" not in {one["id"] for one in ledger.answer("indicators", "list")}
    ledger.answer("indicators", "resume", "2021-reached", "--by", "甲", "--reason", "恢复考核")
    assert ledger.answer("indicators", "list", "--retired") == []


def test_an_unknown_zone_is_refused_and_nothing_is_written(ledger, tmp_path):
    file = tmp_path / "指标.xlsx"
    assert "没有“不存在”这个开发区" in ledger.refusal("indicators", "--zone", "不存在", "--excel", file)
    assert not file.exists()
