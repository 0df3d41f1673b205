"""Matters 事项: what an authority decides or an enterprise does, kept once and shared by all templates."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.limit import Limit, Unit


@dataclass(frozen=True, slots=True)
class Material:
    """One paper a matter asks for; `tolerable` may follow later 容缺, `internal_share` the authority fetches itself."""

    name: str
    form: str = ""
    copies: int = 1
    tolerable: bool = False
    note: str = ""
    internal_share: bool = False


@dataclass(frozen=True, slots=True)
class ResultPaper:
    """The certificate or opinion a matter ends in; `validity` is in words, empty when it does not lapse."""

    name: str
    validity: str = ""


@dataclass(frozen=True, slots=True)
class ClockExclusion:
    """A procedure that may stop the clock of a matter, for `max_days` of `unit` at most (None: the law sets no cap)."""

    kind: str
    max_days: int | None
    unit: Unit
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """One record of the matter library, with its default limits; `verified` is law, local_ref or general.

    `correction_notice` is the time to ask for missing papers, counted from receipt (行政许可法 32).
    `ask_days` marks a matter whose length is asked per project, such as the building time.
    """

    code: str
    name: str
    stage: str = ""
    authority: str = ""
    approval_kind: str = ""
    service_mode: str = ""
    verified: str = ""
    sources: tuple[str, ...] = ()
    materials: tuple[Material, ...] = ()
    result: ResultPaper | None = None
    statutory: Limit | None = None
    promised: Limit | None = None
    correction_notice: Limit | None = None
    exclusions: tuple[ClockExclusion, ...] = ()
    choice_group: str = ""
    milestone: str = ""
    ask_days: bool = False
    note: str = ""
