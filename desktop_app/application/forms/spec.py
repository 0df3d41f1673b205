"""Form specifications: what a form is called, what it is about, what it asks, and how its data is filled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop_app.application.forms.asks import Answers, Ask
from desktop_app.application.forms.facts import Facts, Numbered

if TYPE_CHECKING:
    from desktop_app.application.ports import Paper


class Subject(StrEnum):
    """What a paper is about."""

    CASE = "case"
    STEP = "step"
    PROJECT = "project"
    ZONE = "zone"


class Occasion(StrEnum):
    """When a form is needed; the menu 打印 groups by it."""

    RECEPTION = "接件"
    HANDLING = "办理"
    SUPERVISION = "督办"
    DELIVERY = "送达移交"
    ARCHIVE = "归档"


def _nothing_against(_facts: Facts) -> None:
    """Most forms may be issued at any time."""


def _nothing_to_say(_facts: Facts) -> str:
    """Most forms may be issued on any day without a word."""
    return ""


def _nothing_kept(_facts: Facts, _answers: Answers, _paper: Paper) -> None:
    """Of most forms nothing is kept besides the paper."""


@dataclass(frozen=True, slots=True)
class FormSpec:
    """A form: `key` on the command line, `code` in its number (D01 …), and `copies`, 一式几份 when nothing is said.

    `fill` makes the frozen data from the records and the checked answers, `blank` that of a form for hand-filling, for
    which only the workspace, the texts and the day are known. `bound`: its data has the fields of FormData, so that a
    margin for the binding may be asked for; copies and binding are put into the data by the service. `alone`: a form
    of a project may be about an enterprise without one. `guard` raises Refusal when the form must not be issued now; a
    draft may be looked at all the same. `dated` finds the day a report is about in the raw answers, so that proposals
    are of that day too (`facts.on`). `caution` is what somebody is told who looks at a draft or issues it now, empty
    when there is nothing to tell. `keep` stores what is kept besides the paper, in the transaction that archives it.
    `titled` calls a paper in the register by what it is about, where its title alone would call all of them alike.
    """

    key: str
    code: str
    title: str
    subject: Subject
    occasion: Occasion
    fill: Callable[[Facts, Answers], Numbered]
    blank: Callable[[Facts], Numbered]
    asks: tuple[Ask, ...] = ()
    copies: int = 2
    bound: bool = True
    alone: bool = False
    guard: Callable[[Facts], None] = _nothing_against
    dated: Callable[[Facts, Mapping[str, object]], date] | None = None
    caution: Callable[[Facts], str] = _nothing_to_say
    keep: Callable[[Facts, Answers, Paper], None] = _nothing_kept
    titled: Callable[[Numbered], str] | None = None
