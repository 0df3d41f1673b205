"""Start-up stays light: what draws, prints, reads workbooks or checks signatures is loaded by what needs it."""

import os
import subprocess
import sys

import pytest

from tests.architecture.tree import ROOT
from tests.desks import entered, new_desk

HEAVY = (
    "PIL",
    "PySide6",
    "alembic",
    "cryptography",
    "numpy",
    "pikepdf",
    "psycopg",
    "pypdfium2",
    "pyqtgraph",
    "python_calamine",
    "reportlab",
    "segno",
    "xlsxwriter",
    "zxingcpp",
)
_COMMAND = """
import sys
from desktop_app.__main__ import command
try:
    command()
except SystemExit:
    pass
"""
_WINDOW = """
import sys
from pathlib import Path
from desktop_app.bootstrap import open_desk
from desktop_app.gui.app import make_application
from desktop_app.gui.session import Session
from desktop_app.gui.window import MainWindow
app = make_application()
window = MainWindow(Session(open_desk(Path(sys.argv[2]))))
window.show_remembered()
app.processEvents()
"""
_TOLD = "\nprint(*sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr, flush=True)\n"


def loaded(code, *words):
    """The top-level modules a fresh Python has loaded after it ran."""
    ran = subprocess.run(
        [sys.executable, "-c", code + _TOLD + "import os; os._exit(0)", *words],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return set(ran.stderr.splitlines()[-1].split())


@pytest.fixture
def office(tmp_path):
    """A workspace with a project, closed."""
    desk = new_desk(tmp_path / "工作区")
    entered(desk, "甲项目")
    desk.close()
    return str(tmp_path / "工作区")


@pytest.mark.parametrize(
    "words",
    [("--help",), ("project", "list"), ("today",), ("ledger", "list", "three-batches"), ("statistics", "--help")],
)
def test_a_command_loads_nothing_heavy(office, words):
    assert not loaded(_COMMAND, "--workspace", office, *words) & set(HEAVY)


def test_a_command_loads_its_own_use_cases_only(office):
    code = _COMMAND + "\nprint(*[name for name in sys.modules if name.startswith('desktop_app.application')])\n"
    ran = subprocess.run(
        [sys.executable, "-c", code, "--workspace", office, "project", "list", "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    found = ran.stdout.splitlines()[-1].split()
    assert "desktop_app.application.overview" in found
    others = {"volumes", "statistics", "rhythm", "indicators", "benchmarks", "documents", "charts", "entry_imports"}
    assert not others & {name.rsplit(".", 1)[1] for name in found}


def test_the_window_loads_charts_and_paper_when_they_are_asked_for(office):
    assert not loaded(_WINDOW, "--workspace", office) & (set(HEAVY) - {"PySide6"})


def test_the_window_opens_with_its_first_page_alone(office):
    names = "\nprint(*[name for name in sys.modules if name.startswith('desktop_app.gui.')])\n"
    ran = subprocess.run(
        [sys.executable, "-c", _WINDOW + names + "import os; sys.stdout.flush(); os._exit(0)", "--workspace", office],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    found = set(ran.stdout.split())
    assert {name for name in found if name.startswith("desktop_app.gui.pages.")} == {
        "desktop_app.gui.pages.page",
        "desktop_app.gui.pages.today",
    }
    assert {name.rsplit(".", 1)[1] for name in found if name.startswith("desktop_app.gui.dialogs.")} == {
        "dialog",
        "start",
        "trouble",
        "who",
    }
