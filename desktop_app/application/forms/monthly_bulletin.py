"""月通报 (D22C): an official notice on one month: what was finished, who is how fast, what hangs, praise, blame."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desktop_app.application.forms.asks import Answers, Ask, Kind
from desktop_app.application.forms.facts import Facts
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.application.forms.supervision import StepOf, Tally, share_words, with_lamp
from desktop_app.application.ports import Paper
from desktop_app.application.rhythm_book import Report
from desktop_app.application.rhythm_draft import typed
from desktop_app.application.rhythm_early import early
from desktop_app.application.rhythm_figures import (
    RANKING_WORDS,
    Figures,
    Moment,
    before,
    before_words,
    frozen,
    measure,
    moment,
)
from desktop_app.application.rhythm_lines import criticism, praise
from desktop_app.application.rhythm_rates import frozen_rates, rates_text, stalled_text
from desktop_app.domain.limit import BoundParty
from desktop_app.domain.progress import Lamp
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.rhythm import Cadence
from desktop_app.domain.statistics.figure import share
from desktop_app.domain.terms import day_words

_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)
_LAST_MONTH_UNTIL = 10
"""Until this day of a month a bulletin is on the month before."""
_NAMED = 20
"""So many projects or steps are named; of more the number is said, so that the notice stays readable."""
_RANKED = 10
"""So many places of a ranking are told; those that follow are summed up."""
_NONE = "无。"
_LINES = "一行一段；按数字拟的建议，可以改、可以删"
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the notice: its heading without the numeral, and its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyBulletin:
    """The notice in printed words; `prefix` are the words before 〔 of its 发文字号, which ends in its own number."""

    number: str = ""
    centre: str
    issuer: str = ""
    prefix: str = ""
    title: str = ""
    to: str = ""
    opening: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    signed: str = ""
    date: str = ""
    contact: str = ""
    sent_to: str = ""
    printed_by: str = ""
    demo: bool = False
    copies: int = 1

    @property
    def body(self) -> tuple[str, ...]:
        """The paragraphs of the letter, the sections numbered 一、二、."""
        numbered = [
            line
            for numeral, section in zip(_NUMERALS, self.sections, strict=False)
            for line in (f"{numeral}、{section.title}", *section.paragraphs)
        ]
        return (*self.opening, *numbered)


def _month(facts: Facts, written: str) -> date:
    found = _MONTH.fullmatch(written)
    if found is None:
        raise Refusal.say(f"“月份”（month）“{written}”要写成 2026-11 的样子")
    first = date(int(found[1]), int(found[2]), 1)
    if first > facts.today:
        raise Refusal.say(f"“月份”（month）{written} 还没有到，请写已经开始的月份")
    return first


def _asked_month(facts: Facts, given: Mapping[str, object]) -> date:
    """The month the answers name, else the one a bulletin of today is about."""
    return _month(facts, str(given.get("month") or "").strip() or proposed_month(facts))


def proposed_month(facts: Facts) -> str:
    """The month a bulletin of today is about: in the first ten days the one before."""
    day = facts.today if facts.today.day > _LAST_MONTH_UNTIL else facts.today.replace(day=1) - timedelta(days=1)
    return f"{facts.on or day:%Y-%m}"


def _moment(facts: Facts) -> Moment:
    return moment(facts, Cadence.MONTH, facts.on or _month(facts, proposed_month(facts)))


def _figures(at: Moment) -> tuple[Section, Section, Section]:
    """How much was done, who was how fast, and what is late, as it stood when the month ended."""
    figures = measure(at)
    late = with_lamp(at.cases, Lamp.OVERDUE)
    ranking = Section(
        "办理排名",
        (
            "按期率为本月按期办结数与有时限可比的办结数之比，时限取承诺时限，没有承诺的取法定时限；"
            "按期率相同的，办结多的在前，再看目前逾期少的。由企业自己办理的环节不计入办理部门。",
            *(
                line
                for numeral, (kind, name) in zip(_NUMERALS, RANKING_WORDS.items(), strict=False)
                for line in (f"（{numeral}）{name}。", *_ranked(figures.rankings[kind]))
            ),
        ),
    )
    return Section("基本情况", _general(at, figures)), ranking, Section("超期事项", _late(late, at.facts, at.as_of))


def _general(at: Moment, figures: Figures) -> tuple[str, ...]:
    numbers, source = before(at)
    count = figures.number
    measured = sum(one.measured for one in figures.rankings["zone"])
    rate = share_words(share(count("in_time"), measured))
    told = f"，其中有时限可比的 {measured} 项，按期率 {rate}" if measured else ""
    lines = [
        f"截至{day_words(at.as_of)}，在办代办件 {count('running')} 个，本月新开 {count('opened')} 个；"
        f"本月办结环节 {count('finished')} 项{told}；"
        f"目前逾期 {count('overdue')} 项，预警 {count('warning')} 项，暂停计时 {count('suspended')} 项。"
    ]
    if numbers:
        compared = "，".join(
            word + _change(count(key) - numbers[key], unit)
            for key, word, unit in (
                ("running", "在办代办件", "个"),
                ("finished", "办结环节", "项"),
                ("overdue", "逾期环节", "项"),
            )
            if key in numbers
        )
        lines.append(f"与上月相比：{compared}。{before_words(Cadence.MONTH, numbers, source)}")
    return tuple(lines)


def _change(difference: int, unit: str) -> str:
    return f"{'增加' if difference > 0 else '减少'} {abs(difference)} {unit}" if difference else "持平"


def _in_time(one: Tally) -> str:
    """The share in time of what had a limit; nothing where nothing did."""
    return f"按期率 {share_words(one.per_mille)}（{one.in_time}/{one.measured}），" if one.measured else ""


def _ranked(found: Sequence[Tally]) -> tuple[str, ...]:
    if not found:
        return (f"本月{_NONE}",)
    lines = [
        f"{place}. {one.name}：办结 {one.finished} 项，{_in_time(one)}目前逾期 {one.overdue} 项。"
        for place, one in enumerate(found[:_RANKED], 1)
    ]
    rest = found[_RANKED:]
    if rest:
        late = sum(one.overdue for one in rest)
        lines.append(f"其余 {len(rest)} 个共办结 {sum(one.finished for one in rest)} 项，目前逾期 {late} 项，从略。")
    return tuple(lines)


def _late(late: Sequence[StepOf], facts: Facts, until: date) -> tuple[str, ...]:
    lines = [f"{place}. {_late_words(one, facts, until)}" for place, one in enumerate(late[:_NAMED], 1)]
    if len(late) > _NAMED:
        lines.append(f"另有 {len(late) - _NAMED} 项，见半月预警的红色清单。")
    return tuple(lines) or (_NONE,)


def _late_words(one: StepOf, facts: Facts, until: date) -> str:
    """Which step, by whom, since when; a limit of the enterprise's own is told apart from that of an authority."""
    matter = one.step.step.matter
    who = "由企业办理" if one.step.bound_party is BoundParty.ENTERPRISE else matter.authority
    due = one.step.primary.due if one.step.primary else None
    over = facts.calendar.count_working(due, until) if due else 0
    since = f"应于{day_words(due)}办结，" if due else ""
    state = f"已超 {over} 个工作日" if over else "已经逾期"
    return f"{one.of.project.name}：{one.step.step.title}（{who}），{since}{state}。"


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def fill(facts: Facts, answers: Answers) -> MonthlyBulletin:
    """The notice with the figures of its month; raises Refusal for a month that cannot be read or has not come."""
    at = _moment(facts)
    on = answers.day("date")
    general, ranking, late = _figures(at)
    typed = (("三率", "rates"), ("“三未”项目", "stalled"), ("表扬", "praise"), ("批评", "criticism"))
    said = {title: Section(title, _lines(answers.text(key)) or (_NONE,)) for title, key in typed}
    demand = Section("工作要求", _lines(answers.text("demand")))
    sections = (general, said["三率"], ranking, said["“三未”项目"], late, said["表扬"], said["批评"], demand)
    return MonthlyBulletin(
        number=facts.number,
        centre=facts.workspace.centre,
        issuer=facts.text("zone.letterhead") or facts.workspace.centre,
        prefix=facts.text("zone.notice-mark"),
        title=answers.text("title") or f"关于{at.period.words}项目帮办代办工作情况的通报",
        to=answers.text("to"),
        opening=facts.paragraphs("monthly-bulletin.opening"),
        sections=tuple(one for one in sections if one.paragraphs),
        signed=answers.text("signed"),
        date=day_words(on) if on else "",
        contact=f"联系人：{answers.text('contact')}" if answers.text("contact") else "",
        sent_to=answers.text("sent_to"),
        printed_by=answers.text("printed_by"),
        demo=facts.demo,
    )


