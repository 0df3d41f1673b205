"""Every library that travels with the program has its line in the table of licences, and none is there for nothing."""

import re

from tests.architecture.tree import ROOT


def test_table_names_exactly_what_is_locked():
    lock = (ROOT / "requirements" / "runtime.lock").read_text(encoding="utf-8")
    table = (ROOT / "docs" / "licences" / "third-party.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| ([a-z0-9-]+) \|(?! licence)", table, re.MULTILINE)) == set(
        re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE)
    )


def test_locks_carry_hashes_and_agree():
    runtime, develop = (
        set(re.findall(r"^[a-z0-9-]+==.* \\$", path.read_text(encoding="utf-8"), re.MULTILINE))
        for path in (ROOT / "requirements" / "runtime.lock", ROOT / "requirements" / "develop.lock")
    )
    assert runtime
    assert runtime <= develop
