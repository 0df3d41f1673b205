"""`bangban-cli self-test`: whether this copy of the program carries everything it needs, tried by using it."""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_app import locations
from desktop_app.application.cases import Opening
from desktop_app.cli.answer import Answer, Installation, Needs
from desktop_app.domain.project import Project
from desktop_app.domain.refusals import Damaged

NOUN = "self-test"

FIRST_YEAR, LAST_YEAR = 2018, 2026
"""The years whose official notices come with the program."""

_KINDS = {
    "fonts": ("字库", "resources/fonts/"),
    "matters": ("事项库", "resources/matters/"),
    "templates": ("流程模板", "resources/templates/"),
    "calendars": ("工作日历", "resources/calendars/"),
    "migrations": ("数据库升级脚本", "db/"),
    "others": ("其他资源", "resources/"),
}
# Characters of every bundled face: song, hei, kai and those that only one font has.
_PROBE = "自检项目䶮㐂𠮷𫖮"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing tried, and what was wrong with it (nothing, when it passed)."""

    name: str
    problems: tuple[str, ...]
    found: str = ""


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the noun, which is its own verb."""
    noun = subparsers.add_parser(NOUN, help="自检：程序自带的字库、模板、日历、升级脚本是否齐全可用")
    noun.set_defaults(run=self_test, render=render_checks, needs=Needs.INSTALLATION)


def self_test(args: argparse.Namespace, installation: Installation) -> Answer:
    """Try everything a copy of the program must carry; exit 1 naming what is missing, altered or does not work."""
    checks = [
        *_carried_files(),
        _tried("templates load", lambda: _templates(installation)),
        _tried("calendars load", lambda: _calendars(installation)),
        _tried("faces load", lambda: f"{len(installation.program.proof().faces())} 种字体"),
        _tried("main job", lambda: _main_job(installation)),
    ]
    passed = all(not check.problems for check in checks)
    payload: dict[str, object] = {
        "passed": passed,
        "checks": [
            {"check": one.name, "ok": not one.problems, "found": one.found, "problems": list(one.problems)}
            for one in checks
        ],
    }
    if not passed:
        first = next(one for one in checks if one.problems)
        payload["refused"] = f"自检没有通过：{first.problems[0]}"
    return Answer(payload, 0 if passed else 1)


def _tried(name: str, attempt: Callable[[], str]) -> Check:
    try:
        return Check(name, (), attempt())
    except Exception as broken:  # noqa: BLE001 - whatever goes wrong is the finding of the check
        words = (str(broken) or type(broken).__name__).splitlines()[0]
        return Check(name, (f"{_WORDS[name]}：{words}",))


def _carried_files() -> list[Check]:
    """Compare every carried file with the manifest, kind by kind."""
    manifest = locations.resources() / "manifest.json"
    try:
        sums: Mapping[str, str] = json.loads(manifest.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return [Check("manifest", (f"资源清单 {manifest.name} 缺失或损坏，请重新安装程序",))]
    left = dict(sums)
    checks = []
    for kind, (word, folder) in _KINDS.items():
        names = [name for name in left if name.startswith(folder)]
        wrong = [problem for name in names if (problem := _wrong(name, left.pop(name)))]
        if not names:
            wrong = [f"{word}：资源清单里一个都没有，请重新安装程序"]
        checks.append(Check(kind, tuple(wrong), f"{word} {len(names)} 个文件"))
    return checks


def _wrong(name: str, digest: str) -> str:
    top, _, rest = name.partition("/")
    path = (locations.resources() if top == "resources" else locations.db()) / rest
    try:
        body = path.read_bytes()
    except OSError:
        return f"缺少 {name}，请重新安装程序"
    return "" if hashlib.sha256(body).hexdigest() == digest else f"{name} 的内容被改动过，请重新安装程序"


def _templates(installation: Installation) -> str:
    every = installation.program.bundled().templates.all()
    if not every:
        raise Damaged("一个流程模板也没有")
    return f"{len(every)} 个流程模板，{sum(len(one.steps) for one in every)} 个环节"


def _calendars(installation: Installation) -> str:
    calendar = installation.program.bundled().calendar
    unknown = [str(year) for year in range(FIRST_YEAR, LAST_YEAR + 1) if not calendar.known(year)]
    if unknown:
        raise Damaged(f"缺少 {'、'.join(unknown)} 年的放假安排")
    return f"日历版本 {calendar.version}"


def _main_job(installation: Installation) -> str:
    """Make a workspace by the migrations, open a case, print its sheet, and read the sheet's text back."""
    with tempfile.TemporaryDirectory(prefix="bangban-self-test-", ignore_cleanup_errors=True) as place:
        with closing(installation.program.open_desk(Path(place) / "workspace", create=True)) as desk:
            project, _ = desk.projects.add(Project(id="", name=_PROBE), "自检")
            template = desk.templates.all()[0]
            case, _ = desk.cases.open(Opening(project.id, template.key, desk.now().date(), "自检"), "自检")
            issued = desk.documents.issue("service-sheet", case.id, {}, "自检")
            again = desk.documents.again(issued.paper.number)
        if again.content != issued.content:
            raise Damaged("存档的文书与出具时不一致")
        text = installation.program.proof().text(issued.content)
        missing = [word for word in (_PROBE, issued.paper.number) if word not in text]
        if missing or issued.unprintable:
            raise Damaged(f"服务单上读不到：{'、'.join([*missing, *issued.unprintable])}")
        return f"{issued.paper.number}，{issued.paper.pages} 页"


_WORDS = {
    "templates load": "流程模板不能载入",
    "calendars load": "工作日历不能载入",
    "faces load": "字体不能载入",
    "main job": "建工作区、立件、出单不成功",
}


def render_checks(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """Every check with its outcome, and every problem on a line of its own."""
    lines = []
    for one in answer["checks"]:
        lines.append(f"{'✓' if one['ok'] else '✕'} {one['check']}\t{one['found']}")
        lines += [f"  {problem}" for problem in one["problems"]]
    lines.append("自检通过" if answer["passed"] else answer["refused"])
    return "\n".join(lines)
