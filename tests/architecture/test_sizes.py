"""A room stays a room: files and functions of a size that one person reads in one go."""

import ast

import pytest

from tests.architecture.tree import ROOT, modules, syntax

FILE_LINES = 400
FUNCTION_LINES = 60
# Files that may be longer, each with its reason. Keep this short.
LONGER: dict[str, str] = {}

MODULES = modules("desktop_app", "tests", "installers", "bench", "db")


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_file_is_one_room(path):
    lines = len((ROOT / path).read_text(encoding="utf-8").splitlines())
    assert lines <= FILE_LINES or str(path) in LONGER, f"{path} has {lines} lines: split it by what it is about"


# A migration is a list of tables written once and never read as a program.
@pytest.mark.parametrize("path", [path for path in MODULES if path.parts[0] != "db"], ids=str)
def test_functions_fit_a_screen(path):
    long = {
        node.name: length
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    }
    assert not long, f"{path}: functions over {FUNCTION_LINES} lines: {long}"


def test_the_list_of_longer_files_is_current():
    assert {name for name in LONGER if len((ROOT / name).read_text().splitlines()) > FILE_LINES} == set(LONGER)
