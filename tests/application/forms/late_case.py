"""A case with one step filed, and short ways to see what a form proposes for it and prints of it."""

from __future__ import annotations

from desktop_app.application.desk import Desk
from desktop_app.application.documents import About
from desktop_app.domain.case import Case
from desktop_app.domain.events import Verb
from tests.desks import act, entered, finish, opened
from tests.documents.reading import page_texts

MATTER = "PG01"
"""压覆矿产: 承诺 10 工作日, 法定 20."""


def filed_case(desk: Desk) -> Case:
    """A case led by 某领导 whose step MATTER was received on 2026-11-16."""
    project = entered(desk, "光电产业园", enterprise="中联恒创", investment_yuan=800_000_000)
    made = opened(desk, "SX-BA-CG", project_id=project.id, lead_official="某领导")
    finish(desk, made, "2026-11-03", "QQ01", "QQ02", "QQ03", "QQ04", "QQ05", "QQ06", "DJ01", "DJ02")
    act(desk, made, Verb.INCLUDE, MATTER, "2026-11-16")
    act(desk, made, Verb.RECEIVE, MATTER, "2026-11-16")
    return made


def about(case: Case, matter: str = MATTER) -> About:
    """The step a paper is about."""
    return About(case.id, matter)


def proposals(desk: Desk, form: str, case: Case, matter: str = MATTER) -> dict[str, object]:
    """What the form proposes, by key."""
    return {one.ask.key: one.value for one in desk.documents.asked(form, about(case, matter))}


def text_of(desk: Desk, form: str, case: Case, answers: dict[str, object] | None = None, matter: str = MATTER) -> str:
    """What the draft says, without white space."""
    pages = page_texts(desk.documents.preview(form, about(case, matter), answers or {}).content)
    return "".join("".join(pages).split())
