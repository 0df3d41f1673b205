"""Tries a frozen program out as a person would, and proves that its self-test notices every missing or altered file.

usage: smoke.py FOLDER_OF_THE_FROZEN_PROGRAM
Ends with exit code 1 and one sentence at the first thing that does not work.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CARRIED = Path("_internal", "desktop_app", "carried")
SAMPLE = Path("resources", "samples", "三个一批项目台账-临汾样例.xlsx")
TEMPLATE = "SX-BZD"
DAY = "2026-11-05"
# What self-test must miss if it is gone: one rule per kind of file, every file of the kind.
KINDS = {
    "font": ("resources/fonts/", ".ttf"),
    "template": ("resources/templates/", ".yaml"),
    "matters": ("resources/matters/", ".yaml"),
    "calendar": ("resources/calendars/", ".yaml"),
    "ledger": ("resources/ledgers/", ".yaml"),
    "indicators": ("resources/indicators/", ".yaml"),
    "migration": ("db/migrations/", ".py"),
}


class Broken(Exception):
    """Something of the frozen program does not work; the message says what."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """A frozen program, run without anything of the machine it was built on."""

    folder: Path
    home: Path

    def environment(self) -> dict[str, str]:
        """No Python, no library path and no home of the builder."""
        plain = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
        return plain | {"HOME": str(self.home), "PATH": os.defpath, "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}

    def run(self, program: str, arguments: Sequence[str]) -> subprocess.CompletedProcess[str]:
        """One of the two programs, from a folder that is not its own."""
        return subprocess.run(
            [self.folder / program, *arguments],
            cwd=self.home,
            env=self.environment(),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )

    def answer(self, *arguments: str) -> Any:
        """What the command line answers to --json.

        Raises:
            Broken: it refused, failed or answered something else than JSON.
        """
        ended = self.run("bangban-cli", [*arguments, "--json"])
        if ended.returncode != 0:
            raise Broken(f"bangban-cli {' '.join(arguments)}: exit {ended.returncode}\n{ended.stdout}{ended.stderr}")
        try:
            return json.loads(ended.stdout)
        except json.JSONDecodeError as error:
            raise Broken(f"bangban-cli {' '.join(arguments)}: no JSON\n{ended.stdout}") from error


def do_the_main_job(program: Frozen) -> None:
    """The ledger goes in, a case is opened and acted on, both papers come out as archived."""
    desk = ("--workspace", str(program.home / "工作区"))
    program.answer(*desk, "workspace", "init")
    imported = program.answer(*desk, "ledger", "import", str(program.folder / CARRIED / SAMPLE))
    created = imported["created"] if isinstance(imported["created"], int) else len(imported["created"])
    expect(created == 9, f"the sample ledger makes 9 projects, not {created}")
    project = program.answer(*desk, "project", "list")[0]["project"]
    case = program.answer(
        *desk, "case", "open", project, "--template", TEMPLATE, "--on", DAY, "--officer", "演示代办员"
    )["case"]
    first = program.answer("template", "schedule", TEMPLATE, "--from", DAY)[0]["matter"]
    for act in ("receive", "accept"):
        program.answer(*desk, "step", act, case, first, "--on", DAY)
    stood = program.answer(*desk, "step", "finish", case, first, "--on", DAY)
    expect(stood["state"] == "done", f"the step is done after receive, accept, finish: {stood}")
    for paper in ("service-sheet", "handover"):
        out = program.home / f"{paper}.pdf"
        printed = program.answer(*desk, "print", paper, case, "--out", str(out))
        body = out.read_bytes()
        expect(body.startswith(b"%PDF-") and printed["pages"] >= 1, f"{paper} is a PDF")
        expect(hashlib.sha256(body).hexdigest() == printed["sha256"], f"{paper} is what was archived")
    verify_a_paper(program, desk, program.home / "handover.pdf")


def verify_a_paper(program: Frozen, desk: tuple[str, ...], paper: Path) -> None:
    """A printed code is read and checked with the public key alone; the copy of a void paper is stamped."""
    key, copy = program.home / "公钥.pem", program.home / "作废.pdf"
    program.answer(*desk, "key", "export", "--out", str(key))
    found = program.answer("verify", "--image", str(paper), "--key", str(key))["papers"]
    expect([one["verdict"] for one in found] == ["genuine"], f"the printed code is genuine: {found}")
    program.answer(*desk, "paper", "void", found[0]["number"], "--reason", "试验")
    program.answer(*desk, "print", "again", found[0]["number"], "--out", str(copy))
    expect(copy.read_bytes() != paper.read_bytes(), "the copy of a void paper is stamped")


def write_workbooks(program: Frozen, desk: tuple[str, ...]) -> None:
    """A ledger goes out and comes back unchanged; a figure and the indicators go out as workbooks."""
    ledger, figure, indicators = (program.home / f"{name}.xlsx" for name in ("台账", "统计", "指标"))
    program.answer(*desk, "ledger", "export", "three-batches", "--out", str(ledger))
    told = program.answer(*desk, "ledger", "import", "three-batches", str(ledger))
    counts = {key: told[key] for key in ("created", "updated", "skipped")}
    expect(not any(counts.values()) and told["unchanged"] > 0, f"an export nobody edited changes nothing: {counts}")
    program.answer(*desk, "statistics", "show", "lamps", "--excel", str(figure))
    program.answer(*desk, "indicators", "show", "--excel", str(indicators))
    for one in (ledger, figure, indicators):
        expect(one.read_bytes().startswith(b"PK"), f"{one.name} is a workbook")


def show_the_demo(program: Frozen) -> None:
    """The demo workspace has overdue steps, and the window draws itself offscreen."""
    desk = ("--workspace", str(program.home / "演示"))
    program.answer(*desk, "workspace", "demo")
    expect(len(program.answer(*desk, "project", "list")) > 0, "the demo workspace has projects")
    write_workbooks(program, desk)
    tour = program.home / "tour"
    ended = program.run("bangban", ["--demo-tour", str(tour)])
    expect(ended.returncode == 0, f"bangban --demo-tour: exit {ended.returncode}\n{ended.stdout}{ended.stderr}")
    for ending in (".pdf", ".png"):
        expect(any(tour.rglob(f"*{ending}")), f"the tour leaves a {ending}")


def miss_what_is_gone(program: Frozen) -> int:
    """With any one file taken out or altered, self-test fails and names it. Returns how many were tried."""
    tried = 0
    for kind, (folder, ending) in KINDS.items():
        found = [path for path in files_of(program) if path.startswith(folder) and path.endswith(ending)]
        expect(bool(found), f"the frozen program carries a {kind}")
        for name, spoil in [(name, taken_out) for name in found] + [(found[0], altered)]:
            with spoil(program.folder / CARRIED / name):
                ended = program.run("bangban-cli", ["self-test"])
            said = ended.stdout + ended.stderr
            expect(ended.returncode != 0, f"self-test passes with {name} {spoil.__name__}")
            expect(Path(name).name in said, f"self-test fails without naming {name} ({spoil.__name__}):\n{said}")
            tried += 1
    return tried


def files_of(program: Frozen) -> list[str]:
    """The carried files, as the manifest names them."""
    text = (program.folder / CARRIED / "resources" / "manifest.json").read_text(encoding="utf-8")
    listed: Mapping[str, str] = json.loads(text)
    return sorted(listed)


@contextmanager
def taken_out(path: Path) -> Iterator[None]:
    """The file is not there."""
    aside = path.with_name(path.name + ".aside")
    path.rename(aside)
    try:
        yield
    finally:
        aside.rename(path)


@contextmanager
def altered(path: Path) -> Iterator[None]:
    """The file has one byte more."""
    aside = path.with_name(path.name + ".aside")
    path.rename(aside)
    path.write_bytes(aside.read_bytes() + b"\n")
    try:
        yield
    finally:
        aside.replace(path)


def expect(fact: bool, sentence: str) -> None:
    """Raise `Broken` with the sentence unless the fact holds."""
    if not fact:
        raise Broken(sentence)


def main(bundle: Path) -> None:
    """Work on a copy outside the checkout: a program that reaches back for a file of the checkout fails."""
    with tempfile.TemporaryDirectory(prefix="bangban-smoke-") as place:
        folder = Path(place, "程序 copy")
        shutil.copytree(bundle, folder, symlinks=True)
        home = Path(place, "home")
        home.mkdir()
        program = Frozen(folder, home)
        steps: dict[str, Callable[[Frozen], Any]] = {
            "self-test passes": lambda frozen: frozen.answer("self-test"),
            "the main job": do_the_main_job,
            "the demo, and the window": show_the_demo,
            "self-test misses every file": miss_what_is_gone,
            "self-test passes again": lambda frozen: frozen.answer("self-test"),
        }
        for name, step in steps.items():
            step(program)
            print(f"frozen: {name}: ok", flush=True)


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]).resolve())
    except Broken as broken:
        sys.exit(f"frozen: {broken}")
