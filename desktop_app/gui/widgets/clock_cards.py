"""Clock cards: each clock of a step as a card that says why it ends on that day, and what moved it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.limit import Limit
from desktop_app.domain.progress import Attempt
from desktop_app.domain.standing import Standing, bound_party
from desktop_app.domain.step_clocks import RunningClock
from desktop_app.domain.terms import CLOCK_WORDS, clock_words
from desktop_app.gui.widgets.labels import Derivation, words

Lines = tuple[tuple[str, str], ...]
_BESIDE = ("tolerance", "delivery")


def clock_cards(one: Standing, today: date, calendar: WorkingCalendar) -> Iterator[Derivation]:
    """A card for each clock that runs; the clocks beside the main line, 容缺 and 送达, come last and are short."""
    for clock in one.clocks:
        card = Derivation()
        if clock.name in _BESIDE:
            card.setAccessibleName(CLOCK_WORDS[clock.name])
            card.show_lines(*_beside(clock, today, calendar), (f"{CLOCK_WORDS[clock.name]}到期",))
        else:
            name = clock_words(clock.name, bound_party(one.step, clock))
            card.show_lines(*_main(clock, one.progress.attempt, name), (f"{name}到期", f"{name}届满（最早）"))
            if clock.deemed_after is not None:
                card.inside.addWidget(words(_deemed(clock), "amber", wrap=True))
        yield card


def _main(clock: RunningClock, attempt: Attempt | None, name: str) -> tuple[str, Lines]:
    due = clock.derivation.due
    lines = _extended(clock, attempt, name, _started(clock, attempt, name))
    if clock.held_by is not None:
        held = clock.held_by
        kept = tuple(line for line in lines if not line[0].startswith((f"{name}到期", f"{name}届满")))
        still = ((f"{held.kind.word}暂停 {_day(held.first, clock)} 起", "尚未恢复"),)
        return f"{name.removesuffix('时限')}时限：恢复后重算", (
            *kept,
            *still,
            (f"若不暂停，{name}到期", _day(due, clock)),
        )
    if not clock.counts_as_late:
        return f"{name}期最早 {due.month} 月 {due.day} 日届满", lines
    doubt = "" if clock.derivation.firm else "（暂估）"
    return f"为什么是 {due.month} 月 {due.day} 日{name}到期{doubt}", lines


def _started(clock: RunningClock, attempt: Attempt | None, name: str) -> Lines:
    """The lines of the derivation, the first one naming the act that really started the clock."""
    lines = clock.derivation.lines(name)
    (begun, first), rest = lines[0], lines[1:]
    if clock.deemed_after is not None:
        begun = begun.replace(" 受理，", " 收件（视为受理），")
    elif attempt is not None and attempt.restarted == clock.start:
        begun = begun.replace(" 受理，", " 重新起算，").replace(" 收件，", " 重新起算，")
    return ((begun, first), *rest)


def _extended(clock: RunningClock, attempt: Attempt | None, name: str, lines: Lines) -> Lines:
    """An extension keeps the date it moved in sight: by how much, who allowed it, and when it would have been."""
    longer = attempt.extension(clock.name) if attempt is not None else None
    if longer is None or clock.original is None:
        return lines
    limit = clock.original.limit
    more = Limit(longer.amount, limit.unit).words()
    told = (
        (f"延期前{name}到期", _day(clock.original.due, clock)),
        (f"其中延期（{longer.approver}批准，{longer.notice}）", f"＋{more}"),
    )
    return (*lines[:2], *told, *lines[2:])


def _deemed(clock: RunningClock) -> str:
    after = clock.deemed_after or clock.start
    return (
        f"到 {after.month} 月 {after.day} 日没有一次告知补正，也没有受理："
        "自收到申请材料之日起即为受理（行政许可法第三十二条）。"
    )


def _beside(clock: RunningClock, today: date, calendar: WorkingCalendar) -> tuple[str, Lines]:
    """A clock that never colours the lamp: since when, until when, and how it stands."""
    due = clock.derivation.due
    if clock.name == "tolerance":
        title, begun, done = "容缺材料补齐", "容缺受理", "补齐"
        first: Lines = (("缺", clock.limit.text.removeprefix("容缺：")),)
    else:
        title, begun, done = "决定送达申请人", "作出决定", "送达"
        first = (("依据", "行政许可法第四十四条"),)
    lines = (
        *first,
        (begun, _day(clock.start, clock)),
        ("期限", clock.limit.words()),
        (f"{CLOCK_WORDS[clock.name]}到期", _day(due, clock)),
    )
    if clock.ended is not None:
        late = "（逾期）" if clock.ended > due else ""
        return f"{title}：已{done}", (*lines, (f"已{done}{late}", _day(clock.ended, clock)))
    left = calendar.count_working(today, due)
    stands = f"余 {left} 个工作日" if due >= today else f"逾期 {-left} 个工作日" if left else "刚逾期"
    return f"{title}：{stands}", lines


def _day(day: date, clock: RunningClock) -> str:
    return f"{day:%m-%d}" if day.year == clock.start.year else day.isoformat()