def blank(facts: Facts) -> MonthlyBulletin:
    """The notice for hand-filling: its headings with room to write."""
    room = ("\uff3f" * 26, "\uff3f" * 26)
    titles = ("基本情况", "三率", "办理排名", "“三未”项目", "超期事项", "表扬", "批评")
    demand = Section("工作要求", facts.paragraphs("monthly-bulletin.demand"))
    return MonthlyBulletin(
        centre=facts.workspace.centre,
        issuer=facts.text("zone.letterhead") or facts.workspace.centre,
        prefix=facts.text("zone.notice-mark"),
        title="关于　　　　年　　月项目帮办代办工作情况的通报",
        to="\uff3f" * 12,
        opening=facts.paragraphs("monthly-bulletin.opening"),
        sections=(*(Section(title, room) for title in titles), demand),
        signed=facts.authority,
    )


def keep(facts: Facts, answers: Answers, paper: Paper) -> None:
    """Freeze the figures of an issued notice with it, and whom it praised and criticised."""
    at = _moment(facts)
    numbers, source = before(at)
    said = {name: answers.text(name) for name in ("praise", "criticism")}
    figures = frozen(measure(at), numbers, source, [said], frozen_rates(facts))
    facts.work.rhythm.add_report(Report(paper.number, at.period, at.as_of, figures, paper.issued_at, paper.issued_by))


