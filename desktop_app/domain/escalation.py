"""Escalation 催办阶梯: who is reminded of a clock, on which day, and which paper that calls for.

A ladder is data. Every rung fires once in a run of a clock (domain/clock_runs.py), in office hours only; one that the
program slept through fires at the next start and is marked 补发.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.clock import OfficeHours
from desktop_app.domain.clock_runs import NATURAL_TRACKS, ClockRun, Track
from desktop_app.domain.refusals import Refusal


class Recipient(StrEnum):
    """Whom a rung is for."""

    OFFICER = "officer"
    LEADER = "leader"
    LEAD_OFFICIAL = "lead_official"
    OFFICE = "office"


RECIPIENT_WORDS: Mapping[Recipient, str] = {
    Recipient.OFFICER: "代办员",
    Recipient.LEADER: "组长",
    Recipient.LEAD_OFFICIAL: "领办领导",
    Recipient.OFFICE: "领导小组办公室",
}

TRACK_WORDS: Mapping[Track, str] = {
    Track.LIMIT: "办理时限",
    Track.ENTERPRISE: "企业时限",
    Track.TOLERANCE: "容缺补齐",
    Track.DELIVERY: "结果送达",
    Track.PLAN: "应办未办",
    Track.VALIDITY: "证照有效期",
    Track.HELD: "保管的原件",
}


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung: who is told, and when, counted from the date of the clock.

    `days` are working days, of 证照有效期 and 保管的原件 natural days: 0 and below while at most so many are left,
    above 0 when so many have passed. `form` is the key of the paper the rung calls for, empty for none. Not `verified`
    means that no source gives the day: it is a proposal (可调，待核).
    """

    key: str
    track: Track
    who: Recipient
    days: int
    words: str
    form: str = ""
    on: bool = True
    verified: bool = True

    @property
    def trigger_words(self) -> str:
        """When it fires, as people say it."""
        if self.track in NATURAL_TRACKS:
            return f"期满前 {-self.days} 天" if self.days < 0 else "期满当天"
        if self.days > 0:
            return f"超过 {self.days} 个工作日"
        return f"只剩 {-self.days} 个工作日" if self.days < 0 else "最后一天"


_SOURCE_RUNGS = (
    Rung("limit-warning", Track.LIMIT, Recipient.OFFICER, -2, "期限快到了，请催问办理部门"),
    Rung("limit-overdue", Track.LIMIT, Recipient.LEADER, 1, "已经逾期，请组长协调办理部门"),
    Rung("limit-urge", Track.LIMIT, Recipient.LEAD_OFFICIAL, 3, "逾期未办结，请出具催办单，报领办领导", "urge"),
    Rung(
        "limit-letter",
        Track.LIMIT,
        Recipient.OFFICE,
        5,
        "催办后仍未办结，可发警示提醒函",
        "warning-letter",
        verified=False,
    ),
    Rung(
        "limit-interview",
        Track.LIMIT,
        Recipient.LEAD_OFFICIAL,
        10,
        "提醒后仍未办结，可约谈办理部门",
        "interview",
        verified=False,
    ),
    Rung("enterprise-warning", Track.ENTERPRISE, Recipient.OFFICER, -2, "企业自己的期限快到了，请提醒企业"),
    Rung("enterprise-overdue", Track.ENTERPRISE, Recipient.OFFICER, 1, "企业自己的期限已过，请联系企业"),
    Rung("tolerance-warning", Track.TOLERANCE, Recipient.OFFICER, -2, "容缺材料快到补齐期限，请提醒企业"),
    Rung("tolerance-last", Track.TOLERANCE, Recipient.OFFICER, 0, "容缺材料到了补齐的最后一天"),
    Rung("tolerance-overdue", Track.TOLERANCE, Recipient.OFFICER, 1, "容缺材料没有按期补齐，请书面催补"),
    Rung(
        "tolerance-leader",
        Track.TOLERANCE,
        Recipient.LEADER,
        3,
        "容缺材料仍未补齐，请组长决定是否终止容缺",
        verified=False,
    ),
    Rung("delivery-warning", Track.DELIVERY, Recipient.OFFICER, -2, "办理结果快到送达期限，请领取并登记送达"),
    Rung("delivery-overdue", Track.DELIVERY, Recipient.LEADER, 1, "办理结果超过十个工作日没有送达（行政许可法44）"),
    Rung("plan-unfiled", Track.PLAN, Recipient.OFFICER, 1, "推进方案里应当申报，还没有申报"),
    Rung("plan-leader", Track.PLAN, Recipient.LEADER, 3, "应当申报的环节仍没有申报，请组长过问", verified=False),
    Rung("validity-month", Track.VALIDITY, Recipient.OFFICER, -30, "证照快到期了，请安排使用或延续"),
    Rung("validity-ten", Track.VALIDITY, Recipient.OFFICER, -10, "证照就要到期，请尽快使用或延续"),
    Rung("validity-last", Track.VALIDITY, Recipient.OFFICER, 0, "证照期满，请立即使用或延续"),
    Rung("held-month", Track.HELD, Recipient.OFFICER, -30, "保管的原件快到期了，请提醒企业换新", verified=False),
    Rung("held-ten", Track.HELD, Recipient.OFFICER, -10, "保管的原件就要到期，请催企业换新", verified=False),
    Rung("held-last", Track.HELD, Recipient.OFFICER, 0, "保管的原件期满，请退还企业或换新", verified=False),
)
"""The rungs there are, lowest first within each track: 代办员 (◆) → 组长 (1) → 领办领导 (3, 催办单) → 提醒函 → 约谈."""

