"""Calendars 工作日历: the official years, those this workspace imported, and its own overrides on top."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from desktop_app.application.calendar_book import NoticeVersion, OverrideEntry, ReadNoticeFile
from desktop_app.application.calendar_moves import DayChange, MovedDate, changed_days, moved_dates
from desktop_app.application.changes import Changes
from desktop_app.application.day_policy import (
    DAY_POLICY_WORDS,
    PolicyChange,
    day_policy,
    keep_policy,
    policy_changes,
)
from desktop_app.application.ports import Ids, Now, OpenUnitOfWork, UnitOfWork
from desktop_app.application.projection import CALENDAR_FACT, projection_version, refresh_all
from desktop_app.domain.calendar import DayOverride, WorkingCalendar, YearNotice
from desktop_app.domain.events import Event, Verb
from desktop_app.domain.limit import Unit
from desktop_app.domain.notice_text import NoticeReading, Stated, missing_holidays, read_notice_text
from desktop_app.domain.refusals import Refusal

_ODD_RUN = 7
"""A run of more working days than this in a row is worth a look (放假办法第七条: 一般不超过 6 天)."""


@dataclass(frozen=True, slots=True)
class NoticePreview:
    """What importing a notice would do: days that change, running dates that move, and what deserves a look.

    `before` is the version in force, None for a year nobody has announced; `remarks` never block.
    """

    notice: YearNotice
    before: NoticeVersion | None
    days: tuple[DayChange, ...]
    moved: tuple[MovedDate, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recalculated:
    """A calendar change that was kept: the running dates it moved, and the events that journal why."""

    moved: tuple[MovedDate, ...]
    told: Changes


@dataclass(slots=True)
class CalendarService:
    """The working calendar in force, its versions, and changes to it.

    `notices` and `statutory` come from the bundled resources, the rest from the workspace. An imported year wins over
    the bundled one, an override over both.
    """

    open_work: OpenUnitOfWork
    notices: tuple[YearNotice, ...]
    statutory: Mapping[int, Mapping[date, str]]
    ids: Ids
    now: Now
    read_notice_file: ReadNoticeFile
    _current: WorkingCalendar | None = field(default=None, init=False)
    _layers: tuple[object, ...] = field(default=(), init=False)

    def current(self) -> WorkingCalendar:
        """The calendar in force; read again from the workspace so that another window's change is seen."""
        with self.open_work(writes=False) as work:
            return self._of(work)

    def of_version(self, version: str, policy: Unit) -> WorkingCalendar | None:
        """The calendar of an earlier version, put together from what was kept; None when that is not possible.

        Looked for among every state the imported notices and the local changes have been in, the newest first.
        """
        with self.open_work(writes=False) as work:
            imported, entries = list(work.calendar.notices()), list(work.calendar.entries())
            overrides = work.overrides()
        imported.sort(key=lambda one: one.recorded_at.timestamp() if one.recorded_at else 0)
        for kept in range(len(imported), -1, -1):
            notices = [one.notice for one in imported[:kept]]
            for layer in (overrides, *(_layer(entries[:number]) for number in range(len(entries), -1, -1))):
                found = self._built(notices, layer, policy)
                if found.version == version:
                    return found
        return None

    def versions(self) -> tuple[NoticeVersion, ...]:
        """Every version of every year, by year and then oldest first; the last one of a year is in force."""
        with self.open_work(writes=False) as work:
            return self._versions(work)

    def overrides(self) -> tuple[DayOverride, ...]:
        """The local overrides in force, by day."""
        with self.open_work(writes=False) as work:
            return tuple(sorted(work.overrides(), key=lambda one: one.day))

    def entries(self) -> tuple[OverrideEntry, ...]:
        """Every override that was set or taken away, oldest first."""
        with self.open_work(writes=False) as work:
            return tuple(work.calendar.entries())

    def read_file(self, path: Path, stated: Stated | None = None) -> NoticeReading:
        """What a notice file says, before anything is stored; raises Refusal when it cannot be read."""
        return self.read_notice_file(path, stated or Stated(), self.current().notices)

    def read_text(self, text: str, stated: Stated | None = None) -> NoticeReading:
        """What the wording of a notice says, before anything is stored."""
        return read_notice_text(text, stated, self.current().notices)

    def preview_notice(self, notice: YearNotice) -> NoticePreview:
        """What importing a notice would change; raises Refusal when it is in force already, word for word."""
        with self.open_work(writes=False) as work:
            before, after = self._of(work), self._with_notice(work, notice)
            return NoticePreview(
                notice,
                next((one for one in reversed(self._versions(work)) if one.year == notice.year), None),
                changed_days(before, after, notice.year),
                tuple(_moved(work, before, after)),
                tuple(_remarks(notice, after)),
            )

    def import_notice(self, notice: YearNotice, by: str, source: str = "") -> Recalculated:
        """Keep a notice as the new version of its year and compute every running date again; the cause is journaled.

        Raises Refusal when it is in force already, or nobody is named.
        """
        by = _named(by)
        with self.open_work() as work:
            before, after = self._of(work), self._with_notice(work, notice)
            numbers = [one.version for one in work.calendar.notices() if one.year == notice.year]
            version = NoticeVersion(notice, max(numbers, default=0) + 1, source, self.now(), by)
            work.calendar.add_notice(version)
            cause = f"导入{notice.year}年放假安排（{notice.citation}）"
            return self._recalculate(work, before, after, by, cause, notice.amended_by or notice.document)

    def preview(self, override: DayOverride) -> list[MovedDate]:
        """Which running dates an override would move, before anything is written."""
        with self.open_work(writes=False) as work:
            before, after = self._of(work), self._with_override(work, override)
            return _moved(work, before, after)

    def override(self, override: DayOverride, by: str) -> Recalculated:
        """Store a local override 本地停办 or 临时补班 and compute every running date again; the cause is journaled."""
        by, override = _named(by), replace(override, reason=override.reason.strip())
        if not override.reason:
            raise Refusal.say("本地调整要写明依据或原因")
        with self.open_work() as work:
            before, after = self._of(work), self._with_override(work, override)
            work.set_override(override)
            entry = OverrideEntry(override.day, override.works, override.reason, False, self.now(), by)
            work.calendar.add_entry(entry)
            word = "临时补班" if override.works else "本地停办"
            cause = f"{override.day:%Y-%m-%d} {word}（{override.reason}）"
            return self._recalculate(work, before, after, by, cause)

    def preview_removal(self, day: date) -> list[MovedDate]:
        """Which running dates move when a local override is taken away."""
        with self.open_work(writes=False) as work:
            before, after = self._of(work), self._without_override(work, day)
            return _moved(work, before, after)

    def remove_override(self, day: date, by: str) -> Recalculated:
        """Take a local override away and compute every running date again; the cause is journaled."""
        by = _named(by)
        with self.open_work() as work:
            before, after = self._of(work), self._without_override(work, day)
            gone = next(one for one in work.overrides() if one.day == day)
            work.remove_override(day)
            work.calendar.add_entry(OverrideEntry(day, gone.works, gone.reason, True, self.now(), by))
            word = "临时补班" if gone.works else "本地停办"
            return self._recalculate(work, before, after, by, f"撤销 {day:%Y-%m-%d} {word}（{gone.reason}）")

    def policy_changes(self) -> tuple[PolicyChange, ...]:
        """Who decided how 日 is counted, oldest first; the last decision is in force."""
        with self.open_work(writes=False) as work:
            return policy_changes(work)

    def preview_day_policy(self, policy: Unit) -> list[MovedDate]:
        """Which running dates move when 日 is counted so; raises Refusal when it is already."""
        with self.open_work(writes=False) as work:
            before, after = self._of(work), self._with_day_policy(work, policy)
            return _moved(work, before, after)

    def set_day_policy(self, policy: Unit, by: str, reason: str) -> Recalculated:
        """Count limits in 日 as working or natural days and compute every running date again; the cause is journaled.

        Raises Refusal when they are counted so already, or nobody or no reason is named.
        """
        by, reason = _named(by), reason.strip()
        with self.open_work() as work:
            before, after = self._of(work), self._with_day_policy(work, policy)
            if not reason:
                raise Refusal.say("改时限口径会重算在办期限，请写明依据，如会议纪要文号")
            keep_policy(work, PolicyChange(policy, self.now(), by, reason))
            cause = f"只写“日”的时限由按{DAY_POLICY_WORDS[before.day_policy]}改为按{DAY_POLICY_WORDS[policy]}计"
            return self._recalculate(work, before, after, by, f"{cause}（{reason}）")

    def behind(self) -> bool:
        """Whether the stored projection was made with another calendar than the one in force."""
        with self.open_work(writes=False) as work:
            return work.recall(CALENDAR_FACT) != projection_version(self._of(work))

    def catch_up(self) -> bool:
        """Recompute the stored projection when it was made with another calendar; True when that was needed."""
        if not self.behind():
            return False
        with self.open_work() as work:
            refresh_all(work, self._of(work))
            work.commit()
        return True

    def _versions(self, work: UnitOfWork) -> tuple[NoticeVersion, ...]:
        bundled = [NoticeVersion(notice) for notice in self.notices]
        return tuple(sorted([*bundled, *work.calendar.notices()], key=lambda one: (one.year, one.version)))

    def _of(self, work: UnitOfWork) -> WorkingCalendar:
        """The calendar of a transaction; built again only when a layer of it changed."""
        layers = tuple(work.calendar.notices()), tuple(work.overrides()), day_policy(work)
        if self._current is None or self._layers != layers:
            imported, overrides, policy = layers
            self._current = self._built((one.notice for one in imported), overrides, policy)
            self._layers = layers
        return self._current

    def _built(self, imported: Iterable[YearNotice], overrides: Iterable[DayOverride], policy: Unit) -> WorkingCalendar:
        """The bundled years, each replaced by the last of those imported for it."""
        years = {notice.year: notice for notice in (*self.notices, *imported)}
        return WorkingCalendar(years.values(), self.statutory, overrides, policy)

    def _with_notice(self, work: UnitOfWork, notice: YearNotice) -> WorkingCalendar:
        if notice in self._of(work).notices:
            raise Refusal.say(f"{notice.year} 年现行的放假安排与这份完全一致，无需导入")
        imported = [one.notice for one in work.calendar.notices()]
        return self._built([*imported, notice], work.overrides(), day_policy(work))

    def _with_override(self, work: UnitOfWork, override: DayOverride) -> WorkingCalendar:
        if self._of(work).is_working(override.day) == override.works:
            word = "工作日" if override.works else "休息日"
            raise Refusal.say(f"{override.day:%Y-%m-%d} 本来就是{word}，无需调整")
        others = [one for one in work.overrides() if one.day != override.day]
        return self._built((one.notice for one in work.calendar.notices()), [*others, override], day_policy(work))

    def _without_override(self, work: UnitOfWork, day: date) -> WorkingCalendar:
        kept = [one for one in work.overrides() if one.day != day]
        if len(kept) == len(work.overrides()):
            raise Refusal.say(f"{day:%Y-%m-%d} 没有本地调整，无可撤销")
        return self._built((one.notice for one in work.calendar.notices()), kept, day_policy(work))

    def _with_day_policy(self, work: UnitOfWork, policy: Unit) -> WorkingCalendar:
        before = self._of(work)
        if policy is before.day_policy:
            raise Refusal.say(f"只写“日”的时限现在就按{DAY_POLICY_WORDS[policy]}计，无需修改")
        return before.counting_days_as(policy)

    def _recalculate(
        self, work: UnitOfWork, before: WorkingCalendar, after: WorkingCalendar, by: str, cause: str, basis: str = ""
    ) -> Recalculated:
        """Journal the cause in every project whose dates move, compute all dates again, and commit."""
        at = self.now()
        by_project: dict[str, list[MovedDate]] = {}
        for one in _moved(work, before, after):
            by_project.setdefault(one.project_id, []).append(one)
        events = []
        for project_id, moved in by_project.items():
            event = Event(
                id=self.ids(),
                project_id=project_id,
                case_id="",
                matter="",
                verb=Verb.CALENDAR,
                on=at.date(),
                at=at,
                by=by,
                note="；".join(_told(one) for one in moved),
                reason=cause,
                basis=basis,
            )
            work.record(event)
            events.append(event)
        refresh_all(work, after)
        work.commit()
        every = tuple(one for moved in by_project.values() for one in moved)
        return Recalculated(every, replace(Changes.of(*events), calendar=True))


