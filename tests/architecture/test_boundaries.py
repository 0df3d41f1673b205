"""Rules that import-linter cannot see: who may ask where files lie, what day it is, and what a repository may say."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, files, modules, syntax

PURE = [path for path in modules("desktop_app") if path.parts[1] in {"domain", "application"}]
WALL_CLOCK = {("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("date", "today"), ("time", "time")}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}
# Written in pieces, so that this file does not contain what it looks for.
FOREIGN = re.compile(
    "|".join(
        [
            r"(?<![\w.])/(?:work|root|home|opt|Users)" + r"/\w",
            "pypi" + r"\.org",
            "python" + "hosted",
            "npm" + r"js\.(?:org|com)",
            "deb" + r"ian\.org/debian",
            r"\bmirrors?\.\w+\.(?:com|cn|edu)",
        ]
    )
)
# Where UOS wants an installed program: a fact about UOS, not about the machine somebody works on.
ALLOWED = re.compile(r"/opt/" + "apps/")


def names_used(path: Path) -> set[str]:
    return {node.id for node in ast.walk(syntax(path)) if isinstance(node, ast.Name)}


@pytest.mark.parametrize("path", modules("desktop_app"), ids=str)
def test_only_locations_knows_where_files_lie(path):
    assert "__file__" not in names_used(path) or path == Path("desktop_app/locations.py")


@pytest.mark.parametrize("path", PURE, ids=str)
def test_rules_are_told_the_time(path):
    asked = [
        f"{path}:{node.lineno}"
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and (node.value.id, node.attr) in WALL_CLOCK
    ]
    assert not asked, "a clock is passed in, so that the same facts give the same dates on any day"


@pytest.mark.parametrize("path", modules("desktop_app", "tests", "installers", "bench"), ids=str)
def test_names_say_what_a_module_is_about(path):
    assert not FORBIDDEN_NAMES & {path.stem, *path.parts[:-1]}


def test_no_file_speaks_of_one_machine_or_registry():
    found = []
    for path in files():
        try:
            text = (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a font, a picture, a workbook
        for number, line in enumerate(text.splitlines(), 1):
            if FOREIGN.search(ALLOWED.sub("", line)):
                found.append(f"{path}:{number}: {line.strip()[:120]}")
    assert not found, "\n".join(found)
