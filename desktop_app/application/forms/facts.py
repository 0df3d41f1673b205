"""Facts: everything a form may be filled from; and the frozen data every newer form has in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Protocol, TypedDict

from desktop_app.application.cover import carried_by
from desktop_app.application.entry_book import NO_LEDGERS, LedgerKinds
from desktop_app.application.ports import UnitOfWork, Workspace
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.case import Case
from desktop_app.domain.forecast import Forecast
from desktop_app.domain.project import Project
from desktop_app.domain.standing import Standing, standing, standings

if TYPE_CHECKING:
    from desktop_app.application.indicators import IndicatorService


class Numbered(Protocol):
    """Frozen form data 文书数据: a frozen dataclass of printed words with at least these two fields."""

    @property
    def number(self) -> str:
        """The number of the paper, empty on a blank form."""

    @property
    def copies(self) -> int:
        """How many signed originals are made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormData:
    """What every newer form says: its number, whose it is, notes under the text, 演示数据, 一式 n 份.

    `phone` is the supervision telephone. A form adds its own fields, each with an empty default, so that a blank form
    is the data with nothing but the names of the office. What is in the data is on the paper: a test looks for it.
    """

    number: str = ""
    centre: str
    phone: str = ""
    notes: tuple[str, ...] = ()
    demo: bool = False
    copies: int = 2
    binding: str = ""


class Common(TypedDict):
    """The fields of FormData as keyword arguments."""

    number: str
    centre: str
    phone: str
    demo: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a form is filled from; `project`, `case` and `standing` exist where the form's subject has them.

    `opened` is the open unit of work, for forms that need more than the case (read only); `texts` are the adaptable
    texts in force, by key; `on` is the day a report is about where the answers name one; `kinds` are the ledgers there
    are. `indicators` compute rates and 三未, `forecast` tells when a case probably ends; `memo` holds what was
    computed once for all asks of a form.
    """

    workspace: Workspace
    calendar: WorkingCalendar
    today: date
    number: str
    of_project: Project | None = None
    of_case: Case | None = None
    matter: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    opened: UnitOfWork | None = None
    on: date | None = None
    kinds: LedgerKinds = NO_LEDGERS
    indicators: IndicatorService | None = None
    forecast: Callable[[str], Forecast] | None = None
    memo: dict[object, object] = field(default_factory=dict, compare=False, repr=False)

    @property
    def project(self) -> Project:
        """The project the paper is about; raises ValueError on a form of the zone or a blank one."""
        if self.of_project is None:
            raise ValueError("this paper is about no project")
        return self.of_project

    @property
    def case(self) -> Case:
        """The case the paper is about; raises ValueError where there is none."""
        if self.of_case is None:
            raise ValueError("this paper is about no case")
        return self.of_case

    @property
    def work(self) -> UnitOfWork:
        """The open unit of work; raises ValueError where facts were put together without one."""
        if self.opened is None:
            raise ValueError("these facts come without a unit of work")
        return self.opened

    @property
    def demo(self) -> bool:
        """Whether the paper carries the mark 演示数据."""
        return self.workspace.demo or (self.of_project is not None and self.of_project.demo)

    @property
    def authority(self) -> str:
        """Who signs official letters: the authority the zone's texts name, else the centre."""
        return self.text("zone.authority") or self.workspace.centre

    def common(self) -> Common:
        """What every newer form says of the office; `**facts.common()` begins the frozen data."""
        return Common(
            number=self.number,
            centre=self.workspace.centre,
            phone=self.workspace.phone,
            demo=self.demo,
        )

    def standings(self) -> tuple[Standing, ...]:
        """Where every step of the case stands today."""
        return standings(self.case, self.today, self.calendar, until=None)

    def standing(self) -> Standing:
        """Where the step stands that the paper is about."""
        return standing(self.case, self.case.situation(), self.matter, self.today, self.calendar)

    def carried(self, officer: str) -> str:
        """An officer as the paper names them: 甲, or 甲（乙代） while 乙 stands in for somebody on leave."""
        return carried_by(self.opened, officer, self.today) if self.opened is not None else officer

    def text(self, key: str) -> str:
        """An adaptable text; raises KeyError for one that resources/wording does not have."""
        return self.texts[key]

    def paragraphs(self, key: str) -> tuple[str, ...]:
        """An adaptable text as its paragraphs, empty lines left out."""
        return tuple(line.strip() for line in self.texts[key].splitlines() if line.strip())
