"""What 统计 is asked and what it answers: a question, a figure in both sights, and the late entries between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from desktop_app.domain.as_of import LateEntry, Sight
from desktop_app.domain.case import Case
from desktop_app.domain.events import Verb
from desktop_app.domain.ledger_entry import EntryAct, EntryChange
from desktop_app.domain.project import Project
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.statistics.figure import Differences, Figure, Scope, Span, differences
from desktop_app.domain.terms import VERB_WORDS, day_words

_DAYS = 182
"""A figure looks back half a year unless it is told from which day."""

_YEARS = 10
"""A figure of more years would have more points than a sheet has millimetres."""

_OF_LEDGER = {Verb.EDIT: "修改台账", Verb.IMPORT: "录入台账"}
"""The acts that are about a project itself."""

FIRST_SET = "2023"
"""The set of definitions the rates are counted by unless another one is chosen."""


@dataclass(frozen=True, slots=True)
class Question:
    """Which figure, of which days, as of which day, and what counts; a missing day is filled in by `span_of`.

    `last` is never after `as_of`, and `as_of` never after today. `definitions` is the set the rates are counted by.
    """

    figure: str
    first: date | None = None
    last: date | None = None
    as_of: date | None = None
    scope: Scope = field(default_factory=Scope)
    definitions: str = FIRST_SET


@dataclass(frozen=True, slots=True)
class LateLine:
    """Something recorded after the day a figure is about that bears on it, in the words it is read by.

    `word` is 补录, 冲正 or 更正; `on` the civil day it is about (None: not known to the day, see `on_words`); `verb` is
    the act, for a project itself EDIT or IMPORT.
    """

    id: str
    word: str
    project_id: str
    project: str
    title: str
    verb: Verb
    on: date | None
    on_words: str
    at: datetime
    by: str
    case_id: str = ""
    matter: str = ""
    month: str = ""

    @property
    def act(self) -> str:
        """办结, 指派代办员, 修改台账."""
        return _OF_LEDGER.get(self.verb) or VERB_WORDS[self.verb]

    @property
    def said(self) -> str:
        """It in one line."""
        return f"{self.word} {self.project} “{self.title}”{self.act}（{self.on_words}）"

    @classmethod
    def of_entry(cls, project: Project, case: Case, entry: LateEntry) -> LateLine:
        """A late entry of a case."""
        event = entry.event
        title = case.template.step(event.matter).title if event.matter else case.template.name
        if event.verb is Verb.ASSIGN:
            title = f"{title} → {event.officer}"
        return cls(
            id=event.id,
            word=entry.word,
            project_id=project.id,
            project=project.name,
            title=title,
            verb=event.verb,
            on=event.on,
            on_words=event.date_words,
            at=event.at,
            by=event.by,
            case_id=case.id,
            matter=event.matter,
            month=event.month,
        )

    @classmethod
    def of_project(cls, project: Project, change: EntryChange, word: str, title: str) -> LateLine:
        """A project as a whole where it was added, else a fact of it: `title` tells it before and after."""
        verb = Verb.IMPORT if change.act is EntryAct.ADD else Verb.EDIT
        on, at = change.on, change.at
        return cls(change.id, word, project.id, project.name, title, verb, on, day_words(on), at, change.by)


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as of a day: by what is known now and by what had been recorded then, and why they differ."""

    as_of: date
    today: date
    known: Figure
    recorded: Figure
    late: tuple[LateLine, ...] = ()

    def shown(self, sight: Sight) -> Figure:
        """The figure by one knowledge."""
        return self.known if sight is Sight.KNOWN else self.recorded

    def differing(self, sight: Sight) -> Differences:
        """What the other knowledge says differently."""
        other = Sight.RECORDED if sight is Sight.KNOWN else Sight.KNOWN
        return differences(self.shown(sight), self.shown(other))


@dataclass(frozen=True, slots=True)
class Choices:
    """What figures can be narrowed to: names as they are counted, and (key, name) of templates and matters."""

    zones: tuple[str, ...]
    officers: tuple[str, ...]
    authorities: tuple[str, ...]
    templates: tuple[tuple[str, str], ...]
    matters: tuple[tuple[str, str], ...]


def span_of(question: Question, today: date) -> Span:
    """The days a question is about; raises Refusal when they cannot be."""
    as_of = question.as_of or today
    if as_of > today:
        raise Refusal.say(f"截至日 {as_of} 晚于今天（{today}），还没有发生的事不能统计，请改成今天或以前的日期")
    last = min(question.last or as_of, as_of)
    first = question.first or last - timedelta(days=_DAYS)
    if first > last:
        raise Refusal.say(f"起始日 {first} 晚于截止日 {last}，请把起始日改到截止日以前")
    if first.year < last.year - _YEARS:
        raise Refusal.say(f"起始日 {first} 比截止日 {last} 早 {_YEARS} 年以上，图上看不清，请缩短起止日期")
    return Span(first, last, as_of)