def _moved(work: UnitOfWork, before: WorkingCalendar, after: WorkingCalendar) -> list[MovedDate]:
    names = {project.id: project.name for project in work.projects.find_all()}
    return moved_dates(work.cases.every(), before, after, names)


def _told(one: MovedDate) -> str:
    before = f"{one.before:%Y-%m-%d}" if one.before else "暂停中"
    after = f"{one.after:%Y-%m-%d}" if one.after else "暂停中"
    if one.shifted:
        return f"{one.title} {before} → {after}{'' if one.firm else '（暂估）'}"
    return f"{one.title} {after} {'由暂估转为确定' if one.firm else '转为暂估'}"


def _layer(entries: Iterable[OverrideEntry]) -> list[DayOverride]:
    """The overrides in force after some acts on the local layer, by day."""
    kept: dict[date, DayOverride] = {}
    for one in entries:
        if one.removed:
            kept.pop(one.day, None)
        else:
            kept[one.day] = DayOverride(one.day, one.works, one.reason)
    return [kept[day] for day in sorted(kept)]


def _named(by: str) -> str:
    if not by.strip():
        raise Refusal.say("请写明登记人：谁改的日历要记下来")
    return by.strip()


def _remarks(notice: YearNotice, calendar: WorkingCalendar) -> Iterable[str]:
    if missing := missing_holidays(notice.blocks):
        yield f"没有{'、'.join(missing)}的安排，请核对是否写全。"
    if not notice.verified:
        yield "文号标为待核：日历照常使用，凡引用这份安排的地方都注明“文号待核”。"
    for first, last in _long_runs(notice.year, calendar):
        count = (last - first).days + 1
        yield f"{first:%m-%d} 至 {last:%m-%d} 连续上班 {count} 天，请核对（放假办法第七条：一般不超过 6 天）。"


def _long_runs(year: int, calendar: WorkingCalendar) -> Sequence[tuple[date, date]]:
    """Runs of more than seven working days in a row; up to seven have been announced before."""
    found, first, day = [], None, date(year, 1, 1)
    while day.year == year:
        if calendar.is_working(day):
            first = first or day
        else:
            if first is not None and (day - first).days > _ODD_RUN:
                found.append((first, day - timedelta(days=1)))
            first = None
        day += timedelta(days=1)
    return found
