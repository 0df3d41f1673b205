"""Officers 人员: the directory of 代办员, their teams 专班 and leaves, and who covers 代管 whom on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from desktop_app.domain.refusals import Refusal
from desktop_app.domain.terms import day_words

LONGEST_LEAVE = 400
"""A leave of more natural days than this is a slip of the pen."""

_LONGEST_NAME, _LONGEST_NOTE = 30, 500


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody in the directory: `active_from` and `active_to` are the first and last day of service, None is open.

    `former` are names the same person is still called by in older cases; `deputy` stands in whenever a leave names
    nobody.
    """

    id: str
    name: str
    unit: str = ""
    zone: str = ""
    post: str = ""
    active_from: date | None = None
    active_to: date | None = None
    deputy: str = ""
    note: str = ""
    former: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name the person is known by, the present one first."""
        return (self.name, *self.former)

    def active(self, day: date) -> bool:
        """Whether the person serves on a day."""
        begun = self.active_from is None or self.active_from <= day
        return begun and (self.active_to is None or day <= self.active_to)


@dataclass(frozen=True, slots=True)
class Membership:
    """Somebody's time in a team, the first and the last day; None is open."""

    name: str
    since: date | None = None
    until: date | None = None

    def on(self, day: date) -> bool:
        """Whether the person belongs to the team on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Team:
    """A 专班: its leader and members, and what it carries: an industry chain, projects (their ids), a zone."""

    id: str
    name: str
    leader: str = ""
    zone: str = ""
    chain: str = ""
    members: tuple[Membership, ...] = ()
    projects: tuple[str, ...] = ()
    note: str = ""
    dissolved: bool = False

    def has(self, name: str, day: date) -> bool:
        """Whether somebody leads it or belongs to it on a day."""
        return name == self.leader or any(one.name == name and one.on(day) for one in self.members)


@dataclass(frozen=True, slots=True)
class Leave:
    """Somebody's absence from `first` to `last`, both included; an empty `substitute` leaves it to the deputy."""

    id: str
    officer: str
    first: date
    last: date
    reason: str = ""
    substitute: str = ""
    cancelled: bool = False

    def on(self, day: date) -> bool:
        """Whether the person is away on a day."""
        return not self.cancelled and self.first <= day <= self.last

    def days(self) -> tuple[date, ...]:
        """Every day of it."""
        return tuple(self.first + timedelta(number) for number in range((self.last - self.first).days + 1))


class EntryKind(StrEnum):
    """What an entry of the directory is about."""

    OFFICER = "officer"
    TEAM = "team"
    LEAVE = "leave"


Subject = Officer | Team | Leave


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """One act on the directory: how an officer, a team or a leave is from now on, who said so and why."""

    subject: Subject
    at: datetime
    by: str
    note: str = ""

    @property
    def kind(self) -> EntryKind:
        """What it is about."""
        if isinstance(self.subject, Officer):
            return EntryKind.OFFICER
        return EntryKind.TEAM if isinstance(self.subject, Team) else EntryKind.LEAVE


