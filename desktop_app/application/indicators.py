"""Indicators 指标: rates by definitions as data, on any day, as known now or as recorded then, published, checked."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop_app.application.changes import Changes
from desktop_app.application.entry_book import LedgerKinds
from desktop_app.application.indicator_facts import (
    Fact,
    LateFact,
    facts_known,
    in_force,
    known_now,
    late_facts,
    recorded_by,
)
from desktop_app.application.ports import Ids, Now, OpenUnitOfWork, UnitOfWork
from desktop_app.application.project_history import PROJECT_KIND
from desktop_app.application.sheets_out import WorkbookWriter
from desktop_app.domain.as_of import Sight
from desktop_app.domain.batch_totals import BatchTotal, batch_totals
from desktop_app.domain.indicator import OWN, SET_WORDS, Indicator, IndicatorDefinition, checked
from desktop_app.domain.indicator_figure import IndicatorFigure, Look, ProjectFacts, figure_of
from desktop_app.domain.ledger_kind import ColumnType
from desktop_app.domain.published_figure import FigureCheck, ProjectDifference, PublishedFigure, differing
from desktop_app.domain.refusals import Damaged, Refusal
from desktop_app.domain.unfinished import (
    NO_THRESHOLDS,
    Thresholds,
    Unfinished,
    UnfinishedRow,
    checked_thresholds,
    unfinished_rows,
)

_THRESHOLDS = "unfinished-thresholds"
_READINGS = {"known": Sight.KNOWN, "now": Sight.KNOWN, "then": Sight.RECORDED, "recorded": Sight.RECORDED}


@dataclass(frozen=True, slots=True)
class Late:
    """A project by which the two readings of a figure differ: 当时所记 before, 现在所知 now, and what came in late."""

    difference: ProjectDifference
    entries: tuple[LateFact, ...]


@dataclass(frozen=True, slots=True)
class FigurePair:
    """A figure by what is known now and by what had been recorded on its day, and every project that differs."""

    known: IndicatorFigure
    recorded: IndicatorFigure
    late: tuple[Late, ...] = ()

    def shown(self, sight: Sight) -> IndicatorFigure:
        """The figure by one knowledge."""
        return self.known if sight is Sight.KNOWN else self.recorded


@dataclass(frozen=True, slots=True)
class UnfinishedLists:
    """三未 on a day: the rows of the three lists and the thresholds they were measured by."""

    as_of: date
    rows: tuple[UnfinishedRow, ...]
    thresholds: Thresholds

    def of(self, kind: Unfinished) -> tuple[UnfinishedRow, ...]:
        """One of the three lists."""
        return tuple(one for one in self.rows if one.kind is kind)


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """Everything the page shows of a set of definitions on a day."""

    today: date
    as_of: date
    preset: str
    zone: str
    pairs: tuple[FigurePair, ...]
    batches: Mapping[Sight, tuple[BatchTotal, ...]]
    unfinished: Mapping[Sight, UnfinishedLists]
    zones: tuple[str, ...]
    projects: int
    facts: Mapping[str, Fact]
    published: tuple[PublishedFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorService:
    """Use cases on indicators, 三未 and published figures; nothing is stored but definitions and what was published."""

    open_work: OpenUnitOfWork
    bundled: Callable[[], tuple[IndicatorDefinition, ...]]
    kinds: LedgerKinds
    ids: Ids
    now: Now
    workbooks: WorkbookWriter

    def figures(
        self, preset: str = "2023", as_of: date | None = None, reading: str = "known", zone: str = ""
    ) -> tuple[IndicatorFigure, ...]:
        """The figures of a set of definitions (2023, 2021, own) on a day (today when left out).

        `reading` is known (现在所知) or then (当时所记). Raises Refusal: unknown set or reading, a day to come.
        """
        day, sight = self._day(as_of), sight_of(reading)
        with self.open_work(writes=False) as work:
            wanted = self._of_set(work, preset)
            projects = _seen(work, day, sight)
        look = self._look(day, sight)
        return tuple(figure_of(one, projects, look, sight, zone) for one in wanted)

    def figure(
        self, definition_id: str, as_of: date | None = None, reading: str = "known", zone: str = ""
    ) -> IndicatorFigure:
        """One figure by the id or the name of its definition; raises Refusal as `figures` does."""
        day, sight = self._day(as_of), sight_of(reading)
        with self.open_work(writes=False) as work:
            definition = self._in_force(work, definition_id)
            return figure_of(definition, _seen(work, day, sight), self._look(day, sight), sight, zone)

    def pair(self, definition_id: str, as_of: date | None = None, zone: str = "") -> FigurePair:
        """A figure by both readings with every project they differ in and what was entered late."""
        day = self._day(as_of)
        with self.open_work(writes=False) as work:
            return self._pairs(work, [self._in_force(work, definition_id)], day, zone)[0]

    def view(self, preset: str = "2023", as_of: date | None = None, zone: str = "") -> IndicatorView:
        """Everything at once for the page; raises Refusal as `figures` does."""
        day = self._day(as_of)
        with self.open_work(writes=False) as work:
            projects = self._both(work, day)
            pairs = self._pairs(work, self._of_set(work, preset), day, zone, projects)
            thresholds, published = _thresholds(work), tuple(work.indicators.published())
        zones = sorted({one.said("zone") for one in projects[Sight.KNOWN] if one.said("zone")})
        looks = {sight: self._look(day, sight) for sight in Sight}
        return IndicatorView(
            today=self.now().date(),
            as_of=day,
            preset=preset,
            zone=zone,
            pairs=pairs,
            batches={sight: batch_totals(projects[sight], looks[sight], zone) for sight in Sight},
            unfinished={sight: _lists(projects[sight], looks[sight], thresholds, zone) for sight in Sight},
            zones=tuple(zones),
            projects=len(projects[Sight.KNOWN]),
            facts=self._facts_by_key(),
            published=published,
        )

    def workbook(
        self, preset: str = "2023", as_of: date | None = None, reading: str = "known", zone: str = ""
    ) -> bytes:
        """The figures with everything behind them and 三未 as an Excel workbook; raises Refusal as `figures` does."""
        from desktop_app.application.indicator_tables import indicator_tables

        return self.workbooks.write(indicator_tables(self.view(preset, as_of, zone), sight_of(reading)))

    def batches(self, as_of: date | None = None, reading: str = "known", zone: str = "") -> tuple[BatchTotal, ...]:
        """How many projects and how much investment each of the three batches has, and all together."""
        day, sight = self._day(as_of), sight_of(reading)
        with self.open_work(writes=False) as work:
            return batch_totals(_seen(work, day, sight), self._look(day, sight), zone)

    def unfinished(self, as_of: date | None = None, reading: str = "known", zone: str = "") -> UnfinishedLists:
        """The three lists of 三未 on a day by the thresholds of this workspace."""
        day, sight = self._day(as_of), sight_of(reading)
        with self.open_work(writes=False) as work:
            return _lists(_seen(work, day, sight), self._look(day, sight), _thresholds(work), zone)

    def thresholds(self) -> Thresholds:
        """After how many natural days each of the three is late; unset ones are None."""
        with self.open_work(writes=False) as work:
            return _thresholds(work)

    def set_thresholds(self, days: Mapping[Unfinished, int | None], by: str) -> Changes:
        """Keep the office's own thresholds; raises Refusal for a number that cannot be meant, or without a name."""
        kept = checked_thresholds(days)
        told = {"days": {kind.value: number for kind, number in kept.items()}, "at": self.now().isoformat()}
        with self.open_work() as work:
            work.remember(_THRESHOLDS, json.dumps(told | {"by": _named(by)}))
            work.commit()
        return Changes(indicators=True, ledgers=frozenset({PROJECT_KIND}))

    def facts(self) -> tuple[Fact, ...]:
        """Every fact a definition may look at."""
        return facts_known(self.kinds)

    def definitions(self) -> list[IndicatorDefinition]:
        """The definitions in force: this workspace's own, then the bundled ones."""
        with self.open_work(writes=False) as work:
            return in_force(self.bundled(), work.indicators.definitions())

    def versions(self, definition_id: str) -> list[IndicatorDefinition]:
        """Every version of one's own definition, oldest first; raises Refusal when there is none."""
        with self.open_work(writes=False) as work:
            return _versions(work, definition_id)

    def define(self, indicator: Indicator, by: str, reason: str = "") -> tuple[IndicatorDefinition, Changes]:
        """Keep a new definition of one's own; raises Refusal when it cannot be evaluated."""
        with self.open_work() as work:
            return self._keep(work, self.ids(), 1, indicator, by, reason)

    def edit(
        self, definition_id: str, indicator: Indicator, by: str, reason: str
    ) -> tuple[IndicatorDefinition, Changes]:
        """Keep a changed definition as its next version; published figures keep theirs. Raises Refusal."""
        with self.open_work() as work:
            last = _versions(work, definition_id)[-1]
            if not reason.strip():
                raise Refusal.say("请写明为什么修改，历次版本里会留下这个原因")
            if not last.retired and last.indicator == indicator:
                raise Refusal.say(f"“{indicator.name}”没有任何改动，无需保存新版本")
            return self._keep(work, last.id, last.version + 1, indicator, by, reason)

    def retire(self, definition_id: str, by: str, reason: str) -> tuple[IndicatorDefinition, Changes]:
        """Compute a definition no more; its versions and what was published by it stay. Raises Refusal."""
        with self.open_work() as work:
            last = _versions(work, definition_id)[-1]
            if last.retired:
                raise Refusal.say(f"“{last.indicator.name}”已经停用，无需重复")
            if not reason.strip():
                raise Refusal.say("请写明为什么停用，历次版本里会留下这个原因")
            gone = replace(
                last, version=last.version + 1, retired=True, at=self.now(), by=_named(by), reason=reason.strip()
            )
            work.indicators.add_definition(gone)
            work.commit()
        return gone, Changes(indicators=True)

    def publish(
        self,
        definition_id: str,
        by: str,
        *,
        as_of: date | None = None,
        reading: str = "known",
        zone: str = "",
        note: str = "",
    ) -> tuple[PublishedFigure, Changes]:
        """Freeze a figure with its definition and inputs; raises Refusal when there is none to publish or no name."""
        day, sight = self._day(as_of), sight_of(reading)
        with self.open_work() as work:
            definition = self._in_force(work, definition_id)
            figure = figure_of(definition, _seen(work, day, sight), self._look(day, sight), sight, zone)
            if not figure.value:
                raise Refusal.say(f"不能发布：{figure.zero_words}请先补全台账")
            published = PublishedFigure(self.ids(), figure, self.now(), _named(by), note.strip())
            work.indicators.publish(published)
            work.commit()
        return published, Changes(indicators=True)

    def published(self) -> tuple[PublishedFigure, ...]:
        """Every published figure, newest first."""
        with self.open_work(writes=False) as work:
            return tuple(reversed(work.indicators.published()))

    def check(self, published_id: str) -> tuple[FigureCheck, tuple[Late, ...]]:
        """Compute a published figure again by its own definition, day and reading, and say what changed since.

        Raises Refusal when nothing was published under this id.
        """
        with self.open_work(writes=False) as work:
            found = [one for one in work.indicators.published() if one.id == published_id]
            if not found:
                raise Refusal.say(f"没有编号为“{published_id}”的已发布指标，请用 indicators published 查看")
            frozen = found[0].figure
            look = self._look(frozen.as_of, frozen.sight)
            projects = _seen(work, frozen.as_of, frozen.sight)
            now = figure_of(frozen.definition, projects, look, frozen.sight, frozen.zone)
            changes = [one for one in work.entries.changes_of(PROJECT_KIND) if one.at > found[0].at]
        check = FigureCheck(found[0], now, differing(frozen.counted, now.counted))
        told = late_facts(changes, date.min, frozen.indicator.fields, self._facts_by_key())
        return check, tuple(Late(one, told.get(one.project_id, ())) for one in check.differences)

    def _pairs(
        self,
        work: UnitOfWork,
        wanted: Sequence[IndicatorDefinition],
        day: date,
        zone: str,
        projects: Mapping[Sight, Sequence[ProjectFacts]] | None = None,
    ) -> tuple[FigurePair, ...]:
        seen = projects or self._both(work, day)
        looks = {sight: self._look(day, sight) for sight in Sight}
        changes = work.entries.changes_of(PROJECT_KIND) if day < self.now().date() else ()
        pairs = []
        for one in wanted:
            known = figure_of(one, seen[Sight.KNOWN], looks[Sight.KNOWN], Sight.KNOWN, zone)
            recorded = replace(known, sight=Sight.RECORDED)
            if seen[Sight.RECORDED] is not seen[Sight.KNOWN]:
                recorded = figure_of(one, seen[Sight.RECORDED], looks[Sight.RECORDED], Sight.RECORDED, zone)
            told = late_facts(changes, day, (*one.indicator.fields, "zone"), self._facts_by_key())
            late = [Late(each, told.get(each.project_id, ())) for each in differing(recorded.counted, known.counted)]
            pairs.append(FigurePair(known, recorded, tuple(late)))
        return tuple(pairs)

    def _keep(
        self, work: UnitOfWork, definition_id: str, version: int, indicator: Indicator, by: str, reason: str
    ) -> tuple[IndicatorDefinition, Changes]:
        facts = self.facts()
        amounts = frozenset(one.key for one in facts if one.type in (ColumnType.AMOUNT, ColumnType.COUNT))
        checked(indicator, frozenset(one.key for one in facts), amounts)
        others = in_force((), work.indicators.definitions())
        if any(one.id != definition_id and one.indicator.name == indicator.name for one in others):
            raise Refusal.say(f"自定口径里已经有“{indicator.name}”，请换一个名称，或修改原来那一条")
        made = IndicatorDefinition(definition_id, version, OWN, indicator, self.now(), _named(by), reason.strip())
        work.indicators.add_definition(made)
        work.commit()
        return made, Changes(indicators=True)

    def _of_set(self, work: UnitOfWork, preset: str) -> list[IndicatorDefinition]:
        if preset not in SET_WORDS:
            known = "、".join(f"{key}（{name}）" for key, name in SET_WORDS.items())
            raise Refusal.say(f"没有“{preset}”这套指标口径，可选：{known}")
        every = in_force(self.bundled(), work.indicators.definitions())
        return [one for one in every if one.preset == preset]

    def _in_force(self, work: UnitOfWork, wanted: str) -> IndicatorDefinition:
        every = in_force(self.bundled(), work.indicators.definitions())
        for one in every:
            if wanted in (one.id, one.indicator.name):
                return one
        known = "、".join(f"{one.id}（{one.indicator.name}）" for one in every)
        raise Refusal.say(f"没有“{wanted}”这个指标；可用的有：{known}")

    def _day(self, as_of: date | None) -> date:
        today = self.now().date()
        if as_of is not None and as_of > today:
            raise Refusal.say(f"截至日 {as_of} 还没有到，请写今天（{today}）或以前的日期")
        return as_of or today

    def _both(self, work: UnitOfWork, day: date) -> dict[Sight, tuple[ProjectFacts, ...]]:
        """The projects by either knowledge; of today there is only one."""
        known = known_now(work)
        return {Sight.KNOWN: known, Sight.RECORDED: recorded_by(work, day) if day < self.now().date() else known}

    def _facts_by_key(self) -> dict[str, Fact]:
        return {one.key: one for one in self.facts()}

    def _look(self, day: date, sight: Sight) -> Look:
        labels = {one.key: one.label for one in self.facts()}
        return Look(day, sight is Sight.RECORDED or day >= self.now().date(), labels)


