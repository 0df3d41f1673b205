"""The `template` commands: what they answer, what they print, and what they refuse."""

from __future__ import annotations

import argparse
import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from chinese_calendar.constants import holidays, workdays

from desktop_app.catalog.matters import load_matters
from desktop_app.catalog.templates import check_template, load_templates
from desktop_app.cli import template
from desktop_app.cli.answer import Answer
from desktop_app.domain.calendar import WorkingCalendar, YearNotice
from desktop_app.domain.refusals import Refusal, WrongUsage
from desktop_app.domain.template import ApprovalTemplate, Problem
from desktop_app.locations import resources


class Shelf:
    """The shipped templates."""

    def __init__(self) -> None:
        self.matters = load_matters(resources() / "matters")
        self.templates = load_templates(resources() / "templates", self.matters)

    def all(self) -> tuple[ApprovalTemplate, ...]:
        return self.templates

    def get(self, key: str) -> ApprovalTemplate:
        for one in self.templates:
            if one.key == key:
                return one
        raise Refusal.say(f"没有流程模板 {key}")

    def check(self, path: Path) -> tuple[Problem, ...]:
        return check_template(path, self.matters)


@dataclass(frozen=True)
class Desk:
    templates: Shelf
    calendar: WorkingCalendar


@functools.cache
def desk() -> Desk:
    notice = YearNotice(
        2026,
        "2026 年放假安排",
        True,
        frozenset(day for day in holidays if day.year == 2026),
        frozenset(day for day in workdays if day.year == 2026),
    )
    return Desk(Shelf(), WorkingCalendar([notice]))


def run(*words: str) -> tuple[Any, str, int]:
    """The payload, the printed words and the exit code of a command."""
    parser = argparse.ArgumentParser()
    template.register(parser.add_subparsers(required=True))
    args = parser.parse_args([template.NOUN, *words])
    answer = args.run(args, desk())
    payload, code = (answer.payload, answer.exit_code) if isinstance(answer, Answer) else (answer, 0)
    assert json.loads(json.dumps(payload)) == payload
    return payload, args.render(args, payload), code


def schedule(*words: str) -> dict[str, dict[str, Any]]:
    payload: Sequence[dict[str, Any]] = run("schedule", *words)[0]
    return {line["matter"]: line for line in payload}


def test_list_names_every_template() -> None:
    payload, words, code = run("list")
    assert code == 0
    assert [(line["key"], line["steps"]) for line in payload] == [
        ("SX-BA-CG", 70),
        ("SX-BA-CNZ", 63),
        ("SX-BZD", 63),
        ("SX-HZ", 70),
        ("SX-HZ-CNZ", 70),
        ("SX-SGYP", 7),
        ("SX-ZL", 31),
        ("SX-ZS", 15),
        ("SX-ZS-JS", 15),
    ]
    assert set(payload[0]) == {"key", "name", "version", "steps"}
    assert words.splitlines()[0] == "SX-BA-CG\t企业投资项目(备案类)·常规流程\t2026.11-草案2\t70 个环节"


def test_check_of_a_sound_file(tmp_path: Path) -> None:
    path = resources() / "templates" / "SX-ZS.yaml"
    assert run("check", str(path)) == ({"problems": []}, f"{path}：没有问题", 0)


def test_check_names_file_line_and_problem(tmp_path: Path) -> None:
    body = (resources() / "templates" / "SX-ZS.yaml").read_text(encoding="utf-8")
    path = tmp_path / "t.yaml"
    path.write_text(body.replace("- matter: QQ03\n", "- matter: XX99\n"), encoding="utf-8")
    payload, words, code = run("check", str(path))
    line = body.splitlines().index("- matter: QQ03") + 1
    assert code == 1
    assert {"file": str(path), "line": line, "message": "未知事项 XX99，请先在事项库里登记，或核对编号"} in payload[
        "problems"
    ]
    assert f"{path} 第 {line} 行：未知事项 XX99" in words
    assert words.splitlines()[-1] == f"共 {len(payload['problems'])} 处问题"


def test_a_template_is_checked_by_its_key() -> None:
    assert run("check", "SX-ZS") == ({"problems": []}, "SX-ZS：没有问题", 0)
    with pytest.raises(Refusal, match="没有流程模板 SX-NEIN"):
        run("check", "SX-NEIN")


