"""Indicators 指标: rates by definitions as data, on any day, as known now or as recorded then, published, checked."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop_app.application.changes import Changes
from desktop_app.application.entry_book import LedgerKinds
from desktop_app.application.indicator_facts import Fact, facts_known, known_now, late_facts, recorded_by
from desktop_app.application.indicator_sets import IndicatorSets
from desktop_app.application.indicator_view import FigurePair, IndicatorView, Late, UnfinishedLists, sight_of
from desktop_app.application.ports import Ids, Now, OpenUnitOfWork, UnitOfWork
from desktop_app.application.project_history import PROJECT_KIND
from desktop_app.application.projects_then import facts_known_on
from desktop_app.application.sheets_out import WorkbookWriter
from desktop_app.domain.as_of import Sight
from desktop_app.domain.batch_totals import BatchTotal, batch_totals
from desktop_app.domain.indicator import OWN, Indicator, IndicatorDefinition, checked
from desktop_app.domain.indicator_figure import IndicatorFigure, Look, ProjectFacts, figure_of
from desktop_app.domain.ledger_kind import ColumnType
from desktop_app.domain.published_figure import FigureCheck, PublishedFigure, differing, withdrawal
from desktop_app.domain.refusals import Damaged, Refusal
from desktop_app.domain.unfinished import (
    NO_THRESHOLDS,
    Thresholds,
    Unfinished,
    checked_thresholds,
    unfinished_rows,
)

_THRESHOLDS = "unfinished-thresholds"


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
        """The figures of a set of definitions (2023, 2021, own, published) on a day (today when left out).

        `reading` is known (现在所知) or then (当时所记). Raises Refusal: unknown set or reading, a day to come.
        """
        day, sight = self._day(as_of), sight_of(reading)
        with self.open_work(writes=False) as work:
            wanted = self._sets(work).of_set(preset)
            projects = self._seen(work, day, sight)
        look = self._look(day, sight)
        return tuple(figure_of(one, projects, look, sight, zone) for one in wanted)

    def figure(
        self, definition_id: str, as_of: date | None = None, reading: str = "known", zone: str = ""
    ) -> IndicatorFigure:
        """One figure by the id or the name of its definition; raises Refusal as `figures` does."""
        day, sight = self._day(as_of), sight_of(reading)
        with self.open_work(writes=False) as work:
            definition = self._sets(work).one(definition_id)
            return figure_of(definition, self._seen(work, day, sight), self._look(day, sight), sight, zone)

    def pair(self, definition_id: str, as_of: date | None = None, zone: str = "") -> FigurePair:
        """A figure by both readings with every project they differ in and what was entered late."""
        day = self._day(as_of)
        with self.open_work(writes=False) as work:
            return self._pairs(work, [self._sets(work).one(definition_id)], day, zone)[0]

    def view(self, preset: str = "2023", as_of: date | None = None, zone: str = "") -> IndicatorView:
        """Everything at once for the page; raises Refusal as `figures` does."""
        day = self._day(as_of)
        with self.open_work(writes=False) as work:
            projects = self._both(work, day)
            sets = self._sets(work)
            pairs, retired = self._pairs(work, sets.of_set(preset), day, zone, projects), sets.retired()
            thresholds, published = _thresholds(work), tuple(work.indicators.published())
        zones = sorted({one.said("zone") for seen in projects.values() for one in seen if one.said("zone")})
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
            retired=tuple(retired),
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
            return batch_totals(self._seen(work, day, sight), self._look(day, sight), zone)

    def unfinished(self, as_of: date | None = None, reading: str = "known", zone: str = "") -> UnfinishedLists:
        """The three lists of 三未 on a day by the thresholds of this workspace."""
        day, sight = self._day(as_of), sight_of(reading)
        with self.open_work(writes=False) as work:
            return _lists(self._seen(work, day, sight), self._look(day, sight), _thresholds(work), zone)

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
            return self._sets(work).in_force()

    def versions(self, definition_id: str) -> list[IndicatorDefinition]:
        """Every version of one's own definition, oldest first; raises Refusal when there is none."""
        with self.open_work(writes=False) as work:
            return self._sets(work).versions(definition_id)

    def define(self, indicator: Indicator, by: str, reason: str = "") -> tuple[IndicatorDefinition, Changes]:
        """Keep a new definition of one's own; raises Refusal when it cannot be evaluated."""
        with self.open_work() as work:
            return self._keep(work, self.ids(), 1, indicator, by, reason)

    def edit(
        self, definition_id: str, indicator: Indicator, by: str, reason: str
    ) -> tuple[IndicatorDefinition, Changes]:
        """Keep a changed definition as its next version; published figures keep theirs. Raises Refusal."""
        with self.open_work() as work:
            last = self._sets(work).versions(definition_id)[-1]
            if not reason.strip():
                raise Refusal.say("请写明为什么修改，历次版本里会留下这个原因")
            if not last.retired and last.indicator == indicator:
                raise Refusal.say(f"“{indicator.name}”没有任何改动，无需保存新版本")
            return self._keep(work, last.id, last.version + 1, indicator, by, reason)

    def retired(self) -> list[IndicatorDefinition]:
        """The definitions that are computed no more, own and bundled ones, with who retired them, when and why."""
        with self.open_work(writes=False) as work:
            return self._sets(work).retired()

    def retire(self, definition_id: str, by: str, reason: str) -> tuple[IndicatorDefinition, Changes]:
        """Compute a definition no more, a bundled one too; its versions and what was published by it stay.

        Raises Refusal for an unknown or retired one, without a reason or a name.
        """
        return self._switch(definition_id, by, reason, retired=True)

    def resume(self, definition_id: str, by: str, reason: str) -> tuple[IndicatorDefinition, Changes]:
        """Compute a retired definition again; raises Refusal as `retire` does, and when its name was taken since."""
        return self._switch(definition_id, by, reason, retired=False)

    def _switch(
        self, definition_id: str, by: str, reason: str, *, retired: bool
    ) -> tuple[IndicatorDefinition, Changes]:
        with self.open_work() as work:
            sets = self._sets(work)
            last = sets.to_switch(definition_id)
            name = last.indicator.name
            if last.retired is retired:
                raise Refusal.say(f"“{name}”已经停用，无需重复" if retired else f"“{name}”没有停用，无需恢复")
            if not reason.strip():
                raise Refusal.say(f"请写明为什么{'停用' if retired else '恢复'}，历次版本里会留下这个原因")
            taken = not sets.brings(last.id) and any(one.indicator.name == name for one in sets.own())
            if not retired and taken:
                raise Refusal.say(f"自定口径里已经有另一条“{name}”，请先把那一条停用或改名，再恢复这一条")
            after = replace(
                last, version=last.version + 1, retired=retired, at=self.now(), by=_named(by), reason=reason.strip()
            )
            work.indicators.add_definition(after)
            work.commit()
        return after, Changes(indicators=True)

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
            definition = self._sets(work).one(definition_id)
            figure = figure_of(definition, self._seen(work, day, sight), self._look(day, sight), sight, zone)
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

    def withdraw(self, published_id: str, by: str, reason: str, successor: str = "") -> tuple[PublishedFigure, Changes]:
        """Take a published figure back because it was wrong: it stays, marked 已撤回, with the one that stands for it.

        The successor can be named later by a second call. Raises Refusal as `published_figure.withdrawal` does.
        """
        with self.open_work() as work:
            published = work.indicators.published()
            found = withdrawal(published, published_id, successor, reason, self.now(), by)
            work.indicators.withdraw(found)
            work.commit()
        figure = next(one for one in published if one.id == published_id)
        return replace(figure, withdrawn=found), Changes(indicators=True)

    def still_standing(self) -> dict[str, bool]:
        """Whether each published figure that was not withdrawn still comes out the same, by its id."""
        seen: dict[tuple[date, Sight], tuple[ProjectFacts, ...]] = {}
        found = {}
        with self.open_work(writes=False) as work:
            for one in work.indicators.published():
                then = one.figure
                if one.withdrawn is not None:
                    continue
                key = (then.as_of, then.sight)
                if key not in seen:
                    seen[key] = self._seen(work, *key)
                now = figure_of(then.definition, seen[key], self._look(*key), then.sight, then.zone)
                found[one.id] = FigureCheck(one, now, differing(then.counted, now.counted)).agrees
        return found

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
            projects = self._seen(work, frozen.as_of, frozen.sight)
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
        others = self._sets(work).own()
        if any(one.id != definition_id and one.indicator.name == indicator.name for one in others):
            raise Refusal.say(f"自定口径里已经有“{indicator.name}”，请换一个名称，或修改原来那一条")
        made = IndicatorDefinition(definition_id, version, OWN, indicator, self.now(), _named(by), reason.strip())
        work.indicators.add_definition(made)
        work.commit()
        return made, Changes(indicators=True)

    def _sets(self, work: UnitOfWork) -> IndicatorSets:
        return IndicatorSets.of(self.bundled(), work.indicators)

    def _day(self, as_of: date | None) -> date:
        today = self.now().date()
        if as_of is not None and as_of > today:
            raise Refusal.say(f"截至日 {as_of} 还没有到，请写今天（{today}）或以前的日期")
        return as_of or today

    def _both(self, work: UnitOfWork, day: date) -> dict[Sight, tuple[ProjectFacts, ...]]:
        """The projects by either knowledge; of today there is only one."""
        known = self._seen(work, day, Sight.KNOWN)
        return {Sight.KNOWN: known, Sight.RECORDED: recorded_by(work, day) if day < self.now().date() else known}

    def _seen(self, work: UnitOfWork, day: date, sight: Sight) -> tuple[ProjectFacts, ...]:
        """The projects by one knowledge; what is known now of a past day holds the zones of that day."""
        if sight is Sight.RECORDED:
            return recorded_by(work, day)
        return facts_known_on(work, day) if day < self.now().date() else known_now(work)

    def _facts_by_key(self) -> dict[str, Fact]:
        return {one.key: one for one in self.facts()}

    def _look(self, day: date, sight: Sight) -> Look:
        labels = {one.key: one.label for one in self.facts()}
        return Look(day, sight is Sight.RECORDED or day >= self.now().date(), labels)


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
        raise Damaged("“三未”天数的设置读不出来，请在统计页重新设置或从备份恢复", str(error)) from error


def _named(by: str) -> str:
    if not by.strip():
        raise Refusal.say("请写明登记人")
    return by.strip()
