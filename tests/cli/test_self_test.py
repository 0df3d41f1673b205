"""The self-test is itself tested: whatever is taken out of the bundle, it notices and names."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from desktop_app import bootstrap, locations
from desktop_app.cli import self_test
from desktop_app.cli.answer import Installation, Program
from desktop_app.documents.proof import PaperProof
from desktop_app.domain.refusals import Damaged
from desktop_app.on_demand import verifier

KINDS = {
    "font": "resources/fonts/*/*.ttf",
    "matters": "resources/matters/*.yaml",
    "template": "resources/templates/*.yaml",
    "calendar": "resources/calendars/*.yaml",
    "migration": "db/migrations/versions/*.py",
}


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of everything the program carries, with its manifest."""
    folder = tmp_path_factory.mktemp("bundle")
    for name in ("resources", "db"):
        shutil.copytree(locations._folder(name), folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    manifest = folder / "resources" / "manifest.json"
    manifest.unlink(missing_ok=True)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    sums = {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    manifest.write_text(json.dumps(sums, ensure_ascii=False), encoding="utf-8")
    return folder


@pytest.fixture
def carried(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program reads its files from the copy."""
    monkeypatch.setattr(locations, "_folder", lambda name: bundle / name)
    monkeypatch.setattr(bootstrap, "_bundled_templates", bootstrap._bundled_templates.__wrapped__)
    return bundle


class Missing:
    """A file is gone while this lasts."""

    def __init__(self, path: Path) -> None:
        self.path, self.aside = path, path.with_name(path.name + ".aside")

    def __enter__(self) -> None:
        self.path.rename(self.aside)

    def __exit__(self, *_: object) -> None:
        self.aside.rename(self.path)


def test_an_intact_program_passes(carried, bare):
    said = bare("self-test", "--json")
    assert said.code == 0, said.out
    assert said.json["passed"] is True
    checks = {one["check"]: one for one in said.json["checks"]}
    assert set(checks) == {
        *("fonts", "matters", "templates", "calendars", "migrations", "others"),
        *("templates load", "calendars load", "faces load", "main job"),
    }
    assert all(one["ok"] for one in checks.values())
    assert bare("self-test").out.endswith("自检通过\n")


@pytest.mark.parametrize("kind", KINDS)
def test_every_file_of_a_kind_is_missed_by_name(carried, kind):
    found = sorted(carried.glob(KINDS[kind]))
    assert found
    for path in found:
        with Missing(path):
            problems = [problem for check in self_test._carried_files() for problem in check.problems]
        assert problems == [f"缺少 {path.relative_to(carried).as_posix()}，请重新安装程序"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_command_fails_and_names_what_is_missing(carried, bare, kind):
    path = sorted(carried.glob(KINDS[kind]))[0]
    with Missing(path):
        said, told = bare("self-test", "--json"), bare("self-test")
    assert (said.code, told.code) == (1, 1)
    assert path.name in said.json["refused"]
    assert path.name in told.out


@pytest.mark.parametrize(
    ("file", "check"),
    [
        ("resources/matters/registration.yaml", "templates load"),
        ("resources/calendars/2026.yaml", "calendars load"),
        ("db/migrations/versions/0001_*.py", "main job"),
    ],
)
def test_what_is_missing_is_also_noticed_by_using_it(carried, bare, file, check):
    (path,) = carried.glob(file)
    with Missing(path):
        checks = {one["check"]: one for one in bare("self-test", "--json").json["checks"]}
    assert not checks[check]["ok"]


def test_an_altered_file_is_named(carried):
    path = carried / "resources" / "templates" / "SX-ZS.yaml"
    body = path.read_bytes()
    try:
        path.write_bytes(body + b"\n")
        problems = [problem for check in self_test._carried_files() for problem in check.problems]
    finally:
        path.write_bytes(body)
    assert problems == ["resources/templates/SX-ZS.yaml 的内容被改动过，请重新安装程序"]


@pytest.mark.parametrize("body", [None, "no json", "{}"])
def test_a_manifest_that_says_nothing_is_a_failure(carried, body):
    manifest = carried / "resources" / "manifest.json"
    before = manifest.read_text(encoding="utf-8")
    try:
        manifest.unlink()
        if body is not None:
            manifest.write_text(body, encoding="utf-8")
        checks = self_test._carried_files()
    finally:
        manifest.write_text(before, encoding="utf-8")
    assert all(check.problems for check in checks)


class Unreadable(PaperProof):
    """A paper room whose fonts are broken and whose sheets cannot be read."""

    def faces(self):
        raise Damaged("字库文件缺失或损坏：X.ttf。请重新安装程序。")

    def text(self, content):
        return ""


def test_fonts_and_sheets_are_tried_for_real(tmp_path):
    installation = Installation(Program(bootstrap.open_desk, bootstrap.bundled, Unreadable, verifier), tmp_path)
    faces = self_test._tried("faces load", lambda: "".join(installation.program.proof().faces()))
    job = self_test._tried("main job", lambda: self_test._main_job(installation))
    assert faces.problems == ("字体不能载入：字库文件缺失或损坏：X.ttf。请重新安装程序。",)
    assert "服务单上读不到" in job.problems[0]
    assert list(tmp_path.iterdir()) == []
