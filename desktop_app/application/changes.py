"""Changes: what a use case did, told once so that each open page can decide whether to read again."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop_app.domain.events import Event


@dataclass(frozen=True, slots=True)
class Changes:
    """The projects, cases and matters an act touched, with the events it appended.

    `calendar` when days changed, `workspace` when settings did, `plans` when a plan was frozen, `benchmarks` when a
    definition, the 口径 or a record did, `reminders` when some fired or somebody dealt with them, `papers` when one was
    issued, declared void or printed again, `materials` when one came, moved or got a file, `reports` when a report
    was typed at, skipped or asked for again, `indicators` when a definition, a published figure or a threshold of 三未
    was added; `ledgers` names the kinds of ledgers whose rows or views changed, `officers` when the directory, a team,
    a leave or a handover did.
    """

    projects: frozenset[str] = field(default_factory=frozenset)
    cases: frozenset[str] = field(default_factory=frozenset)
    matters: frozenset[str] = field(default_factory=frozenset)
    events: tuple[Event, ...] = ()
    calendar: bool = False
    workspace: bool = False
    plans: bool = False
    benchmarks: bool = False
    reminders: bool = False
    papers: bool = False
    materials: bool = False
    reports: bool = False
    indicators: bool = False
    ledgers: frozenset[str] = field(default_factory=frozenset)
    officers: bool = False

    @classmethod
    def of(cls, *events: Event) -> Changes:
        """The changes a list of events amounts to."""
        return cls(
            frozenset(event.project_id for event in events),
            frozenset(event.case_id for event in events if event.case_id),
            frozenset(event.matter for event in events if event.matter),
            events,
        )