def _proposed(name: str, rule: Callable[[Figures, Mapping[str, int]], tuple[str, ...]]) -> Callable[[Facts], str]:
    """What was typed for the month, else the lines a rule proposes."""

    def said(facts: Facts) -> str:
        at = _moment(facts)
        text = typed(facts.work.rhythm.draft(at.period.cadence, at.period.first)).texts.get(name)
        return "\n".join(rule(measure(at), before(at)[0])) if text is None else text

    return said


SPEC = FormSpec(
    key="monthly-bulletin",
    code="D22C",
    title="项目帮办代办月通报",
    subject=Subject.ZONE,
    occasion=Occasion.SUPERVISION,
    fill=fill,
    blank=blank,
    copies=1,
    bound=False,
    dated=_asked_month,
    caution=early(Cadence.MONTH),
    keep=keep,
    asks=(
        Ask("month", "月份", required=True, default=proposed_month, hint="如 2026-11；数字按这个月统计"),
        Ask("title", "标题", hint="留空按月份写"),
        Ask("to", "主送单位", default=lambda _facts: "各有关部门、各园区"),
        Ask("rates", "三率", Kind.TEXT, default=rates_text),
        Ask("stalled", "三未项目", Kind.TEXT, default=stalled_text),
        Ask("praise", "表扬", Kind.TEXT, default=_proposed("praise", praise), hint=_LINES),
        Ask("criticism", "批评", Kind.TEXT, default=_proposed("criticism", criticism), hint=_LINES),
        Ask("demand", "工作要求", Kind.TEXT, default=lambda facts: facts.text("monthly-bulletin.demand")),
        Ask("signed", "落款单位", required=True, default=lambda facts: facts.authority),
        Ask("date", "成文日期", Kind.DATE, default=lambda facts: facts.today, hint="以签发日期为准，可留空手工填写"),
        Ask("contact", "联系人"),
        Ask("sent_to", "抄送"),
        Ask("printed_by", "印发机关", default=lambda facts: facts.authority),
    ),
)
