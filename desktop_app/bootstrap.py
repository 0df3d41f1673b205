"""Bootstrap: the composition root, the only module that knows every room; builds each object once and hands it on."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_config_dir

from desktop_app import locations
from desktop_app.domain.refusals import Damaged, Refusal, cause, in_full
from desktop_app.on_demand import verifier
from desktop_app.services import Carried, OpenedDesk

if TYPE_CHECKING:
    # What is only named, or loaded by the function that needs it.
    from desktop_app.application.desk import Desk
    from desktop_app.application.ports import Now
    from desktop_app.application.templates import BundledTemplates
    from desktop_app.application.wording_book import WordingText
    from desktop_app.cli.answer import PaperProof
    from desktop_app.domain.calendar import WorkingCalendar, YearNotice
    from desktop_app.domain.indicator import IndicatorDefinition
    from desktop_app.domain.ledger_kind import LedgerKind
    from desktop_app.domain.template import ApprovalTemplate, Problem
    from desktop_app.storage.database import Database

DATABASE_FILE = "bangban.sqlite3"

_CHINA = timezone(timedelta(hours=8))
"""China has had one offset and no summer time since 1992; a fixed offset needs no time-zone files on the PC."""


def china_now() -> datetime:
    """The present instant in Asia/Shanghai."""
    return datetime.now(_CHINA)


def _new_id() -> str:
    # Imported when the first id is needed: it asks for its own version on import, which a list has no time for.
    from uuid6 import uuid7

    return str(uuid7())


def _own_settings() -> Path:
    """The folder of what belongs to this person on this PC, beside the window's own settings."""
    return Path(user_config_dir("bangbantai", appauthor=False, roaming=True))


@cache
def _bundled_templates() -> BundledTemplates:
    from desktop_app.application.templates import BundledTemplates
    from desktop_app.catalog.matters import load_matters, load_sources
    from desktop_app.catalog.templates import check_template, load_templates

    matters, templates = locations.resources() / "matters", locations.resources() / "templates"

    def load() -> tuple[ApprovalTemplate, ...]:
        return load_templates(templates, load_matters(matters))

    def check(path: Path) -> tuple[Problem, ...]:
        return check_template(path, load_matters(matters))

    def digest() -> str:
        found = sha256()
        for path in sorted([*matters.glob("*.yaml"), *templates.glob("*.yaml")]):
            found.update(path.name.encode() + b"\0" + path.read_bytes())
        return found.hexdigest()

    return BundledTemplates(load, check, digest, cache(lambda: load_sources(matters)))


def _bundled_years() -> tuple[tuple[YearNotice, ...], dict[int, dict[date, str]]]:
    from desktop_app.catalog.calendars import load_notices, load_statutory

    folder = locations.resources() / "calendars"
    return load_notices(folder), load_statutory(folder)


@cache
def _bundled_wording() -> tuple[WordingText, ...]:
    from desktop_app.catalog.wording import load_wording

    return load_wording(locations.resources() / "wording")


@cache
def _bundled_kinds() -> tuple[LedgerKind, ...]:
    from desktop_app.catalog.ledger_kinds import load_ledger_kinds

    return load_ledger_kinds(locations.resources() / "ledgers")


@cache
def _bundled_indicators() -> tuple[IndicatorDefinition, ...]:
    from desktop_app.catalog.indicators import load_indicators

    return load_indicators(locations.resources() / "indicators")


@dataclass(frozen=True, slots=True)
class Bundled:
    """What the program knows without a workspace: the official calendar and the templates it comes with."""

    calendar: WorkingCalendar
    templates: BundledTemplates


def bundled() -> Bundled:
    """The calendar and templates as they come with the program."""
    from desktop_app.domain.calendar import WorkingCalendar

    return Bundled(WorkingCalendar(*_bundled_years()), _bundled_templates())


def open_desk(folder: Path, *, now: Now = china_now, create: bool = False, url: str = "") -> Desk:
    """Open the workspace in a folder (or at a database `url`), or make a new one there.

    Brings the schema, the bundled templates and the projection up to date; a workspace that cannot be written here is
    opened as it is, for looking. Raises Refusal when there is no workspace,
    or one already when it should be made; Damaged when the database cannot be trusted.
    """
    carried = Carried(
        _bundled_years, _bundled_templates, _bundled_wording, _bundled_kinds, _bundled_indicators, _own_settings
    )
    desk = OpenedDesk(folder, _database_of(folder, now(), create=create, url=url), carried, _new_id, now)
    if create:
        desk.workspace.begin()
    if not desk.read_only:
        desk.templates.catch_up()
        desk.calendars.catch_up()
    return desk


