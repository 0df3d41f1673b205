"""`bangban-cli template versions|diff|migrate|export|import`: the versions of a workspace's approval templates."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from desktop_app.application.desk import Desk
from desktop_app.application.template_migrations import MigrationReport
from desktop_app.application.template_packs import Arrival, PackReport
from desktop_app.application.templates import TemplateVersion
from desktop_app.cli.answer import Answer, Needs
from desktop_app.cli.dates import iso
from desktop_app.cli.find import find_case
from desktop_app.domain.template_diff import Difference
from desktop_app.domain.template_migration import CaseMigration, MovedDue
from desktop_app.domain.terms import CLOCK_WORDS, STATE_WORDS

ORIGIN_WORDS = {"bundled": "程序自带", "published": "本地发布", "imported": "导入"}
"""Where a version came from, as it is printed."""

_ARRIVAL_WORDS = {"new": "新模板", "version": "新版本", "same": "已有，不再导入"}


def add_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verbs on versions to the noun `template`."""
    versions = verbs.add_parser("versions", help="列出一个模板的全部版本：来源、生效日期、多少代办件在用")
    versions.add_argument("key", metavar="KEY", nargs="?", default="", help="模板编号，如 SX-ZS；不写则列出全部")
    versions.set_defaults(run=list_versions, render=render_versions, needs=Needs.WORKSPACE)

    diff = verbs.add_parser("diff", help="比较一个模板的两个版本：环节、时限、材料、前置、分组")
    diff.add_argument("key", metavar="KEY", help="模板编号")
    diff.add_argument("old", metavar="A", help="较旧的版本")
    diff.add_argument("new", metavar="B", help="较新的版本")
    diff.set_defaults(run=diff_versions, render=render_diff, needs=Needs.WORKSPACE)

    migrate = verbs.add_parser("migrate", help="让在办件换用模板的另一个版本；先用 --dry-run 看会变什么")
    migrate.add_argument("key", metavar="KEY", help="模板编号")
    migrate.add_argument("--to", metavar="VERSION", default="", help="换到哪个版本（默认现行版本）；写旧版本即换回去")
    migrate.add_argument(
        "--case",
        dest="cases",
        metavar="CASE",
        action="append",
        default=[],
        help="只换这件，可写多次（默认全部在办件）",
    )
    migrate.add_argument("--dry-run", action="store_true", help="只看会变什么，不写入")
    migrate.add_argument("--by", metavar="NAME", default="", help="由谁换版")
    migrate.add_argument("--why", metavar="TEXT", default="", help="为什么换版，记入每个代办件")
    migrate.set_defaults(run=migrate_cases, render=render_migration, needs=Needs.WORKSPACE)

    export = verbs.add_parser("export", help="把一个或几个模板（连同事项）导出为一个模板包 .bbmb")
    export.add_argument("keys", metavar="KEY[@VERSION]", nargs="+", help="模板编号，可带版本（默认现行版本）")
    export.add_argument("--out", metavar="FILE", type=Path, required=True, help="写到哪个文件，如 模板.bbmb")
    export.set_defaults(run=export_pack, render=render_export, needs=Needs.WORKSPACE)

    take = verbs.add_parser("import", help="导入模板包；同一版本号而内容不同的存为新版本")
    take.add_argument("file", metavar="FILE", type=Path, help="模板包 .bbmb")
    take.add_argument("--dry-run", action="store_true", help="只看会导入什么，不写入")
    take.add_argument("--by", metavar="NAME", default="", help="由谁导入")
    take.add_argument("--why", metavar="TEXT", default="", help="为什么导入")
    take.set_defaults(run=import_pack, render=render_import, needs=Needs.WORKSPACE)


def list_versions(args: argparse.Namespace, desk: Desk) -> list[dict[str, object]]:
    """Every version of a template, newest first; raises Refusal for an unknown key."""
    return [_version_keys(one) for one in desk.templates.versions(args.key)]