_EARLIEST, _LATEST = -90, 120


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs of a workspace and the people in them who are not named by a case.

    Raises Refusal when rungs of a track are out of order, a day lies out of reach, or an enterprise's own limit would
    be told to anybody but the 代办员.
    """

    rungs: tuple[Rung, ...] = _SOURCE_RUNGS
    leader: str = ""
    office: str = ""

    def __post_init__(self) -> None:
        for track in Track:
            before: Rung | None = None
            for rung in self.of(track):
                _check(rung, before)
                before = rung

    def of(self, track: Track) -> tuple[Rung, ...]:
        """The rungs of one track, lowest first, those switched off too."""
        return tuple(rung for rung in self.rungs if rung.track is track)

    def rung(self, key: str) -> Rung:
        """The rung of a key; raises Refusal when there is none."""
        for rung in self.rungs:
            if rung.key == key:
                return rung
        raise Refusal.say(f"催办阶梯里没有“{key}”这一级，请核对。")

    def level(self, key: str) -> int:
        """The place of a rung within its track, the lowest is 1; 0 when the ladder no longer has it."""
        found = next((rung for rung in self.rungs if rung.key == key), None)
        return self.of(found.track).index(found) + 1 if found else 0

    def completed(self) -> Ladder:
        """The ladder with the bundled rungs of the tracks it has none of: it was saved before they came."""
        has = {rung.track for rung in self.rungs}
        return replace(self, rungs=self.rungs + tuple(rung for rung in _SOURCE_RUNGS if rung.track not in has))

    def changed(self, key: str, *, who: Recipient, days: int, on: bool) -> Ladder:
        """The ladder with one rung changed; raises Refusal like the ladder itself."""
        self.rung(key)
        new = tuple(replace(one, who=who, days=days, on=on) if one.key == key else one for one in self.rungs)
        return replace(self, rungs=new)

    def person(self, who: Recipient, officer: str, lead_official: str) -> str:
        """The name of a recipient; the word of the office when nobody is named."""
        names = {
            Recipient.OFFICER: officer,
            Recipient.LEADER: self.leader,
            Recipient.LEAD_OFFICIAL: lead_official,
            Recipient.OFFICE: self.office,
        }
        return names[who].strip() or RECIPIENT_WORDS[who]

    @property
    def ahead(self) -> int:
        """Natural days before a date within which some rung may fire, rest days allowed for generously."""
        return max((2 * -rung.days + 30 for rung in self.rungs if rung.days <= 0), default=0)


def _check(rung: Rung, before: Rung | None) -> None:
    name = f"“{TRACK_WORDS[rung.track]}·{rung.words}”"
    if not _EARLIEST <= rung.days <= _LATEST:
        raise Refusal.say(f"{name}的天数 {rung.days} 不在 {_EARLIEST} 至 {_LATEST} 之间，请改正。")
    if rung.track in NATURAL_TRACKS and rung.days > 0:
        raise Refusal.say(f"{name}应在期满之前或当天提醒，天数请写 0 或负数。")
    if before is not None and rung.days < before.days:
        raise Refusal.say(f"{name}不能早于它前面的一级（{before.trigger_words}），请改天数。")
    if rung.track is Track.ENTERPRISE and rung.who is not Recipient.OFFICER:
        raise Refusal.say(f"{name}是企业自己的期限，只提醒代办员，不能报给{RECIPIENT_WORDS[rung.who]}。")


@dataclass(frozen=True, slots=True)
class DueRung:
    """A rung whose time has come: `on` is the day it should have fired, `late` (补发) when that day has passed."""

    run: ClockRun
    rung: Rung
    on: date
    late: bool


FiredKey = tuple[str, str, str, str]
"""What makes a fired rung unique: project, matter, run of the clock, rung."""


def fired_key(run: ClockRun, rung: str) -> FiredKey:
    """The key under which a rung of a run fires once."""
    return (run.project_id, run.matter, run.run, rung)


def in_office(calendar: WorkingCalendar, now: datetime, hours: OfficeHours) -> bool:
    """Whether people are at their desks: a working day, between opening and closing of one of its spans."""
    moment = now.time()
    return calendar.is_working(now.date()) and any(opens <= moment <= closes for opens, closes in hours.spans)


def due_rungs(
    runs: Iterable[ClockRun],
    ladder: Ladder,
    calendar: WorkingCalendar,
    now: datetime,
    hours: OfficeHours,
    fired: Collection[FiredKey],
) -> tuple[DueRung, ...]:
    """The rungs to fire now, in the order of the days they were due; none outside office hours, none twice."""
    if not in_office(calendar, now, hours):
        return ()
    today, found = now.date(), []
    for run in _earliest(runs):
        for rung in ladder.of(run.track):
            if not rung.on or fired_key(run, rung.key) in fired:
                continue
            day = trigger_day(run, rung, calendar)
            if day > today:
                break  # the rungs above it come later still
            found.append(DueRung(run, rung, day, day < today))
    return tuple(sorted(found, key=lambda one: (one.on, one.run.project_id, one.run.matter, one.run.run)))


def _earliest(runs: Iterable[ClockRun]) -> Iterable[ClockRun]:
    """Cases of one project share the record of a matter: the strictest of their dates counts, once."""
    kept: dict[tuple[str, str, str], ClockRun] = {}
    for run in runs:
        place = (run.project_id, run.matter, run.run)
        if place not in kept or (run.due, run.case_id) < (kept[place].due, kept[place].case_id):
            kept[place] = run
    return kept.values()


def schedule(run: ClockRun, ladder: Ladder, calendar: WorkingCalendar) -> tuple[tuple[Rung, date], ...]:
    """The rungs of a run that are switched on, each with the working day it fires, lowest first."""
    return tuple((rung, trigger_day(run, rung, calendar)) for rung in ladder.of(run.track) if rung.on)


def trigger_day(run: ClockRun, rung: Rung, calendar: WorkingCalendar) -> date:
    """The working day a rung fires; never before the run began to bind.

    One before the last valid day of a paper that would fall on a rest day comes on the last working day before it.
    """
    if run.track in NATURAL_TRACKS:
        day = run.due + timedelta(days=rung.days)
        day = day if calendar.is_working(day) else calendar.add_working(day, -1)
    elif rung.days > 0:
        day = calendar.add_working(run.due, rung.days)
    else:
        # A date on a rest day leaves 0 working days from the last working day before it.
        last = run.due if calendar.is_working(run.due) else calendar.add_working(run.due, -1)
        day = calendar.add_working(last, rung.days)
    return max(day, calendar.next_working(run.since))
