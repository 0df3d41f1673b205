"""`bangban-cli case plan`: count a case back from a target date, freeze that as the plan, and see how it fares."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from desktop_app.application.desk import Desk
from desktop_app.cli.answer import Needs
from desktop_app.cli.arguments import day
from desktop_app.cli.dates import iso
from desktop_app.cli.find import find_case
from desktop_app.cli.outlooks import add_lengths, date_keys, given_lengths, month_keys, span_words, written
from desktop_app.domain.case import Case
from desktop_app.domain.outlook import StepOutlook
from desktop_app.domain.plan import BackSchedule, Plan, PlannedStep, PlanStanding, slip_words
from desktop_app.domain.refusals import WrongUsage


def add_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb to the noun `case`."""
    plan = verbs.add_parser("plan", help="推进方案：按目标日期倒排工期、存为方案；不写目标则看方案执行情况")
    plan.add_argument("case", metavar="CASE", help="代办件编号，或其不重复的前 8 位以上")
    plan.add_argument("--target", metavar="DATE", type=day, help="全部办完的目标日期，如 2026-12-31")
    plan.add_argument("--freeze", action="store_true", help="存为方案（以前的方案仍保留）；不写只试排")
    plan.add_argument("--reason", metavar="TEXT", default="", help="制定或调整方案的原因")
    plan.add_argument("--by", metavar="NAME", default="", help="制定人（默认同代办员）")
    add_lengths(plan)
    plan.set_defaults(run=show_plan, render=render_plan, needs=Needs.WORKSPACE)


def show_plan(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """The latest dates that meet the target, or without a target the plan in force against what happened.

    Raises Refusal when the target is too early or there is no plan yet, WrongUsage for --freeze without a target.
    """
    case = find_case(desk, args.case)
    if args.target is None:
        if args.freeze or args.lengths:
            raise WrongUsage("--freeze 和 --length 要与 --target 同用")
        return _in_force(case, desk)
    plan: Plan | None = None
    if args.freeze:
        by = args.by.strip() or case.officer
        plan, found = desk.plans.freeze(case.id, args.target, by, args.reason, lengths=given_lengths(args))
    else:
        found = desk.plans.draft(case.id, args.target, lengths=given_lengths(args))
    missing = sorted({year for step in found.steps for year in step.missing_years})
    months = month_keys(case)
    return {
        "case": case.id,
        "target": iso(found.target),
        **date_keys("earliest", found.earliest, missing),
        "spare": found.spare,
        "firm": not missing,
        "missing_years": missing,
        "frozen": plan is not None,
        **(_plan_keys(plan) if plan else {}),
        "undecided": list(found.undecided),
        "remark": _remark(case, found, plan),
        "steps": [_planned_keys(step) | months.get(step.code, {}) for step in found.steps],
    }


def _remark(case: Case, found: BackSchedule, plan: Plan | None) -> str | None:
    """What a draft counts as nothing because nobody entered it."""
    if plan is not None:
        return None
    unset = [
        step.title
        for step in found.steps
        if not step.ended and case.template.step(step.code).matter.ask_days and step.code not in found.lengths
    ]
    return f"{'、'.join(unset)}没有填工期，按 0 天试排；存为方案前请用 --length 写明" if unset else None


def _in_force(case: Case, desk: Desk) -> dict[str, object]:
    plan, standings = desk.plans.against(case.id)
    months = month_keys(case)
    seen = desk.outlooks.outlook(case.id, lengths=plan.given_lengths())
    calendar = desk.calendar
    missing = sorted({year for step in plan.steps for year in step.missing_years})
    return {
        "case": case.id,
        "target": iso(plan.target),
        "firm": not missing,
        "missing_years": missing,
        "frozen": True,
        **_plan_keys(plan),
        "unfiled": [one.code for one in standings if one.unfiled],
        **date_keys("earliest", seen.finish, seen.missing_years),
        "over": calendar.count_working(plan.target, seen.finish) if seen.finish and seen.finish > plan.target else 0,
        "steps": [_standing_keys(one, months.get(one.code, {})) for one in standings],
    }


def _plan_keys(plan: Plan) -> dict[str, object]:
    return {
        "plan": plan.id,
        "made_at": plan.made_at.isoformat(timespec="seconds"),
        "made_by": plan.made_by,
        "reason": plan.reason,
        "calendar": plan.calendar_version,
        "lengths": dict(plan.lengths),
    }


def _planned_keys(step: PlannedStep) -> dict[str, object]:
    keys: dict[str, object] = {"matter": step.code, "title": step.title}
    # What began or ended already is a fact, whatever the years ahead bring.
    keys |= date_keys("start", step.start, () if step.began else step.missing_years)
    keys |= date_keys("finish", step.finish, step.missing_years)
    keys |= {"began": step.began, "ended": step.ended, "firm": step.firm}
    return keys if step.firm else keys | {"missing_years": list(step.missing_years)}


def _standing_keys(one: PlanStanding, month: dict[str, object]) -> dict[str, object]:
    return {
        "matter": one.code,
        "title": one.title,
        "state": one.state.value,
        "planned": _planned_keys(one.planned) | (month if one.planned.ended else {}) if one.planned else None,
        "now": _now_keys(one.now) | month if one.now else None,
        "start_slip": one.start_slip,
        "finish_slip": one.finish_slip,
        "unfiled": one.unfiled,
        "firm": (one.planned is None or one.planned.firm) and (one.now is None or one.now.firm),
    }


def _now_keys(now: StepOutlook) -> dict[str, object]:
    keys: dict[str, object] = date_keys("start", now.start, () if now.start_firm else now.missing_years)
    keys |= date_keys("finish", now.finish, now.missing_years)
    keys |= {"began": now.began, "ended": now.ended, "firm": now.firm}
    return keys if now.firm else keys | {"missing_years": list(now.missing_years)}


def render_plan(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """The target, then one step a line."""
    if "spare" not in answer:
        return _render_in_force(answer)
    kept = (
        f"已存为方案 {answer['plan']}（{answer['made_by']}）" if answer["frozen"] else "试排，尚未存为方案（--freeze）"
    )
    head = f"目标 {answer['target']}，最早可到 {written(answer, 'earliest')}，机动 {answer['spare']} 个工作日；{kept}"
    lines = [f"注意：{answer['remark']}"] if answer["remark"] else []
    lines += [f"{one['matter']}\t{span_words(one)}\t{one['title']}" for one in answer["steps"]]
    if answer["undecided"]:
        lines.append(f"未定而没有排入：{'、'.join(answer['undecided'])}")
    return "\n".join([head, *lines])


def _render_in_force(answer: Mapping[str, Any]) -> str:
    lines = [f"目标 {answer['target']}，{answer['made_by']} 于 {answer['made_at'][:10]} 制定"]
    if answer["over"]:
        lines.append(
            f"▲ 目标比承诺早：按承诺时限现在最早 {written(answer, 'earliest')} 才能全部办完，"
            f"比目标晚 {answer['over']} 个工作日；请压缩环节，或另定目标重新倒排"
        )
    for one in answer["steps"]:
        planned = f"计划 {span_words(one['planned'])}" if one["planned"] else "方案之后增加"
        now = f"实际或预计 {span_words(one['now'])}" if one["now"] else "不再办理"
        slip = f"\t{slip_words(one['finish_slip'])}" if one["finish_slip"] else ""
        late = "\t应办未办" if one["unfiled"] else ""
        lines.append(f"{one['matter']}\t{planned}\t{now}{slip}{late}\t{one['title']}")
    return "\n".join(lines)