def _database_of(folder: Path, at: datetime, *, create: bool, url: str) -> Database:
    """The database of a workspace with its tables up to date; raises Refusal and Damaged as `open_desk` says."""
    from desktop_app.storage.database import file_url, open_database
    from desktop_app.storage.read_only import why_read_only
    from desktop_app.storage.schema import expect_current, upgrade

    file = folder / DATABASE_FILE
    if not url:
        if create and file.exists():
            raise Refusal.say(f"{folder} 里已经有工作区，请直接打开，或另选一个空文件夹")
        if not create and not file.exists():
            raise Refusal.say(f"{folder} 里还没有工作区，请先新建（bangban-cli workspace init）")
        if not create and file.stat().st_size == 0:
            raise Damaged(f"数据库文件 {file} 是空的，里面的数据已经丢失；请从备份恢复，没有做任何改动")
    if create or url:
        # With the database elsewhere the folder still holds what belongs to this PC: its signing key.
        _make(folder)
    address = url or file_url(file)
    read_only = why_read_only(file) if file.exists() and not url else ""
    if read_only:
        expect_current(address, read_only)
    else:
        upgrade(address, at)
    return open_database(address, read_only)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal.say(f"建不了工作区文件夹 {folder}，请检查权限，或另选一个文件夹（{cause(error)}）") from error


def collect_seldom() -> None:
    """Look for garbage in circles less often than Python does by itself.

    What is loaded at the start stays until the end; looking through it again and again while it grows took a sixth of
    the time of a command.
    """
    gc.set_threshold(20_000, 20, 20)


def command(argv: Sequence[str]) -> int:
    """Run the command line: exit code 0 done, 1 refused, 2 wrong usage, 3 damaged data."""
    collect_seldom()
    from desktop_app.cli.main import run

    return run(argv, open_desk=open_desk, bundled=bundled, proof=_proof, verifier=verifier)


def _proof() -> PaperProof:
    """The paper room as the self-test looks at it."""
    from desktop_app.documents.proof import PaperProof as Proof

    return Proof()


def window(argv: Sequence[str]) -> int:
    """Open the window on a workspace (made on first start), or take the headless tour; returns the exit code."""
    parser = argparse.ArgumentParser(prog="bangban", description="帮办台窗口", add_help=False)
    parser.add_argument("-h", "--help", action="help", help="显示帮助并退出")
    parser.add_argument("--workspace", type=Path, metavar="DIR", help="工作区文件夹，缺省为本人的默认工作区")
    parser.add_argument(
        "--demo-tour", type=Path, metavar="DIR", help="不开窗口：生成演示工作区，把清单、文书、台账和截图放进 DIR"
    )
    args = parser.parse_args(list(argv))
    collect_seldom()
    try:
        if args.demo_tour is not None:
            return _tour(args.demo_tour)
        from desktop_app.cli.main import default_folder
        from desktop_app.gui.app import run

        if args.workspace is not None:
            # A folder named by hand must hold a workspace: a slip of the pen must not open an empty office.
            return run(open_desk(args.workspace))
        folder = default_folder()
        return run(open_desk(folder, create=not (folder / DATABASE_FILE).exists()))
    except (Refusal, Damaged) as said:
        return _tell(in_full(said))


def _tour(folder: Path) -> int:
    # The tour is for machines without a screen; somebody who wants to watch names a platform.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from desktop_app.application.demo import build_demo
    from desktop_app.application.tour import leave_papers
    from desktop_app.gui.screenshots import take

    desk = open_desk(folder / "演示工作区", create=True)
    build_demo(desk, desk.overview.day())
    made = [*leave_papers(desk, folder), *take(desk, folder)]
    for path in made:
        sys.stdout.write(f"{path}\n")
    return 0


def _tell(sentence: str) -> int:
    """Say why the window cannot open: on the terminal, and in a box for those who started it from the desktop."""
    from desktop_app.gui.app import complain

    sys.stderr.write(sentence + "\n")
    complain(sentence)
    return 1
