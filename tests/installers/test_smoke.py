"""The smoke test is itself tested: a self-test that overlooks a missing or altered file does not get past it."""

import json
import os

import pytest

from installers.smoke import CARRIED, KINDS, Broken, Frozen, altered, miss_what_is_gone, taken_out

WATCHFUL = """#!/bin/sh
cd "$(dirname "$0")/_internal/desktop_app/carried" || exit 1
for file in $(cat files); do
    [ "$(cat "$file" 2>/dev/null)" = whole ] && [ "$(wc -c <"$file")" -eq 5 ] || { echo "$file"; exit 1; }
done
"""
BLIND = "#!/bin/sh\nexit 0\n"
MUTE = WATCHFUL.replace('echo "$file"; ', "")


@pytest.fixture
def frozen(tmp_path):
    """A folder laid out like a frozen program, with two files of each kind."""
    carried = tmp_path / CARRIED
    names = [f"{folder}{number}{ending}" for folder, ending in KINDS.values() for number in "12"]
    for name in names:
        (carried / name).parent.mkdir(parents=True, exist_ok=True)
        (carried / name).write_text("whole")
    (carried / "resources" / "manifest.json").write_text(json.dumps(dict.fromkeys(names, "")))
    (carried / "files").write_text("\n".join(names))
    return Frozen(tmp_path, tmp_path)


def with_self_test(frozen, script):
    program = frozen.folder / "bangban-cli"
    program.write_text(script)
    os.chmod(program, 0o755)
    return frozen


def test_every_file_of_every_kind_is_tried_and_put_back(frozen):
    assert miss_what_is_gone(with_self_test(frozen, WATCHFUL)) == 3 * len(KINDS)
    assert frozen.run("bangban-cli", []).returncode == 0


@pytest.mark.parametrize("script", [BLIND, MUTE])
def test_a_self_test_that_overlooks_or_does_not_name_is_caught(frozen, script):
    with pytest.raises(Broken):
        miss_what_is_gone(with_self_test(frozen, script))


@pytest.mark.parametrize("spoil", [taken_out, altered])
def test_a_spoilt_file_is_put_back(tmp_path, spoil):
    path = tmp_path / "font.ttf"
    path.write_bytes(b"whole")
    with spoil(path):
        assert not path.exists() or path.read_bytes() != b"whole"
    assert path.read_bytes() == b"whole"
    assert list(tmp_path.iterdir()) == [path]