def _version_keys(one: TemplateVersion) -> dict[str, object]:
    return {
        "key": one.key,
        "version": one.version,
        "name": one.name,
        "steps": one.steps,
        "effective_from": iso(one.effective_from),
        "firm": True,
        "origin": one.origin.value,
        "in_force": one.in_force,
        "unverified": one.unverified,
        "cases": one.cases,
        "running": one.running,
        "base": one.base,
        "source": one.source,
        "why": one.why,
        "recorded_by": one.recorded_by,
        "recorded_at": one.recorded_at.isoformat() if one.recorded_at else None,
    }


def diff_versions(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """What differs between two versions; raises Refusal when one is unknown."""
    found = desk.templates.diff(args.key, args.old, args.new)
    return {"key": args.key, "old": args.old, "new": args.new, "differences": [_difference_keys(one) for one in found]}


def _difference_keys(one: Difference) -> dict[str, object]:
    return {
        "kind": one.kind.value,
        "subject": one.subject,
        "matter": one.step,
        "words": one.words,
        "before": one.before,
        "after": one.after,
    }


def migrate_cases(args: argparse.Namespace, desk: Desk) -> Answer:
    """Move running cases to another version, or tell what that would change; exit 1 when a named case cannot move."""
    cases = tuple(find_case(desk, one).id for one in args.cases)
    if args.dry_run:
        report = desk.migrations.preview(args.key, args.to, cases)
    else:
        report, _ = desk.migrations.migrate(args.key, args.by, args.why, args.to, cases)
    return Answer(_report_keys(report, args.dry_run), 1 if cases and report.blocked else 0)


def _report_keys(report: MigrationReport, dry_run: bool) -> dict[str, object]:
    return {
        "key": report.key,
        "to": report.to,
        "dry_run": dry_run,
        "possible": len(report.possible),
        "blocked": len(report.blocked),
        "untouched": report.untouched,
        "cases": [_case_keys(one, report.projects.get(one.project_id, "")) for one in report.cases],
    }


def _case_keys(one: CaseMigration, project: str) -> dict[str, object]:
    return {
        "case": one.case_id,
        "project": one.project_id,
        "project_name": project,
        "officer": one.officer,
        "from": one.from_version,
        "to": one.to_version,
        "possible": one.possible,
        "obstacles": list(one.obstacles),
        "remarks": list(one.remarks),
        "added": [{"matter": step.code, "title": step.title, "fate": step.fate} for step in one.added],
        "removed": [
            {"matter": step.code, "title": step.title, "state": step.state.value, "fate": step.fate}
            for step in one.removed
        ],
        "limits": [
            {"matter": move.code, "clock": move.clock, "before": move.before, "after": move.after}
            for move in one.limits
        ],
        "dates": [_due_keys(move) for move in one.dates],
        "states": [
            {"matter": move.code, "before": move.before.value, "after": move.after.value} for move in one.states
        ],
    }


def _due_keys(move: MovedDue) -> dict[str, object]:
    keys: dict[str, object] = {
        "matter": move.code,
        "title": move.title,
        "clock": move.clock,
        "before": iso(move.before),
        "due": iso(move.after) if move.firm else None,
        "firm": move.firm,
    }
    if not move.firm:
        keys |= {"provisional": iso(move.after), "missing_years": list(move.missing_years)}
    return keys


def export_pack(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Write versions into a pack; raises Refusal when one is unknown or the file cannot be written."""
    wanted = tuple((key, version) for key, _, version in (one.partition("@") for one in args.keys))
    written = desk.packs.export(wanted, args.out)
    return {"file": str(written.path), "sha256": written.sha256, "templates": written.templates}


def import_pack(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Take a pack in, or tell what it holds; raises Refusal when it cannot be used."""
    report = desk.packs.preview(args.file) if args.dry_run else desk.packs.take(args.file, args.by, args.why)
    return _pack_keys(report, args.dry_run)


def _pack_keys(report: PackReport, dry_run: bool) -> dict[str, object]:
    return {
        "sha256": report.sha256,
        "dry_run": dry_run,
        "added": report.added,
        "templates": [
            {
                "key": one.key,
                "name": one.name,
                "version": one.version,
                "stored_as": one.stored_as,
                "state": one.state.value,
                "differences": [_difference_keys(found) for found in one.differences],
            }
            for one in report.entries
        ],
    }


def render_versions(_args: argparse.Namespace, answer: Sequence[Mapping[str, Any]]) -> str:
    """The versions, one a line, the one in force marked."""
    lines = []
    for one in answer:
        marks = [ORIGIN_WORDS[one["origin"]]]
        marks += ["现行"] if one["in_force"] else []
        marks += ["待核"] if one["unverified"] else []
        told = f"\t{one['recorded_by']}：{one['why']}" if one["why"] else ""
        effective = f"{one['effective_from']} 起" if one["effective_from"] else "未写生效日期"
        lines.append(
            f"{one['key']}\t{one['version']}\t{'、'.join(marks)}\t{effective}\t{one['steps']} 个环节\t"
            f"在办 {one['running']}，共 {one['cases']} 件{told}"
        )
    return "\n".join(lines)


def render_diff(_args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """The differences, one sentence a line."""
    sentences = [one["words"] for one in answer["differences"]]
    if not sentences:
        return "两个版本的内容没有差别"
    return "\n".join((*sentences, f"共 {len(sentences)} 处差别"))


def render_migration(_args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """What changes in each case, and what forbids it."""
    lines = []
    for one in answer["cases"]:
        lines.append(f"{one['project_name']}\t代办件 {one['case']}\t{one['from']} → {one['to']}\t{one['officer']}")
        lines += [f"  ✕ {told}" for told in one["obstacles"]]
        lines += [f"  ＋ {step['matter']} {step['title']}：{step['fate']}" for step in one["added"]]
        lines += [f"  － {step['matter']} {step['title']}：{step['fate']}" for step in one["removed"]]
        lines += [
            f"  时限 {move['matter']} {CLOCK_WORDS[move['clock']]}：{move['before'] or '无'} → {move['after'] or '无'}"
            for move in one["limits"]
        ]
        lines += [f"  期限 {_moved(move)}" for move in one["dates"]]
        lines += [
            f"  状态 {move['matter']}：{STATE_WORDS[move['before']]} → {STATE_WORDS[move['after']]}"
            for move in one["states"]
        ]
        lines += [f"  {told}" for told in one["remarks"]]
    done = "可以换版" if answer["dry_run"] else "已换版"
    lines.append(
        f"{done} {answer['possible']} 件，不能换版 {answer['blocked']} 件，"
        f"已在用版本 {answer['to']} 的 {answer['untouched']} 件"
    )
    return "\n".join(lines)


def _moved(move: Mapping[str, Any]) -> str:
    after = move["due"] or (f"{move['provisional']}（暂估）" if move.get("provisional") else "不计")
    return f"{move['matter']} {CLOCK_WORDS[move['clock']]}：{move['before'] or '不计'} → {after}"


def render_export(_args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """Where the pack lies."""
    return f"已导出 {answer['templates']} 个模板版本到 {answer['file']}，封签 {answer['sha256']}"


def render_import(_args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """What became of each template of the pack."""
    lines = []
    for one in answer["templates"]:
        kept = "" if one["state"] == Arrival.SAME else f"，存为版本 {one['stored_as']}"
        lines.append(f"{one['key']}\t{one['name']}\t版本 {one['version']}：{_ARRIVAL_WORDS[one['state']]}{kept}")
        lines += [f"  {found['words']}" for found in one["differences"]]
    done = "将导入" if answer["dry_run"] else "已导入"
    lines.append(f"{done} {answer['added']} 个版本")
    return "\n".join(lines)
