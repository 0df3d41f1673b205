"""Runs the benchmarks: python -m bench [startup lists sheets volumes rivals gantt workbooks attribution ledger]
[--projects N] [--sheets N] [--rival-sheets N] [--rows N]"""

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import attribution, gantt, ledger_rows, lists, rivals, seed, sheets, startup, volumes, workbooks
from bench.figures import GOAL, Figure
from desktop_app.application.demo import build_demo
from desktop_app.bootstrap import open_desk

_EVERY = ("startup", "lists", "sheets", "volumes", "rivals", "gantt", "workbooks", "attribution", "ledger")


def main() -> None:
    """Measure and print one line for each figure."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("which", nargs="*", help="one or more of these (default: all)")
    parser.add_argument("--projects", type=int, default=100_000)
    parser.add_argument("--sheets", type=int, default=1_000)
    parser.add_argument("--rival-sheets", type=int, default=100, help="sheets the rivals set in one run")
    parser.add_argument("--rows", type=int, default=50_000, help="rows of the large workbook and of the large ledger")
    args = parser.parse_args()
    print(f"{'':52}{'ours':>13}  {'floor':>13}  ratio  (goal: at most {GOAL})")
    with tempfile.TemporaryDirectory(prefix="bangban-bench-") as place:
        for figure in _figures(set(args.which) or set(_EVERY), args, Path(place)):
            print(figure.line(), flush=True)


def _figures(which: set[str], args: argparse.Namespace, place: Path) -> Iterator[Figure]:
    desk = open_desk(place / "demo", create=True)
    build_demo(desk, desk.overview.day())
    if "startup" in which:
        yield from startup.figures(place / "demo")
    if "lists" in which:
        seed.fill(place / "large", args.projects)
        yield from lists.figures(place / "large")
    if "sheets" in which:
        yield from sheets.figures(desk, args.sheets)
    if "volumes" in which:
        yield from volumes.figures(desk)
    if "rivals" in which:
        yield from rivals.figures(desk, place, args.rival_sheets)
    if "gantt" in which:
        yield from gantt.figures(desk)
    if "workbooks" in which:
        yield from workbooks.figures(desk, place, args.rows)
    if "attribution" in which:
        yield from attribution.figures(desk)
    if "ledger" in which:
        yield from ledger_rows.figures(place / "ledger", args.rows)
    desk.close()


if __name__ == "__main__":
    main()
