"""What several forms say about the steps of a case: which of them count, when they ended, which papers went before."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.application.approvals import LATE_MARKS
from desktop_app.application.forms.facts import Facts
from desktop_app.domain.progress import StepState
from desktop_app.domain.standing import Standing

INSIDE = "内部"
"""The kind of a matter that the centre carries out itself."""
_NOT_DECIDED_OUTSIDE = (INSIDE, "企业自办")


def included(facts: Facts) -> list[Standing]:
    """The steps of the case that are not left out and not undecided."""
    return [one for one in facts.standings() if one.state is not StepState.SKIPPED and not one.undecided]


def for_authorities(facts: Facts) -> list[Standing]:
    """The included steps that an authority or a public service decides: not those of the centre or the enterprise."""
    return [one for one in included(facts) if one.step.matter.approval_kind not in _NOT_DECIDED_OUTSIDE]


def ended_words(one: Standing) -> str:
    """The day a step was done, the month, or 不详 where nobody knows better; empty while it runs."""
    attempt = one.progress.attempt
    if attempt is None or attempt.outcome is None:
        return ""
    return f"{attempt.ended:%Y-%m-%d}" if attempt.ended else attempt.ended_month or "不详"


def late_mark_notes(found: Iterable[Standing]) -> tuple[str, ...]:
    """The note that names the steps whose limit was moved after it had passed; empty where there is none."""
    moved = [
        f"{one.step.title}（{'、'.join(marks)}）"
        for one in found
        if (marks := [mark for mark in one.progress.marks if mark in LATE_MARKS.values()])
    ]
    return (f"期限届满以后才延期或重新起算：{'、'.join(moved)}。",) if moved else ()


def titles(facts: Facts) -> tuple[str, ...]:
    """The titles of the included steps that authorities decide, as choices."""
    return tuple(one.step.title for one in for_authorities(facts))


def newest_number(facts: Facts, form: str) -> str:
    """The number of the newest paper of a form issued for the case, empty when there is none."""
    papers = [one for one in facts.work.papers.of_case(facts.case.id) if one.form == form]
    return papers[-1].number if papers else ""
