"""Start-up: the command line beside a Python that imports SQLAlchemy, the window beside an empty Qt window."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench.figures import Figure, best_of_both

TIMES = 7

_COMMAND = "import sys; from desktop_app.__main__ import command; sys.exit(command())"
_SQLALCHEMY = """
import sys, sqlalchemy
engine = sqlalchemy.create_engine("sqlite:///" + sys.argv[1] + "/bangban.sqlite3")
with engine.connect() as connection:
    print(len(connection.execute(sqlalchemy.text("SELECT id, name, enterprise FROM project")).all()))
"""
# What bootstrap.window does, up to the moment the window is on the screen and has handled its first events.
_WINDOW = """
import os, sys
from pathlib import Path
from desktop_app.bootstrap import collect_seldom, open_desk
collect_seldom()
from desktop_app.gui.app import make_application
from desktop_app.gui.session import Session
from desktop_app.gui.window import MainWindow
desk = open_desk(Path(sys.argv[1]))
app = make_application()
window = MainWindow(Session(desk))
window.show_remembered()
app.processEvents()
os._exit(0)
"""
_HELLO = """
import os
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel("hello"))
window.show()
app.processEvents()
os._exit(0)
"""


def figures(demo: Path) -> Iterator[Figure]:
    """Both start-ups, on a demonstration workspace."""
    yield _compared("start the command line: project list", _COMMAND, _SQLALCHEMY, demo, "import sqlalchemy, SELECT")
    yield _compared("start the window: first events handled", _WINDOW, _HELLO, demo, "PySide6, one QLabel")


def _compared(name: str, ours: str, floor: str, demo: Path, floor_is: str) -> Figure:
    words = ["--workspace", str(demo), "project", "list", "--json"] if ours is _COMMAND else [str(demo)]
    # Compiled once, as an installed program is: where Python is told to write no bytecode, every start would compile.
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(demo.parent / "bytecode")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    times = best_of_both(lambda: _run(environment, ours, *words), lambda: _run(environment, floor, str(demo)), TIMES)
    return Figure(name, *times, floor_is)


def _run(environment: Mapping[str, str], script: str, *words: str) -> None:
    subprocess.run([sys.executable, "-c", script, *words], check=True, stdout=subprocess.DEVNULL, env=environment)