def test_what_a_stored_version_lacks_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = desk().templates.get("SX-ZS")
    first = sound.steps[0]
    broken = replace(sound, steps=(replace(first, matter=replace(first.matter, authority="")), *sound.steps[1:]))
    monkeypatch.setattr(desk().templates, "templates", (broken,))
    payload, words, code = run("check", "SX-ZS")
    said = f"环节 {first.code} 没有审批机关，请写明"
    assert payload == {"problems": [{"file": f"SX-ZS {sound.version}", "line": None, "message": said}]}
    assert (words, code) == (f"SX-ZS {sound.version}：{said}\n共 1 处问题", 1)


def test_check_of_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="没有文件"):
        run("check", str(tmp_path / "nothing.yaml"))


def test_schedule_from_a_day() -> None:
    payload, words, code = run("schedule", "SX-ZS-JS", "--from", "2026-11-05")
    assert code == 0
    assert payload[0] == {
        "matter": "QQ01",
        "title": "项目线索登记与首次洽谈",
        "start": "2026-11-05",
        "finish": "2026-11-06",
        "slack": 0,
        "critical": True,
        "firm": True,
    }
    by_matter = {line["matter"]: line for line in payload}
    assert (by_matter["DJ02"]["finish"], by_matter["QQ06"]["slack"]) == ("2026-11-13", 6)
    assert words.splitlines()[0] == "QQ01\t2026-11-05 至 2026-11-06\t关键\t项目线索登记与首次洽谈"
    assert "QQ06\t2026-11-06 至 2026-11-09\t余 6 个工作日\t一次性告知与审批路径图(一项目一方案)" in words


def test_schedule_with_optional_steps() -> None:
    plain = schedule("SX-ZS", "--from", "2026-11-05")
    added = schedule("SX-ZS", "--from", "2026-11-05", "--with", "LX01", "DJ06")
    again = schedule("SX-ZS", "--from", "2026-11-05", "--with", "LX01", "--with", "DJ06")
    assert added.keys() - plain.keys() == {"LX01", "DJ06"}
    assert added == again


def test_schedule_into_an_unannounced_year_gives_no_firm_date() -> None:
    lines = schedule("SX-ZS", "--from", "2026-12-12")
    assert lines["QQ04"]["finish"] == "2026-12-31"
    crossing = lines["QQ05"]
    assert (crossing["start"], crossing["finish"], crossing["firm"]) == ("2026-12-31", None, False)
    assert (crossing["provisional_start"], crossing["provisional_finish"]) == ("2026-12-31", "2027-01-04")
    assert crossing["missing_years"] == [2027]
    assert (lines["YJ01"]["start"], lines["YJ01"]["finish"]) == (None, None)
    words = run("schedule", "SX-ZS", "--from", "2026-12-12")[1]
    assert "QQ05\t2026-12-31 至 2027-01-04（暂估）" in words


def test_schedule_with_the_building_time() -> None:
    lines = schedule("SX-BA-CNZ", "--from", "2026-01-05", "--length", "SG02=30ND")
    started, finished = (date.fromisoformat(lines["SG02"][key]) for key in ("start", "finish"))
    assert (finished - started).days >= 30


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("NO", "--from", "2026-11-05"), "没有流程模板 NO"),
        (("SX-ZS", "--from", "2026-11-05", "--with", "XX99"), "没有事项 XX99"),
        (("SX-BA-CG", "--from", "2026-11-05", "--with", "HP01", "HP02"), "“环评”只能选一项"),
    ],
)
def test_what_is_refused(words: tuple[str, ...], message: str) -> None:
    with pytest.raises(Refusal, match=message):
        run("schedule", *words)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("SX-ZS", "--from", "2026-11-31"), "日期“2026-11-31”无法识别"),
        (("SX-BA-CG", "--from", "2026-11-05", "--length", "SG02"), "“SG02”无法识别"),
        (("SX-BA-CG", "--from", "2026-11-05", "--length", "SG02=半年"), "时限“半年”无法识别"),
    ],
)
def test_what_cannot_be_understood(words: tuple[str, ...], message: str) -> None:
    with pytest.raises(WrongUsage, match=message):
        run("schedule", *words)
