"""`bangban-cli step`: record one act on one step of a case, or be told why it is not possible."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from typing import Any

from desktop_app.application.approvals import Statement
from desktop_app.application.desk import Desk
from desktop_app.cli.answer import Needs
from desktop_app.cli.arguments import day, month, time_of_day
from desktop_app.cli.dates import clocks_words, standing_keys
from desktop_app.cli.find import find_case
from desktop_app.domain.case import EXTENDED_CLOCKS
from desktop_app.domain.events import Verb
from desktop_app.domain.progress import Lamp
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.suspension import SUSPENSION_KINDS
from desktop_app.domain.terms import LAMP_SIGNS, LAMP_WORDS, VERB_WORDS

NOUN = "step"

_HELP = {
    Verb.RECEIVE: "登记收件",
    Verb.ACCEPT: "登记受理",
    Verb.SUSPEND: "登记暂停（补正、专家评审、公示……）",
    Verb.RESUME: "登记恢复",
    Verb.FINISH: "登记办结",
    Verb.RECORD: "补录早已办完的环节，日期可以只到月份或不详",
    Verb.RETURN: "登记退件",
    Verb.WITHDRAW: "登记撤回",
    Verb.RESTART: "登记重新起算：期限从这天起从头算",
    Verb.EXTEND: "登记延期：每个时限一次，要有批准人和告知文书",
    Verb.TOLERATE: "登记容缺受理：缺哪些材料，几个工作日内补齐",
    Verb.SUPPLEMENT: "登记容缺材料已补齐",
    Verb.DELIVER: "登记送达",
    Verb.PART: "登记一个分项已完成（分期办理、联合验收的各段）",
    Verb.SKIP: "标为不适用",
    Verb.INCLUDE: "纳入可选环节",
    Verb.ASSIGN: "指派本环节的代办员",
    Verb.REVERSE: "冲销最后一条记录（登记有误时）",
}
_REASON_REQUIRED = frozenset(
    {Verb.SUSPEND, Verb.SKIP, Verb.RETURN, Verb.WITHDRAW, Verb.REVERSE, Verb.RESTART, Verb.EXTEND}
)
_EARLY = "前置环节未办结时先办的原因，将标记为提前或补录"
_REASON_POSSIBLE = {
    Verb.RECEIVE: _EARLY,
    Verb.ACCEPT: _EARLY,
    Verb.FINISH: "还有分项没有登记而一并办结的原因",
}


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the noun and its verbs to the command line."""
    noun = subparsers.add_parser(NOUN, help="环节：收件、受理、暂停、恢复、办结……每条都可冲销")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)
    for verb, text in _HELP.items():
        one = verbs.add_parser(verb.value, help=text)
        one.add_argument("case", metavar="CASE", help="代办件编号，或其不重复的前 8 位以上")
        one.add_argument("matter", metavar="MATTER", help="事项编码，如 QQ01")
        _add_when(one, verb)
        if verb in _REASON_REQUIRED:
            one.add_argument("--reason", metavar="TEXT", required=True, help="原因")
        elif verb in _REASON_POSSIBLE:
            one.add_argument("--reason", metavar="TEXT", default="", help=_REASON_POSSIBLE[verb])
        for add in _OWN.get(verb, ()):
            add(one)
        if verb is not Verb.TOLERATE:
            one.add_argument("--note", metavar="TEXT", default="", help="备注")
        one.add_argument("--by", metavar="NAME", help="登记人（默认为代办员）")
        one.set_defaults(run=record_act, render=render_act, needs=Needs.WORKSPACE)


def _add_when(one: argparse.ArgumentParser, verb: Verb) -> None:
    if verb is not Verb.RECORD:
        one.add_argument("--on", metavar="DATE", type=day, required=True, help="发生日期，如 2026-11-05")
        return
    when = one.add_mutually_exclusive_group(required=True)
    when.add_argument("--on", metavar="DATE", type=day, help="办结日期，如 2026-09-10")
    when.add_argument("--month", metavar="MONTH", type=month, help="只知月份，如 2026-09")
    when.add_argument("--unknown", action="store_true", help="日期不详")


