"""`bangban-cli case forecast`: when a case will probably end, how likely its benchmarks are, and what is best done."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from desktop_app.application.desk import Desk
from desktop_app.cli.answer import Needs
from desktop_app.cli.arguments import day
from desktop_app.cli.dates import iso
from desktop_app.cli.find import find_case
from desktop_app.cli.outlooks import add_lengths, date_keys, given_lengths, written
from desktop_app.domain.forecast import SEED, BenchmarkChance, FinishForecast, StepForecast, chance_words
from desktop_app.domain.next_action import RANK_WORDS, NextAction, benefit_words


def add_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb to the noun `case`."""
    ahead = verbs.add_parser("forecast", help="预测：50%%、90%% 把握的办完日期，各对标达成的概率，最值得做的下一步")
    ahead.add_argument("case", metavar="CASE", help="代办件编号，或其不重复的前 8 位以上")
    ahead.add_argument("--as-of", metavar="DATE", type=day, help="站在哪一天看（默认今天），其后的记录不计")
    ahead.add_argument("--seed", metavar="N", type=int, default=SEED, help="随机种子；种子相同，结果相同")
    add_lengths(ahead)
    ahead.set_defaults(run=show_forecast, render=render_forecast, needs=Needs.WORKSPACE)


def show_forecast(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """The forecast of a case with its best next acts; raises Refusal when there is no such case."""
    case = find_case(desk, args.case)
    wishes: dict[str, Any] = {"seed": args.seed, "as_of": args.as_of, "lengths": given_lengths(args)}
    found = desk.forecasts.case(case.id, **wishes)
    actions = desk.forecasts.next_actions(case.id, **wishes)
    return {
        "case": case.id,
        "project": case.project_id,
        "template": case.template.key,
        "as_of": iso(found.as_of),
        "ended": found.ended,
        **_finish_keys(found.finish),
        "benchmarks": [_chance_keys(one) for one in found.benchmarks],
        "actions": [_action_keys(one) for one in actions],
        "steps": [_step_keys(one) for one in found.steps],
        "undecided": list(found.undecided),
        "unknown": list(found.unknown),
        "entered": list(found.entered),
        "thin": found.thin,
        "said": found.words(),
        "seed": found.seed,
        "runs": found.runs,
        "calendar": found.calendar_version,
    }


def _finish_keys(finish: FinishForecast | None) -> dict[str, object]:
    if finish is None:
        return {"p50": None, "p90": None, "firm": True}
    keys: dict[str, object] = {"firm": finish.firm}
    for name, value in (("p50", finish.p50), ("p90", finish.p90)):
        keys |= date_keys(name, value, finish.missing_years)
    return keys if finish.firm else keys | {"missing_years": list(finish.missing_years)}


def _chance_keys(one: BenchmarkChance) -> dict[str, object]:
    mark = one.benchmark
    return {
        "name": mark.name,
        "days": mark.days,
        "unit": mark.unit.value,
        "probability": None if one.probability is None else round(one.probability, 4),
        "decided": one.decided,
        "why": one.why,
        "basis": one.basis.words(),
    }


def _action_keys(one: NextAction) -> dict[str, object]:
    keys: dict[str, object] = {
        "verb": one.verb.value,
        "matter": one.matter,
        "words": one.words,
        "urges": one.urges,
        "on": iso(one.day),
        "gain": one.gain,
        "firm": not one.missing_years,
        "sooner": one.sooner,
        "benchmarks": [
            {"name": rise.name, "before": round(rise.before, 4), "after": round(rise.after, 4)} for rise in one.rises
        ],
    }
    for name, value in (("finish_before", one.before), ("finish_after", one.after)):
        keys |= date_keys(name, value, one.missing_years)
    return keys | {"missing_years": list(one.missing_years)} if one.missing_years else keys


def _step_keys(one: StepForecast) -> dict[str, object]:
    return {
        "matter": one.code,
        "title": one.title,
        **_finish_keys(one.finish),
        "samples": one.samples,
        "thin": one.thin,
    }


def render_forecast(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """The dates, the benchmarks, the acts, and how much it is all worth."""
    if answer["ended"]:
        lines = [f"已全部办完：{written(answer, 'p50')}"]
    else:
        lines = [
            f"五成把握在 {written(answer, 'p50')} 前办完，九成把握在 {written(answer, 'p90')} 前办完"
            f"（站在 {answer['as_of']} 看，推演 {answer['runs']} 次，种子 {answer['seed']}）"
        ]
    for one in answer["benchmarks"]:
        chance = one["why"] if one["probability"] is None else chance_words(one["probability"], decided=one["decided"])
        lines.append(f"对标“{one['name']}”达成概率：{chance}（{one['basis']}）")
    if answer["actions"]:
        lines.append(f"最值得做（{RANK_WORDS}）：")
    for place, one in enumerate(answer["actions"], 1):
        lines.append(f"{place}. {one['words']}：{_benefit(one)}")
    if answer["said"]:
        lines.append(answer["said"])
    return "\n".join(lines)


def _benefit(action: Mapping[str, Any]) -> str:
    rises = [(one["name"], one["before"], one["after"]) for one in action["benchmarks"]]
    return benefit_words(action["gain"], action["sooner"], rises)
