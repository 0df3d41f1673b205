"""Random walks: a seeded stream of acts on the cases of one project, sensible and senseless ones mixed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from desktop_app.application.approvals import Statement
from desktop_app.application.desk import Desk
from desktop_app.domain.events import Verb
from desktop_app.domain.progress import POSSIBLE_IN
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.suspension import SUSPENSION_KINDS
from tests.desks import Clock, entered, new_desk, opened

# No step of the walk's templates is done in parts; tests/domain/test_case.py walks over those.
VERBS = (*(verb for verb in POSSIBLE_IN if verb is not Verb.PART), Verb.REVERSE)
_USUAL = (Verb.ACCEPT, Verb.ACCEPT, Verb.FINISH, Verb.FINISH, Verb.SUSPEND, Verb.RESUME)
_DAYS = {Verb.EXTEND: 5, Verb.TOLERATE: 5}


@dataclass
class Walk:
    """A desk with the cases of one project and the acts that were tried on them."""

    desk: Desk
    project_id: str
    cases: tuple[str, ...]
    dice: random.Random
    day: date = date(2026, 11, 2)
    done: list[Verb] = field(default_factory=list)
    refused: list[Verb] = field(default_factory=list)

    def steps(self, number: int) -> Iterator[bool]:
        """Try acts one after the other; each time whether it was recorded rather than refused."""
        for _ in range(number):
            case, verb, matter, statement = self._act()
            try:
                self.desk.approvals.decide(case, verb, matter, statement)
            except Refusal as refusal:
                assert str(refusal)
                self.refused.append(verb)
                yield False
            else:
                self.done.append(verb)
                yield True

    def _act(self) -> tuple[str, Verb, str, Statement]:
        dice = self.dice
        case = self.desk.cases.get(dice.choice(self.cases))
        verb = dice.choice(_USUAL if dice.random() < 0.5 else VERBS)
        situation = case.situation()
        fitting = [code for code, state in situation.state.items() if state in POSSIBLE_IN.get(verb, ())]
        if verb is Verb.REVERSE:
            fitting = [code for code, progress in situation.progress.items() if progress.events]
        matter = dice.choice(fitting if fitting and dice.random() < 0.9 else case.template.codes)
        self.day += timedelta(days=dice.choice((0, 0, 0, 1)))
        back = dice.choice((0, 0, 0, 0, 1, 4))
        return (
            case.id,
            verb,
            matter,
            Statement(
                on=None if dice.random() < 0.05 else self.day - timedelta(days=back),
                by="甲",
                month=dice.choice(("", "2026-10")) if verb is Verb.RECORD else "",
                note="备注",
                reason="" if dice.random() < 0.15 else "有原因",
                kind=dice.choice(SUSPENSION_KINDS).key if verb is Verb.SUSPEND else "",
                basis=dice.choice(("", "〔2026〕1号")),
                officer=dice.choice(("甲", "乙", "丙")),
                amount=_DAYS.get(verb, 0),
            ),
        )


def walk(folder: Path, seed: int) -> Walk:
    """A project with three cases that share matters under different promises, in an order that depends on the seed."""
    dice = random.Random(seed)
    desk = new_desk(folder, Clock("2026-11-02"))
    project = entered(desk).id
    templates = ["SX-ZS", "SX-ZS-JS", "SX-SGYP"]
    dice.shuffle(templates)
    cases = tuple(opened(desk, template, project_id=project).id for template in templates)
    return Walk(desk, project, cases, dice)