@dataclass(frozen=True, slots=True)
class Cover:
    """Who stands in for somebody who is away: `by` is empty when nobody is there, `chain` whom the way led over."""

    absent: str
    by: str
    leave: Leave
    chain: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The cover in a sentence."""
        until = f"{self.absent}请假至 {day_words(self.leave.last)}"
        if not self.by:
            return f"{until}，没有人代管，请指定"
        over = f"（{'、'.join(self.chain[:-1])}也不在）" if len(self.chain) > 1 else ""
        return f"{until}，由{self.by}代管{over}"


@dataclass(frozen=True, slots=True)
class Directory:
    """Officers, teams and leaves as they are now, in the order they were first entered."""

    officers: tuple[Officer, ...] = ()
    teams: tuple[Team, ...] = ()
    leaves: tuple[Leave, ...] = field(default=())

    def officer(self, name: str) -> Officer | None:
        """Somebody by a present or a former name, None when not registered 未登记."""
        wanted = name.strip()
        now = next((one for one in self.officers if one.name == wanted), None)
        return now or next((one for one in self.officers if wanted in one.former), None)

    def known_as(self, name: str) -> tuple[str, ...]:
        """Every name of the person called `name`, also when nobody is registered by it."""
        found = self.officer(name)
        return found.names if found else (name,)

    def present_name(self, name: str) -> str:
        """The name somebody has now."""
        return self.known_as(name)[0]

    def leave_of(self, name: str, day: date) -> Leave | None:
        """The leave of somebody on a day."""
        names = self.known_as(name)
        return next((one for one in self.leaves if one.officer in names and one.on(day)), None)

    def cover(self, name: str, day: date) -> Cover | None:
        """Who stands in for somebody on a day, over substitutes who are away too; None while nobody is needed."""
        leave = self.leave_of(name, day)
        if leave is None:
            return None
        absent = person = self.present_name(name)
        chain: list[str] = []
        away: Leave | None = leave
        while away is not None:
            person = self._next(person, away)
            if not person or person in chain or person == absent:
                return Cover(absent, "", leave, tuple(chain))
            chain.append(person)
            away = self.leave_of(person, day)
        registered = self.officer(person)
        there = registered is not None and registered.active(day)
        return Cover(absent, person if there else "", leave, tuple(chain))

    def covered_by(self, name: str, day: date) -> frozenset[str]:
        """Every name, present or former, of those somebody stands in for on a day."""
        me = self.present_name(name)
        away = {one.officer for one in self.leaves if one.on(day)}
        found = [cover for one in away if (cover := self.cover(one, day)) is not None and cover.by == me]
        return frozenset(known for cover in found for known in self.known_as(cover.absent))

    def covers(self, day: date) -> dict[str, str]:
        """The substitute of everybody who is away on a day, by each of their names; without those nobody covers."""
        found: dict[str, str] = {}
        for leave in self.leaves:
            cover = self.cover(leave.officer, day) if leave.on(day) else None
            if cover is not None and cover.by:
                found |= {name: cover.by for name in self.known_as(cover.absent)}
        return found

    def absences(self, day: date) -> tuple[Cover, ...]:
        """Everybody who is away on a day with who stands in, those nobody covers too, in the order of entering."""
        away = dict.fromkeys(one.officer for one in self.leaves if one.on(day))
        return tuple(cover for name in away if (cover := self.cover(name, day)) is not None)

    def teams_of(self, name: str, day: date) -> tuple[Team, ...]:
        """The teams somebody leads or belongs to on a day."""
        names = self.known_as(name)
        return tuple(team for team in self.teams if not team.dissolved and any(team.has(one, day) for one in names))

    def _next(self, name: str, leave: Leave) -> str:
        known = self.officer(name)
        wanted = leave.substitute or (known.deputy if known else "")
        return self.present_name(wanted) if wanted else ""


def directory_of(entries: Iterable[DirectoryEntry]) -> Directory:
    """Fold the entries in the order they were recorded: the last one about each subject counts."""
    found: dict[EntryKind, dict[str, Subject]] = {kind: {} for kind in EntryKind}
    for entry in entries:
        found[entry.kind][entry.subject.id] = entry.subject
    return Directory(
        tuple(one for one in found[EntryKind.OFFICER].values() if isinstance(one, Officer)),
        tuple(one for one in found[EntryKind.TEAM].values() if isinstance(one, Team)),
        tuple(one for one in found[EntryKind.LEAVE].values() if isinstance(one, Leave)),
    )


NOBODY: Mapping[str, str] = MappingProxyType({})
"""Who stands in on a day on which nobody is away."""


def in_words(name: str, substitute: str) -> str:
    """An officer as lists and papers name them: 甲, or 甲（乙代） while 乙 stands in."""
    return f"{name}（{substitute}代）" if substitute else name


def check_officer(directory: Directory, wanted: Officer) -> Officer:
    """An officer fit to be entered; raises Refusal for a name that is empty, too long or another person's."""
    clean = replace(wanted, name=_name(wanted.name, "姓名"), deputy=wanted.deputy.strip())
    other = directory.officer(clean.name)
    if other is not None and other.id != clean.id:
        raise Refusal.say(f"人员名册里已有“{clean.name}”，同名的请加单位或编号区分，如 {clean.name}（审批局）")
    if clean.active_from and clean.active_to and clean.active_to < clean.active_from:
        raise Refusal.say(f"“{clean.name}”离岗日期早于到岗日期，请核对")
    if clean.deputy in clean.names:
        raise Refusal.say(f"“{clean.name}”不能做自己的常任代管人，请另选一人")
    if clean.deputy and directory.officer(clean.deputy) is None:
        raise Refusal.say(f"常任代管人“{clean.deputy}”还没有登记，请先登记")
    if len(clean.note) > _LONGEST_NOTE:
        raise Refusal.say(f"备注太长：{len(clean.note)} 字，最多 {_LONGEST_NOTE} 字")
    return clean


