"""Random workspaces: the same projects, cases and projected steps in several stores, to compare their lists."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

from desktop_app.application.ports import OpenUnitOfWork, StepNow
from desktop_app.domain.case import Case
from desktop_app.domain.progress import StepState
from tests.builders import CODES, case, project, still, template


def scatter(dice: random.Random, open_works: list[OpenUnitOfWork], today: date) -> None:
    """The same forty random projects in every workspace."""
    entered = []
    for _ in range(40):
        one = project(
            dice.choice(["光伏", "风电", "Coking", "镕基"]) + str(dice.randrange(5)),
            enterprise=dice.choice(["", "某厂", "乙公司"]),
            zone=dice.choice(["", "临汾", "侯马", "ＨＯＵ"]),
            investment_yuan=dice.choice([None, 0, 5, 10**11]),
            batch=dice.choice(["", "签约", "开工", "投产"]),
        )
        cases = [case(one.id, officer=dice.choice("甲乙丙")) for _ in range(dice.randrange(3))]
        entered.append((one, cases, [_random_step(dice, of, code, today) for of in cases for code in CODES]))
    for open_work in open_works:
        with open_work() as work:
            work.templates.add_version(template())
            for one, cases, steps in entered:
                work.projects.add(one)
                for opened in cases:
                    work.cases.add(opened)
                work.project_standing(one.id, steps)
            work.commit()


def _random_step(dice: random.Random, of: Case, code: str, today: date) -> StepNow:
    # Cases of one project agree on what was done with a matter, so its state follows from project and code.
    shared = random.Random(of.project_id + code)
    state = shared.choice(list(StepState))
    runs = state in (StepState.IN_PROGRESS, StepState.SUSPENDED, StepState.DONE) or shared.random() < 0.2
    step = still(of, code, state, officer=dice.choice(["甲", "乙", of.officer]))
    if runs and shared.random() < 0.7:
        step = replace(step, due_on=today + timedelta(days=shared.randrange(-4, 7)), firm=shared.random() < 0.8)
    elif state is StepState.SUSPENDED:
        step = replace(step, suspended_on=today - timedelta(days=shared.randrange(9)))
    elif state is StepState.WAITING:
        step = replace(step, undecided=shared.random() < 0.5, blocked_by=shared.choice([(), ("A01",)]))
    return step
