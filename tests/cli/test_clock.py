"""`clock due` to the letter of its contract, driven through its own parser."""

import argparse
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from desktop_app.cli import clock
from desktop_app.domain.refusals import Refusal, WrongUsage
from tests.bundled_calendar import bundled_calendar

DESK = SimpleNamespace(calendar=bundled_calendar())
CASES = yaml.safe_load((Path(__file__).parents[1] / "data" / "clock_cases.yaml").read_text(encoding="utf-8"))["cases"]


def parsed(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    clock.register(parser.add_subparsers())
    return parser.parse_args(["clock", "due", *arguments])


def ask(*arguments: str) -> Any:
    args = parsed(*arguments)
    answer = args.run(args, DESK)
    return json.loads(json.dumps(answer))


def shown(*arguments: str) -> str:
    args = parsed(*arguments)
    return str(args.render(args, args.run(args, DESK)))


def batch(tmp_path: Path, items: object) -> Any:
    path = tmp_path / "batch.json"
    path.write_text(items if isinstance(items, str) else json.dumps(items), encoding="utf-8")
    return ask("--batch", str(path))


def test_the_example_of_the_contract() -> None:
    answer = ask("--from", "2026-11-05", "--limit", "8WD", "--pause", "2026-11-12..2026-11-15")
    assert (answer["start"], answer["due"], answer["firm"]) == ("2026-11-05", "2026-11-19", True)
    assert answer["days"][0] == {"date": "2026-11-06", "counts": True, "n": 1, "why": "工作日，第 1 日"}
    assert [one["date"] for one in answer["days"]] == [f"2026-11-{n:02}" for n in range(6, 20)]
    assert [one["n"] for one in answer["days"]] == [1, None, None, 2, 3, 4, None, None, None, None, 5, 6, 7, 8]
    assert "provisional" not in answer


def test_the_start_rule_is_not_applied_to_from() -> None:
    answer = ask("--from", "2026-01-01", "--limit", "1WD")
    assert (answer["start"], answer["due"]) == ("2026-01-01", "2026-01-04")


@pytest.mark.parametrize(
    ("filed", "start", "due"),
    [
        ("2026-11-06T18:10", "2026-11-09", "2026-11-10"),
        ("2026-11-06T17:30", "2026-11-06", "2026-11-09"),
        ("2026-11-07 09:00", "2026-11-09", "2026-11-10"),
        ("2026-11-06T18:10+08:00", "2026-11-09", "2026-11-10"),
    ],
)
def test_filed_at_answers_the_start_it_found(filed: str, start: str, due: str) -> None:
    answer = ask("--filed-at", filed, "--limit", "1WD")
    assert (answer["start"], answer["due"], answer["start_firm"]) == (start, due, True)


def test_hours_run_from_the_filing_or_from_the_opening_after_it() -> None:
    assert ask("--filed-at", "2026-11-06T11:00", "--limit", "4WH")["due_at"] == "2026-11-06T17:30:00"
    assert ask("--filed-at", "2026-11-06T18:10", "--limit", "4WH")["due_at"] == "2026-11-09T15:00:00"
    assert ask("--from", "2026-11-05", "--limit", "24NH")["due"] == "2026-11-06"


def test_a_date_in_an_unknown_year_is_provisional_only() -> None:
    answer = ask("--from", "2026-12-25", "--limit", "5WD")
    assert (answer["due"], answer["firm"], answer["provisional"]) == (None, False, "2027-01-04")
    assert (answer["missing_years"], answer["start"]) == ([2027], "2026-12-25")
    assert answer["days"][-1]["date"] == "2027-01-04"
    filed = ask("--filed-at", "2026-12-31T18:00", "--limit", "1WD")
    assert (filed["start"], filed["start_firm"], filed["due"]) == ("2027-01-04", False, None)


@pytest.mark.parametrize("limit", ["0WD", "0ND", "0D"])
def test_nothing_is_the_start_day(limit: str) -> None:
    answer = ask("--from", "2026-11-07", "--limit", limit)
    assert (answer["due"], answer["days"]) == ("2026-11-07", [])


def test_pauses_may_be_repeated_and_overlap() -> None:
    pauses = ["--pause", "2026-11-12..2026-11-13", "--pause", "2026-11-13..2026-11-15"]
    assert ask("--from", "2026-11-05", "--limit", "8WD", *pauses)["due"] == "2026-11-19"


def test_an_inverted_pause_is_refused() -> None:
    with pytest.raises(Refusal, match="晚于末日"):
        ask("--from", "2026-11-05", "--limit", "8WD", "--pause", "2026-11-15..2026-11-12")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--from", "2026-11-05", "--limit", "8天"), "--limit：时限“8天”无法识别"),
        (("--from", "2026-11-31", "--limit", "8WD"), "--from 的日期“2026-11-31”看不懂"),
        (("--from", "20261105", "--limit", "8WD"), "“20261105”看不懂"),
        (("--filed-at", "2026-11-06", "--limit", "8WD"), "--filed-at 的时刻“2026-11-06”看不懂"),
        (("--filed-at", "昨天", "--limit", "8WD"), "看不懂"),
        (("--from", "2026-11-05", "--limit", "8WD", "--pause", "2026-11-12"), "--pause“2026-11-12”看不懂"),
        (("--from", "2026-11-05", "--limit", "8WD", "--pause", "2026-11-12..x"), "--pause 的日期“x”看不懂"),
        (("--from", "2026-11-05"), "请给出 --limit"),
        (("--limit", "8WD"), "--from 与 --filed-at"),
        (("--from", "2026-11-05", "--filed-at", "2026-11-05T09:00", "--limit", "8WD"), "选一个"),
        (("--batch", "x.json", "--limit", "8WD"), "--batch 不能与"),
    ],
)
def test_what_cannot_be_understood_is_wrong_usage(arguments: tuple[str, ...], complaint: str) -> None:
    with pytest.raises(WrongUsage, match=complaint):
        ask(*arguments)