def _option(name: str, metavar: str, text: str, **wishes: Any) -> Callable[[argparse.ArgumentParser], object]:
    """An option to be added to the parsers of the verbs that have it."""
    return lambda one: one.add_argument(name, metavar=metavar, help=text, **wishes)


_KINDS = "、".join(kind.word for kind in SUSPENSION_KINDS)
_DAYS = {"dest": "amount", "type": int, "required": True}
_OWN: Mapping[Verb, tuple[Callable[[argparse.ArgumentParser], object], ...]] = {
    Verb.RECEIVE: (
        _option("--at", "TIME", "收件时刻，如 18:10；下班后收件视为次一工作日", dest="time", type=time_of_day),
    ),
    Verb.SUSPEND: (
        _option("--kind", "KIND", f"暂停种类：{_KINDS}", required=True),
        _option("--basis", "TEXT", "法律依据或书面通知文号；写明才停法定时限", default=""),
    ),
    Verb.RESUME: (_option("--kind", "KIND", "有几项暂停未恢复时，指明恢复哪一种", default=""),),
    Verb.EXTEND: (
        _option("--days", "N", "延长几天，单位同原时限", **_DAYS),
        _option(
            "--clock",
            "CLOCK",
            "延哪个时限：statutory 法定（默认）或 promised 承诺",
            dest="kind",
            choices=EXTENDED_CLOCKS,
            default="statutory",
        ),
        _option("--approver", "NAME", "批准人", dest="officer", required=True),
        _option("--basis", "TEXT", "告知申请人的文书文号", required=True),
    ),
    Verb.TOLERATE: (
        _option("--days", "N", "承诺几个工作日内补齐", **_DAYS),
        _option("--missing", "TEXT", "缺哪些材料", dest="note", required=True),
    ),
    Verb.PART: (_option("--part", "NAME", "哪个分项，如 现场验收", dest="kind", required=True),),
    Verb.ASSIGN: (_option("--officer", "NAME", "交给哪位代办员", required=True),),
    Verb.REVERSE: (_option("--event", "EVENT", "要冲销的记录编号（默认最后一条）", default=""),),
}


def record_act(args: argparse.Namespace, desk: Desk) -> dict[str, object]:
    """Record the act; raises Refusal when the rules forbid it, and then nothing is written."""
    case = find_case(desk, args.case)
    if args.by is not None and not args.by.strip():
        raise Refusal.say("--by 后面的登记人是空的：请写明姓名，或不写 --by，默认为代办员")
    verb = Verb(args.verb)
    statement = Statement(
        on=args.on,
        by=args.by or "",
        month=getattr(args, "month", None) or "",
        note=args.note,
        reason=getattr(args, "reason", ""),
        kind=getattr(args, "kind", ""),
        basis=getattr(args, "basis", ""),
        officer=getattr(args, "officer", ""),
        event=getattr(args, "event", ""),
        time=getattr(args, "time", None) or "",
        amount=getattr(args, "amount", 0),
    )
    decided = desk.approvals.decide(case.id, verb, args.matter, statement)
    event = decided.changes.events[-1]
    answer: dict[str, object] = {"case": decided.case.id, "project": decided.case.project_id}
    answer |= standing_keys(decided.standing)
    answer |= {"event": event.id, "verb": event.verb.value, "mark": event.mark or None}
    ahead = event.on is not None and event.on > desk.overview.day()
    answer["remark"] = f"日期晚于今天（{desk.overview.day()}），请核对" if ahead else None
    return answer


def render_act(args: argparse.Namespace, answer: Mapping[str, Any]) -> str:
    """What was recorded and where the step stands now."""
    lamp = Lamp(answer["lamp"])
    mark = f"（{answer['mark']}）" if answer["mark"] else ""
    words = f"已登记{VERB_WORDS[Verb(answer['verb'])]}{mark}：“{answer['title']}” {LAMP_SIGNS[lamp]} {LAMP_WORDS[lamp]}"
    due = clocks_words(dict(answer))
    told = words if due == "－" else f"{words}，到期：{due}"
    return f"{told}\n注意：{answer['remark']}" if answer["remark"] else told
