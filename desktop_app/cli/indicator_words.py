"""What `bangban-cli indicators` says in words: figures, definitions, published figures, checks and 三未."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from desktop_app.domain.as_of import SIGHT_WORDS, Sight
from desktop_app.domain.batch_totals import hundred_millions
from desktop_app.domain.indicator import SET_WORDS
from desktop_app.domain.terms import LAMP_SIGNS, LAMP_WORDS
from desktop_app.domain.unfinished import PROPOSED_DAYS, UNFINISHED_WORDS, Unfinished


def render_figures(_args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """Each figure with its formula, the other reading and what is missing."""
    sight = SIGHT_WORDS[Sight.RECORDED if answer["reading"] == "then" else Sight.KNOWN]
    lines = [f"{SET_WORDS[answer['preset']]}　截至 {answer['as_of']}　{sight}"]
    if not answer["figures"]:
        lines.append("还没有自定指标；用 indicators define 新建，或改用 --preset 2023、2021")
    for one in answer["figures"]:
        other = "known" if answer["reading"] == "then" else "then"
        differs = f"（另一读法 {one[other] or '不计算'}）" if one[other] != one["value"] else ""
        lines.append(f"{one['name']}　{one['words']}{differs}　{one['sides']}")
        lines.append(f"    {one['formula']}{'' if one['verified'] else '（待核）'}")
        lines += [f"    {_counted(item)}" for item in one.get("projects", ())]
        lines += [f"    未填 {item['name']}：{item['why']}" for item in one["unfilled"]]
        lines += [f"    补录 {item['name']}：{item['then']} → {item['now']}" for item in one["late_entries"]]
    lines += [
        f"{one['batch']}　{one['projects']} 个　{hundred_millions(one['investment_yuan'])} 亿元"
        + (f"　未计入（日期在截至日以后）：{'、'.join(one['left_out'])}" if one["left_out"] else "")
        for one in answer["batches"]
    ]
    stored = f"已存成 {answer['excel']}" if answer["excel"] else ""
    return "\n".join(filter(None, [*lines, answer["sum_note"], stored]))


def _counted(item: Mapping[str, Any]) -> str:
    """A project behind a figure: ● counted above the line, ○ below it alone, － left out, and why."""
    sign = "●" if item["in_numerator"] else "○" if item["in_denominator"] else "－"
    return f"{sign} {item['name']}{'：' + item['why'] if item['why'] else ''}"


def render_definitions(args: argparse.Namespace, answer: list[Mapping[str, Any]]) -> str:
    """One definition a line."""
    return "\n".join(render_definition(args, one) for one in answer)


def render_definition(_args: argparse.Namespace, one: Mapping[str, Any]) -> str:
    """The id, where it comes from and the formula."""
    marks = f"第 {one['version']} 版{'，已停用' if one['retired'] else ''}{'' if one['verified'] else '，待核'}"
    return f"{one['id']}　{SET_WORDS.get(one['preset'], one['preset'])}（{marks}）　{one['formula']}　{one['window']}"


def render_published(args: argparse.Namespace, answer: list[Mapping[str, Any]]) -> str:
    """One published figure a line, marked where it would come out otherwise now."""
    changed = "　▲ 台账后来有变，用 indicators check 查看"
    stands = {True: "　✓ 一致", False: changed, None: ""}
    told = [render_published_one(args, one) + stands[one["agrees"]] for one in answer]
    return "\n".join(told) or "还没有发布过指标"


def render_published_one(_args: argparse.Namespace, one: Mapping[str, Any]) -> str:
    """The figure, what it stands for and who published it."""
    noted = f"　{one['note']}" if one["note"] else ""
    gone = one["withdrawn"]
    told = f"　✕ {gone['words']}" + (f"，由 {gone['successor']} 接替" if gone["successor"] else "") if gone else ""
    return f"{one['id']}　{one['name']} {one['value']}%　截至 {one['as_of']}　{one['label']}　{one['by']}{noted}{told}"


def render_check(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """Whether it agrees, and every project that changed."""
    lines = [render_published_one(args, answer), answer["words"]]
    for one in answer["differences"]:
        lines.append(f"    {one['name']}：{one['then']} → {one['now']}")
        lines += [f"        {each['words']}" for each in one["entries"]]
    return "\n".join(lines)


def render_unfinished(_args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """One project a line with its lamp and days."""
    lines = [
        "　".join(
            filter(
                None,
                (_lamp_words(one["lamp"]), one["words"], one["name"], one["since"], _days_words(one), one["blocker"]),
            )
        )
        for one in answer["rows"]
    ]
    return "\n".join(filter(None, [*(lines or ["没有三未项目"]), answer["advice"]]))


def _lamp_words(lamp: str | None) -> str:
    for known, sign in LAMP_SIGNS.items():
        if known.value == lamp:
            return f"{sign} {LAMP_WORDS[known]}"
    return "－"


def _days_words(one: Mapping[str, Any]) -> str:
    if one["days"] is None:
        return "时间未填"
    return f"{'至少 ' if one['at_least'] else ''}{one['days']} 天"


def render_thresholds(_args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """The three thresholds."""
    return "\n".join(
        f"{UNFINISHED_WORDS[kind]}：{answer[kind.value] or '未设'}（参考 {PROPOSED_DAYS[kind]} 天，待核）"
        for kind in Unfinished
    )