def test_a_batch_answers_every_known_case_in_order(tmp_path: Path) -> None:
    items = [
        {"start": case["start"], "working_days": case["limit_wd"], "pauses": case.get("pauses", [])} for case in CASES
    ]
    answer = batch(tmp_path, items)
    assert [(one["start"], one["due"]) for one in answer] == [(case["start"], case["due"]) for case in CASES]
    assert [one["firm"] for one in answer] == [case["due"] is not None for case in CASES]
    assert (answer[-1]["provisional"], answer[-1]["missing_years"]) == ("2027-01-04", [2027])


def test_a_batch_may_leave_out_the_pauses(tmp_path: Path) -> None:
    assert batch(tmp_path, [{"start": "2026-11-05", "working_days": 8}])[0]["due"] == "2026-11-17"
    assert batch(tmp_path, []) == []


@pytest.mark.parametrize(
    ("items", "complaint"),
    [
        ("[1,\n2", "第 2 行不是合法的 JSON"),
        ({"start": "2026-11-05"}, "应是一张列表"),
        ([{"start": "2026-11-05", "working_days": 8}, 5], "第 2 条：应写成"),
        ([{"start": "2026-11-05"}], "第 1 条：应写成"),
        ([{"start": "2026-11-35", "working_days": 8}], "第 1 条：start 的日期“2026-11-35”看不懂"),
        ([{"start": 20261105, "working_days": 8}], "第 1 条：start 的日期“20261105”看不懂"),
        ([{"start": "2026-11-05", "working_days": "8"}], "working_days 应是整数"),
        ([{"start": "2026-11-05", "working_days": True}], "working_days 应是整数"),
        ([{"start": "2026-11-05", "working_days": -1}], "第 1 条：时限 -1 不在"),
        ([{"start": "2026-11-05", "working_days": 8, "pauses": ["2026-11-06"]}], "pauses 应写成"),
        (
            [{"start": "2026-11-05", "working_days": 8, "pauses": [["2026-11-09", "2026-11-06"]]}],
            "第 1 条：暂停的首日 2026-11-09 晚于末日",
        ),
    ],
)
def test_a_bad_batch_is_refused_by_the_place(tmp_path: Path, items: object, complaint: str) -> None:
    with pytest.raises(Refusal, match=complaint):
        batch(tmp_path, items)


def test_a_batch_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="打不开文件"):
        ask("--batch", str(tmp_path / "none.json"))
    (tmp_path / "gbk.json").write_bytes('["期限"]'.encode("gbk"))
    with pytest.raises(Refusal, match="不是 UTF-8"):
        ask("--batch", str(tmp_path / "gbk.json"))
    (tmp_path / "deep.json").write_text("[" * 100_000, encoding="utf-8")
    with pytest.raises(Refusal, match="嵌套太深"):
        ask("--batch", str(tmp_path / "deep.json"))


def test_people_read_the_date_the_lines_and_every_day(tmp_path: Path) -> None:
    text = shown("--filed-at", "2026-11-06T18:10", "--limit", "2WD")
    assert text.splitlines()[:2] == ["办理到期：2026-11-11", "2026-11-06 18:10 收件，起算日 2026-11-09"]
    assert "  2026-11-11\t2\t工作日，第 2 日" in text
    assert text.endswith(f"日历版本：{DESK.calendar.version}")
    assert shown("--from", "2026-12-25", "--limit", "5WD").startswith(
        "办理到期：2027-01-04（暂估：2027 年放假安排尚未发布）"
    )
    path = tmp_path / "batch.json"
    path.write_text('[{"start": "2026-11-05", "working_days": 8}]', encoding="utf-8")
    assert shown("--batch", str(path)) == "2026-11-05\t2026-11-17"


def test_plain_days_are_counted_as_asked(cli):
    asked = ("clock", "due", "--from", "2026-11-05", "--limit", "7D")
    assert (cli.answer(*asked)["due"], cli.answer(*asked)["counted_as"]) == ("2026-11-16", "WD")
    natural = cli.answer(*asked, "--day-policy", "ND")
    assert (natural["due"], natural["counted_as"]) == ("2026-11-12", "ND")
    assert ["办理时限", "7 日（按自然日计）"] in natural["lines"]
