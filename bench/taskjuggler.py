"""Our schedules beside TaskJuggler's: python -m bench.taskjuggler [--graphs N] [--seed N]

Needs the program tj3 (Debian package tj3). TaskJuggler is told the rest days that the package chinesecalendar knows, so
neither the arithmetic nor the calendar is ours. How a step is put to it:

- Everything happens at 17:00 of its day, when the office closes; the office is open one hour a day, 16:00 to 17:00, on
  all days that are not a holiday. TaskJuggler has no make-up days, so every day of the week works and each rest day is
  declared as a holiday.
- n working days are `length n d`, which begins at the closing of the start day: the start day does not count.
- n natural days are `duration`, one hour short, and then one hour of `length`: on a working day that ends at 17:00 of
  the last day, from a rest day it rolls to the closing of the next working day, which TaskJuggler alone does not do.
- A step done on the spot is a milestone. A left-out step is bridged and removed with networkx before.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

import chinese_calendar
import networkx as nx

from desktop_app.bootstrap import bundled
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.limit import Limit, Unit
from desktop_app.domain.matter import Matter
from desktop_app.domain.schedule import schedule
from desktop_app.domain.template import ApprovalTemplate, StepTemplate

FIRST, LAST = date(2018, 1, 1), date(2026, 12, 31)
"""The years that both calendars know."""

STARTS = (
    date(2018, 2, 10),  # before 春节 2018
    date(2020, 1, 22),  # the year whose 春节 was prolonged while it lasted
    date(2021, 9, 18),  # a make-up Saturday
    date(2022, 1, 1),  # a holiday
    date(2023, 4, 23),  # a make-up Sunday
    date(2024, 2, 4),  # a make-up Sunday before 春节
    date(2024, 12, 31),  # the end of a year
    date(2025, 9, 28),  # a make-up Sunday before 国庆
    date(2026, 1, 4),  # a make-up Sunday
    date(2026, 5, 9),  # a make-up Saturday
)
BATCH = 60
_BUILDING = Limit(180, Unit.NATURAL_DAYS)
_LONGEST = 400

Spans = dict[str, tuple[date, date]]


@dataclass(frozen=True, slots=True)
class Scenario:
    """One template from one day on, with the optional steps that are taken and the building times."""

    name: str
    template: ApprovalTemplate
    start: date
    included: frozenset[str]
    lengths: Mapping[str, Limit]

    def ours(self, calendar: WorkingCalendar) -> Spans:
        """Start and finish of every kept step by the program."""
        steps = schedule(self.template, self.start, calendar, self.included, lengths=self.lengths)
        return {step.code: (step.start, step.finish) for step in steps}

    def network(self) -> nx.DiGraph:
        """The kept steps; a left-out step is bridged from all before it to all behind it."""
        network = nx.DiGraph()
        network.add_nodes_from(self.template.codes)
        network.add_edges_from((before, step.code) for step in self.template.steps for before in step.after)
        for step in self.template.steps:
            if step.optional and step.code not in self.included:
                before, behind = list(network.predecessors(step.code)), list(network.successors(step.code))
                network.add_edges_from((one, other) for one in before for other in behind)
                network.remove_node(step.code)
        return network

    def limit(self, code: str) -> Limit | None:
        """How long a step takes, None when it is done on the spot."""
        limit = self.lengths.get(code) or self.template.step(code).promised_limit
        return limit if limit is not None and limit.amount else None


def template_scenarios(templates: Sequence[ApprovalTemplate]) -> Iterator[Scenario]:
    """Every template from every day: once bare, once with one of each choice, all other optional steps and building."""
    for template in templates:
        chosen = {choice.members[-1] for choice in template.choices}
        members = {code for choice in template.choices for code in choice.members}
        optional = {step.code for step in template.steps if step.optional}
        full = frozenset(optional - members | chosen)
        lengths = {step.code: _BUILDING for step in template.steps if step.matter.ask_days}
        for start in STARTS:
            yield Scenario(f"{template.key} {start}", template, start, frozenset(), {})
            yield Scenario(f"{template.key} {start} 全选", template, start, full, lengths)


def random_scenarios(count: int, random: Random) -> Iterator[Scenario]:
    """Random graphs of up to 25 steps, some optional, in working and natural days, from any day both calendars know."""
    span = (LAST - FIRST).days - _LONGEST
    for number in range(count):
        steps = []
        for index in range(random.randint(2, 25)):
            before = random.sample(range(index), min(index, random.randint(0, 3)))
            unit = random.choice((Unit.WORKING_DAYS, Unit.WORKING_DAYS, Unit.NATURAL_DAYS))
            limit = random.choice((None, Limit(random.randint(0, 12), unit)))
            after = tuple(f"S{other}" for other in before)
            optional = bool(index) and random.random() < 1 / 4
            steps.append(StepTemplate(Matter(f"S{index}", f"S{index}", promised=limit), after, optional=optional))
        template = ApprovalTemplate(f"R{number}", "random", steps=tuple(steps))
        taken = frozenset(step.code for step in steps if step.optional and random.random() < 1 / 2)
        yield Scenario(template.key, template, FIRST + timedelta(days=random.randrange(span)), taken, {})


def project(scenarios: Sequence[Scenario]) -> str:
    """A TaskJuggler project with one container task for each scenario."""
    first = min(one.start for one in scenarios)
    last = min(LAST, max(one.start for one in scenarios) + timedelta(days=4 * _LONGEST))
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    lines = [
        f'project "bench" {first} - {last} {{',
        '  timezone "UTC"',
        "  timingresolution 60min",
        "  dailyworkinghours 1",
        "  workinghours mon - sun 16:00 - 17:00",
        "}",
        *(f'leaves holiday "rest" {day} +1d' for day in days if not chinese_calendar.is_workday(day)),
    ]
    for number, one in enumerate(scenarios):
        lines += [f'task s{number} "s{number}" {{', *_tasks(one), "}"]
    columns = '  formats csv\n  columns id, start, end\n  timeformat "%Y-%m-%d"'
    return "\n".join([*lines, 'taskreport "out" {', columns, "}"]) + "\n"


def _tasks(scenario: Scenario) -> Iterator[str]:
    network = scenario.network()
    for code in network:
        before = [f"!{other}_end" for other in network.predecessors(code)]
        begins = f"depends {', '.join(before)}" if before else f"start {scenario.start}-17:00"
        limit = scenario.limit(code)
        if limit is None:
            yield f'  task {code}_end "{code}" {{ {begins} milestone }}'
        elif limit.unit is Unit.NATURAL_DAYS:
            yield f'  task {code} "{code}" {{ {begins} duration {24 * limit.amount - 1}h }}'
            yield f'  task {code}_end "{code}" {{ depends !{code} length 1h }}'
        else:
            yield f'  task {code} "{code}" {{ {begins} length {limit.amount}d }}'
            yield f'  task {code}_end "{code}" {{ depends !{code} milestone }}'


def theirs(scenarios: Sequence[Scenario], folder: Path) -> list[Spans]:
    """Start and finish of every step by TaskJuggler."""
    (folder / "bench.tjp").write_text(project(scenarios), encoding="utf-8")
    subprocess.run(["tj3", "--silent", "bench.tjp"], cwd=folder, check=True)
    found: list[Spans] = [{} for _ in scenarios]
    starts: dict[tuple[int, str], date] = {}
    with (folder / "out.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            scenario, _, code = row["Id"].partition(".")
            if not code:
                continue
            key = int(scenario[1:]), code.removesuffix("_end")
            starts.setdefault(key, date.fromisoformat(row["Start"]))
            if code.endswith("_end"):
                found[key[0]][key[1]] = starts[key], date.fromisoformat(row["End"])
    return found


def compare(scenarios: Sequence[Scenario], calendar: WorkingCalendar, kind: str) -> bool:
    """Print how many steps agree in both dates and each one that does not; whether all do.

    A schedule that ends in a year that is not announced yet is left out, and counted.
    """
    asked = len(scenarios)
    scenarios = [one for one in scenarios if max(finish for _, finish in one.ours(calendar).values()) <= LAST]
    counts: Counter[bool] = Counter()
    wrong: list[str] = []
    with tempfile.TemporaryDirectory(prefix="bangban-tj3-") as place:
        for at in range(0, len(scenarios), BATCH):
            some = scenarios[at : at + BATCH]
            for one, other in zip(some, theirs(some, Path(place)), strict=True):
                mine = one.ours(calendar)
                for code in sorted(mine.keys() | other.keys()):
                    same = mine.get(code) == other.get(code)
                    counts[same] += 1
                    if not same:
                        wrong.append(f"  {one.name} {code}: ours {mine.get(code)}, TaskJuggler {other.get(code)}")
    beyond = f" ({asked - len(scenarios)} more end after {LAST})" if asked > len(scenarios) else ""
    told = f"{len(scenarios)} schedules{beyond}, {counts[True]} steps equal, {counts[False]} different"
    print(f"{kind}: {told}", flush=True)
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return not wrong


def main() -> None:
    """Compare every template and the random graphs; exit code 1 when anything differs."""
    parser = argparse.ArgumentParser(prog="python -m bench.taskjuggler", description="Our schedules beside tj3's")
    parser.add_argument("--graphs", type=int, default=300)
    parser.add_argument("--seed", type=int, default=20261105)
    args = parser.parse_args()
    if shutil.which("tj3") is None:
        sys.exit("tj3 is missing: sudo apt-get install -y tj3")
    given = bundled()
    calendar = given.calendar
    templates = compare(list(template_scenarios(given.templates.all())), calendar, "templates")
    graphs = compare(list(random_scenarios(args.graphs, Random(args.seed))), calendar, "random graphs")
    sys.exit(0 if templates and graphs else 1)


if __name__ == "__main__":
    main()
