"""The wheel carries every file that the program needs, where `locations` looks for it."""

import json
import subprocess
import sys
import zipfile

from installers.manifest import ROOT, carried_files


def test_carries_resources_and_migrations(tmp_path):
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        manifest = json.loads(archive.read("desktop_app/carried/resources/manifest.json"))
    expected = {path.relative_to(ROOT).as_posix() for path in carried_files()}
    assert expected == set(manifest)
    assert {f"desktop_app/carried/{name}" for name in expected} <= names
    assert not [name for name in names if "__pycache__" in name or name.startswith(("tests/", "resources/", "db/"))]
