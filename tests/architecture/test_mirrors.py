"""Tests mirror the tree: whoever opens a module knows where its tests are."""

from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, modules

ROOMS = {path.parts[1] for path in modules("desktop_app") if len(path.parts) > 2}
# Where a test folder mirrors something other than a room of the package.
ELSEWHERE = {"installers": Path("installers"), "bench": Path("bench")}


def mirrored(test: Path) -> list[Path]:
    """The modules a test file may stand for: a file or a package of the same name in the same place."""
    top, *rest = test.parts[1:-1]
    folder = ELSEWHERE.get(top, Path("desktop_app", top)).joinpath(*rest)
    name = test.stem.removeprefix("test_")
    return [folder / f"{name}.py", folder / name / "__init__.py"]


@pytest.mark.parametrize(
    "test",
    [
        path
        for path in modules("tests")
        if path.name.startswith("test_") and len(path.parts) > 2 and path.parts[1] in ROOMS | ELSEWHERE.keys()
    ],
    ids=str,
)
def test_has_its_module(test):
    assert any((ROOT / module).is_file() for module in mirrored(test)), f"{test} mirrors none of {mirrored(test)}"


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_room_says_what_it_is_for(room):
    opening = (ROOT / "desktop_app" / room / "__init__.py").read_text(encoding="utf-8")
    assert opening.startswith('"""')
