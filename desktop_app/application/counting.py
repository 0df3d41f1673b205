"""Counting 口径: by which basis this workspace shows its figures, and which benchmarks a case is measured by."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from desktop_app.application.ports import UnitOfWork
from desktop_app.domain.benchmark import Benchmark, CountingBasis
from desktop_app.domain.benchmark_definition import BenchmarkDefinition, matters_up_to
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.case import Case, Situation
from desktop_app.domain.measure import BenchmarkStanding, measure
from desktop_app.domain.results import OwnMark, version_of
from desktop_app.domain.template import ApprovalTemplate

_FACT = "counting-basis"
"""The remembered fact that holds every choice of a default 口径 as JSON, the last one in force."""

OWN_BASIS_WORDS = "各按对标自己的口径"
"""What is said where no basis of the workspace overrides those of the definitions."""


def default_basis(work: UnitOfWork) -> CountingBasis | None:
    """The 口径 all figures are counted by, None when each benchmark keeps its own."""
    kept = work.recall(_FACT)
    last = json.loads(kept)[-1]["basis"] if kept else ""
    return CountingBasis.parse(last) if last else None


def keep_default_basis(work: UnitOfWork, basis: CountingBasis | None, at: datetime, by: str) -> None:
    """Make a 口径 the one in force; earlier choices stay on record."""
    kept = work.recall(_FACT)
    choices = json.loads(kept) if kept else []
    choices.append({"basis": basis.code if basis else "", "at": at.isoformat(), "by": by})
    work.remember(_FACT, json.dumps(choices, ensure_ascii=False))


def basis_words(basis: CountingBasis | None) -> str:
    """The 口径 of a whole page: that of the workspace, or that each benchmark keeps its own."""
    return f"口径：{OWN_BASIS_WORDS}" if basis is None else basis.words()


@dataclass(frozen=True, slots=True)
class Measuring:
    """What cases are measured by: the benchmarks of their template, this workspace's own, and the 口径."""

    own: tuple[tuple[BenchmarkDefinition, ...], ...]
    basis: CountingBasis | None

    def marks(self, template: ApprovalTemplate) -> tuple[OwnMark, ...]:
        """The benchmarks in force for a template: those it brings along, then this workspace's own."""
        newest = [versions[-1] for versions in self.own]
        return (
            *(OwnMark.bundled(template, mark) for mark in template.benchmarks),
            *(OwnMark.of(one) for one in newest if not one.retired and one.applies_to(template)),
        )

    def benchmarks(self, template: ApprovalTemplate) -> tuple[Benchmark, ...]:
        """The benchmarks in force as a template itself would have them: without matters it does not know."""
        return tuple(
            replace(one.mark, leaves_out=tuple(code for code in one.mark.leaves_out if code in template.codes))
            for one in self.marks(template)
        )

    def marks_as_recorded(self, case: Case) -> tuple[OwnMark, ...]:
        """The benchmarks a case's results were measured by: of each own one the version when the end was entered."""
        found = (version_of(versions, case) for versions in self.own)
        return (
            *(OwnMark.bundled(case.template, mark) for mark in case.template.benchmarks),
            *(OwnMark.of(one) for one in found if one is not None and one.applies_to(case.template)),
        )

    def standings(
        self, case: Case, situation: Situation, today: date, calendar: WorkingCalendar
    ) -> tuple[BenchmarkStanding, ...]:
        """Where every benchmark of a case stands."""
        return tuple(
            measure(
                one.mark,
                situation.progress,
                today,
                calendar,
                basis=self.basis,
                matters=matters_up_to(case.template, one.mark.end.matter),
            )
            for one in self.marks(case.template)
        )


def measuring(work: UnitOfWork) -> Measuring:
    """What cases are measured by in this workspace."""
    return Measuring(by_definition(work.benchmarks.definitions()), default_basis(work))


def by_definition(versions: Iterable[BenchmarkDefinition]) -> tuple[tuple[BenchmarkDefinition, ...], ...]:
    """Versions gathered by their definition, each oldest first."""
    found: dict[str, list[BenchmarkDefinition]] = {}
    for one in versions:
        found.setdefault(one.id, []).append(one)
    return tuple(tuple(sorted(each, key=lambda one: one.version)) for each in found.values())
