"""The figures of a ledger on the command line: over all rows, whatever was asked for."""

from __future__ import annotations

from tests.command_line import CommandLine


def test_the_share_decided_in_the_zone_is_told(cli: CommandLine) -> None:
    for name, decided, count in (("甲证", "区内办结", "6"), ("乙证", "区内办结", ""), ("丙证", "区外审批", "4")):
        cli.answer("ledger", "add", "赋权事项", f"事项名称={name}", f"谁决定={decided}", f"本年办件={count}")
    answer = cli.answer("ledger", "list", "delegated", "--view", "区外审批")
    assert answer["count"] == 1
    assert [(one["figure"], one["part"], one["whole"], one["percent"]) for one in answer["figures"]] == [
        ("in_zone", 2, 3, "66.7"),
        ("in_zone_cases", 6, 10, "60.0"),
    ]
    assert "区内办结率 66.7%（2 ÷ 3 项）\n" in cli.here("ledger", "list", "delegated").out
    assert cli.answer("ledger", "list", "delegated", "--removed")["figures"] == []
    assert cli.answer("ledger", "list", "visits")["figures"] == []


def test_the_trips_of_every_leader_are_told_against_the_number_asked_for(cli: CommandLine) -> None:
    for on, leader, rank in (
        ("2026-03-02", "甲", "县主要领导"),
        ("2025-03-02", "甲", "县主要领导"),
        ("2026-05-02", "丁", "分管领导"),
    ):
        cli.answer(
            "ledger", "add", "外出招商", f"出发日期={on}", f"带队领导={leader}", f"带队层级={rank}", "目的地=苏州"
        )
    zone, county = cli.answer("ledger", "list", "trips")["figures"]
    assert zone == {
        "figure": "zone_trips",
        "label": "开发区主要领导",
        "rule": "target",
        "year": 2026,
        "person": None,
        "count": 0,
        "target": 12,
        "missing": 12,
        "unit": "次",
        "words": "开发区主要领导 2026 年 0/12 次 ▲ 差 12 次",
    }
    assert (county["person"], county["count"], county["target"]) == ("甲", 1, 6)
    assert "县主要领导 甲 2026 年 1/6 次 ▲ 差 5 次" in cli.here("ledger", "list", "trips").out