def check_team(directory: Directory, wanted: Team) -> Team:
    """A team fit to be entered; raises Refusal for a name that is taken and for members nobody has registered."""
    clean = replace(wanted, name=_name(wanted.name, "专班名称"), leader=wanted.leader.strip())
    if any(one.name == clean.name and one.id != clean.id and not one.dissolved for one in directory.teams):
        raise Refusal.say(f"已有名为“{clean.name}”的专班，请换一个名称，或修改原来的专班")
    for name in dict.fromkeys((clean.leader, *(one.name for one in clean.members))):
        if name and directory.officer(name) is None:
            raise Refusal.say(f"“{name}”还没有登记，请先在人员里登记，再放进专班“{clean.name}”")
    for one in clean.members:
        if one.since and one.until and one.until < one.since:
            raise Refusal.say(f"“{one.name}”在专班“{clean.name}”的截止日期早于起始日期，请核对")
    return clean


def check_leave(directory: Directory, wanted: Leave) -> tuple[Leave, str]:
    """A leave fit to be entered and who covers it, in a sentence; raises Refusal when it cannot be covered.

    Refused are a leave that overlaps another of the same person, that is covered by the person, by somebody who is not
    there, or in a circle. A substitute who is away too is followed to the one who covers them.
    """
    if not wanted.officer.strip():
        raise Refusal.say("请选请假的人；还没有人员的，先点“登记人员”")
    officer = directory.officer(wanted.officer)
    if officer is None:
        raise Refusal.say(f"“{wanted.officer}”还没有登记，请先在人员里登记，再登记请假")
    substitute = directory.present_name(wanted.substitute) if wanted.substitute.strip() else ""
    clean = replace(wanted, officer=officer.name, substitute=substitute, reason=wanted.reason.strip())
    if clean.last < clean.first:
        raise Refusal.say(f"{officer.name}请假的截止日期早于起始日期，请核对")
    if len(clean.days()) > LONGEST_LEAVE:
        raise Refusal.say(f"{officer.name}请假超过 {LONGEST_LEAVE} 天，请核对日期；长期离岗请办交接")
    _check_overlap(directory, officer, clean)
    if substitute in officer.names:
        raise Refusal.say(f"{officer.name}请假不能由本人代管，请另选一人")
    if substitute and directory.officer(substitute) is None:
        raise Refusal.say(f"代管人“{substitute}”还没有登记，请先在人员里登记")
    if not substitute and not officer.deputy:
        raise Refusal.say(f"{officer.name}没有常任代管人，请写明请假期间由谁代管")
    kept = tuple(one for one in directory.leaves if one.id != clean.id)
    after = replace(directory, leaves=(*kept, clean))
    return clean, _coverage(directory, after, clean)


def _check_overlap(directory: Directory, officer: Officer, wanted: Leave) -> None:
    for one in directory.leaves:
        same = one.officer in officer.names and one.id != wanted.id and not one.cancelled
        if same and one.first <= wanted.last and wanted.first <= one.last:
            raise Refusal.say(
                f"{officer.name}从 {day_words(one.first)} 到 {day_words(one.last)} 已登记请假，"
                "与这次重叠；请改日期，或先撤销那一次"
            )


def _coverage(before: Directory, after: Directory, wanted: Leave) -> str:
    """Who covers the leave, also where somebody is followed; raises Refusal for a day on which nobody would."""
    told: dict[tuple[str, ...], tuple[date, date]] = {}
    for day in wanted.days():
        cover = after.cover(wanted.officer, day)
        if cover is None or not cover.by:
            who = wanted.substitute or "常任代管人"
            raise Refusal.say(f"{day_words(day)} 没有人能代管{wanted.officer}：{who}那天也不在，请另选代管人")
        first = told.get(cover.chain, (day, day))[0]
        told[cover.chain] = (first, day)
        _check_others(before, after, wanted, day)
    parts = []
    for chain, (first, last) in told.items():
        when = f"{day_words(first)} 至 {day_words(last)}" if len(told) > 1 else ""
        over = f"（{'、'.join(chain[:-1])}也请假）" if len(chain) > 1 else ""
        parts.append(f"{when}由{chain[-1]}代管{over}")
    return f"{wanted.officer}请假期间" + "；".join(parts)


def _check_others(before: Directory, after: Directory, wanted: Leave, day: date) -> None:
    """Nobody who was covered may lose their cover because the substitute goes away too."""
    for absent in {one.officer for one in before.leaves if one.on(day)}:
        had, has = before.cover(absent, day), after.cover(absent, day)
        if had is not None and had.by and (has is None or not has.by):
            raise Refusal.say(
                f"{day_words(day)} {absent}也请假，由{had.by}代管，互相代管会没有人办；请给{wanted.officer}另选代管人"
            )


def _name(text: str, what: str) -> str:
    name = " ".join(text.split())
    if not name:
        raise Refusal.say(f"请写明{what}")
    if len(name) > _LONGEST_NAME:
        raise Refusal.say(f"{what}“{name[:10]}…”太长，最多 {_LONGEST_NAME} 字")
    return name