def sight_of(reading: str) -> Sight:
    """known or then as the knowledge a figure rests on; raises Refusal for anything else."""
    if reading not in _READINGS:
        raise Refusal.say(f"“{reading}”看不懂，请写 known（现在所知）或 then（当时所记）")
    return _READINGS[reading]


def _seen(work: UnitOfWork, day: date, sight: Sight) -> tuple[ProjectFacts, ...]:
    return known_now(work) if sight is Sight.KNOWN else recorded_by(work, day)


def _lists(projects: Sequence[ProjectFacts], look: Look, thresholds: Thresholds, zone: str) -> UnfinishedLists:
    of_zone = [one for one in projects if not zone or one.said("zone") == zone]
    return UnfinishedLists(look.day, unfinished_rows(of_zone, look, thresholds), thresholds)


def _thresholds(work: UnitOfWork) -> Thresholds:
    text = work.recall(_THRESHOLDS)
    if not text:
        return NO_THRESHOLDS
    try:
        told = json.loads(text)
        days = {Unfinished(key): None if number is None else int(number) for key, number in told["days"].items()}
        return Thresholds(days, str(told["at"]), str(told["by"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Damaged(f"“三未”天数的设置读不出来，请在统计页重新设置或从备份恢复（{error}）") from error


def _versions(work: UnitOfWork, definition_id: str) -> list[IndicatorDefinition]:
    every = work.indicators.definitions()
    newest = {one.id: one for one in every}
    named = [one.id for one in newest.values() if definition_id in (one.id, one.indicator.name)]
    found = [one for one in every if named and one.id == named[-1]]
    if not found:
        raise Refusal.say(f"没有“{definition_id}”这条自定指标；内置口径不能改，可以另存为自定口径")
    return found


def _named(by: str) -> str:
    if not by.strip():
        raise Refusal.say("请写明登记人")
    return by.strip()
