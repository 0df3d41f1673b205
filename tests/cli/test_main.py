"""The command line as a whole: where options may stand, exit codes, streams, and faults that are not hidden."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app import bootstrap
from desktop_app.cli import main
from desktop_app.cli.arguments import leaves
from desktop_app.documents.proof import PaperProof
from desktop_app.domain.refusals import Damaged, Refusal, WrongUsage
from desktop_app.on_demand import verifier
from tests.cli.write_reference import REFERENCE, reference

ROOT = Path(__file__).resolve().parents[2]
ENTRY = [sys.executable, "-c", "import sys; from desktop_app.__main__ import command; sys.exit(command())"]


def test_options_may_stand_before_and_after(cli):
    before = cli("--json", "--workspace", cli.folder, "project", "list")
    after = cli("project", "list", "--json", "--workspace", cli.folder)
    assert (before.code, before.out) == (after.code, after.out) == (0, "[]\n")


def test_the_last_workspace_written_counts(cli, tmp_path):
    said = cli("--workspace", tmp_path / "elsewhere", "project", "list", "--workspace", cli.folder, "--json")
    assert said.code == 0


def test_without_json_people_read_sentences(cli):
    said = cli.here("project", "list")
    assert (said.code, said.err) == (0, "")
    assert "还没有项目" in said.out


def test_refusals_go_to_stderr_for_people_and_to_stdout_for_programs(bare):
    plain, coded = bare.here("project", "list"), bare.here("project", "list", "--json")
    assert (plain.code, plain.out) == (1, "")
    assert "还没有工作区" in plain.err
    assert (coded.code, coded.err) == (1, "")
    assert coded.json == {"refused": plain.err.strip()}


@pytest.mark.parametrize("words", [[], ["nonsense"], ["project"], ["project", "list", "--colour"], ["step", "fly"]])
def test_wrong_usage_ends_with_2(bare, words):
    said = bare(*words)
    assert (said.code, said.out) == (2, "")
    assert "用法有误：" in said.err


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["step", "suspend", "--help"]])
def test_help_and_version_end_with_0(bare, words):
    said = bare(*words)
    assert (said.code, said.err) == (0, "")
    assert said.out


def fails_with(fault: Exception, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    def broken(folder, **_):
        raise fault

    code = main.run(
        ["project", "list", *words],
        open_desk=broken,
        bundled=bootstrap.bundled,
        proof=PaperProof,
        verifier=verifier,
    )
    streams = capsys.readouterr()
    return code, streams.out, streams.err


def test_damage_ends_with_3(capsys):
    assert fails_with(Damaged("文件损坏"), capsys, "--json") == (3, '{"damaged": "文件损坏"}\n', "")
    assert fails_with(Damaged("文件损坏"), capsys) == (3, "", "文件损坏\n")


@pytest.mark.parametrize(
    ("said", "code", "key"),
    [(Damaged("文件损坏", "malformed"), 3, "damaged"), (Refusal.say("磁盘已满", "disk is full"), 1, "refused")],
    ids=["damaged", "refused"],
)
def test_what_the_system_said_stands_beside_the_sentence(capsys, said, code, key):
    answer = {key: str(said), "details": said.details}
    ended, out, err = fails_with(said, capsys, "--json")
    assert (ended, json.loads(out), err) == (code, answer, "")
    assert fails_with(said, capsys) == (code, "", f"{said}\n详情：{said.details}\n")


def test_wrong_usage_found_late_ends_with_2(capsys):
    assert fails_with(WrongUsage("没有“x”这种暂停"), capsys) == (2, "", "用法有误：没有“x”这种暂停\n")


def test_an_interrupted_command_says_so(capsys):
    assert fails_with(KeyboardInterrupt(), capsys) == (130, "", "已中断，没有写入。\n")


def test_a_fault_of_the_program_leaves_its_traceback_in_a_log(capsys, tmp_path, monkeypatch):
    monkeypatch.setattr(main.platformdirs, "user_log_dir", lambda *_, **__: str(tmp_path / "log"))
    code, out, err = fails_with(ZeroDivisionError("x"), capsys, "--json")
    log = tmp_path / "log" / "bangban-cli.log"
    assert (code, err) == (70, "")
    assert str(log) in json.loads(out)["failed"]
    assert "Traceback" not in out
    assert "ZeroDivisionError: x" in log.read_text(encoding="utf-8")


def test_a_fault_is_logged_elsewhere_when_the_home_cannot_be_written(capsys, tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setattr(main.platformdirs, "user_log_dir", lambda *_, **__: str(tmp_path / "file" / "log"))
    monkeypatch.setattr(main.tempfile, "gettempdir", lambda: str(tmp_path))
    code, _, err = fails_with(ZeroDivisionError("x"), capsys)
    assert code == 70
    assert str(tmp_path / "bangban-cli.log") in err


def test_a_damaged_database_ends_with_3(cli):
    file = cli.folder / bootstrap.DATABASE_FILE
    for extra in cli.folder.glob(file.name + "-*"):
        extra.unlink()
    file.write_bytes(b"no database " * 500)
    said = cli.here("project", "list", "--json")
    assert said.code == 3
    assert list(said.json) == ["damaged", "details"]


def test_the_workspace_can_be_named_by_the_environment(cli, monkeypatch):
    monkeypatch.setenv("BANGBAN_WORKSPACE", str(cli.folder))
    assert cli("project", "list").code == 0
    assert main.default_folder() == cli.folder


def test_without_any_name_the_workspace_is_the_persons_own(monkeypatch):
    monkeypatch.delenv("BANGBAN_WORKSPACE", raising=False)
    assert main.default_folder().name == "帮办台"


def test_clock_heeds_the_local_calendar_of_a_named_workspace(cli):
    cli.answer("calendar", "override", "2026-11-09", "--rests", "--reason", "停电")
    words = ("clock", "due", "--from", "2026-11-06", "--limit", "1WD", "--json")
    assert cli.here(*words).json["due"] == "2026-11-10"
    assert cli(*words).json["due"] == "2026-11-09"


def test_clock_needs_no_workspace_even_when_one_is_named(bare):
    assert bare.here("clock", "due", "--from", "2026-11-06", "--limit", "1WD").code == 0
    assert not bare.folder.exists()


def entry(*words: str, **environment: str) -> "subprocess.Popen[bytes]":
    plain = {name: os.environ[name] for name in ("HOME", "PATH")} | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [*ENTRY, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=plain | environment, cwd=ROOT
    )


def test_answers_are_utf8_in_the_c_locale():
    ended = entry("template", "list", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    out, err = ended.communicate()
    assert (ended.returncode, err) == (0, b"")
    assert "标准地" in out.decode("utf-8")


def test_a_reader_that_goes_away_is_no_error():
    command = entry("template", "schedule", "SX-BZD", "--from", "2026-11-05")
    assert command.stdout is not None and command.stderr is not None
    command.stdout.close()
    err = command.stderr.read()
    command.stderr.close()
    assert (command.wait(), err) == (0, b"")


def test_bootstrap_hands_the_program_over(tmp_path, capsys):
    assert bootstrap.command(["--workspace", str(tmp_path / "w"), "workspace", "init", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["demo"] is False


def test_every_noun_is_registered():
    folder = Path(main.__file__).parent
    found = {
        path.stem: re.search(r'^NOUN = "(.+)"$', path.read_text(encoding="utf-8"), re.M) for path in folder.glob("*.py")
    }
    assert {noun[1]: module for module, noun in found.items() if noun} == main.NOUNS


@pytest.mark.parametrize(
    ("words", "noun"),
    [
        (["project", "list"], "project"),
        (["--json", "--workspace", "project", "step", "finish"], "step"),
        (["--workspace=x", "self-test", "--help"], "self-test"),
        (["--help", "project"], ""),
        (["nonsense"], ""),
        (["--workspace"], ""),
        ([], ""),
    ],
)
def test_only_the_noun_that_is_named_is_loaded(words, noun):
    assert main.noun_of(words) == noun


def test_a_noun_alone_is_understood_as_among_all_of_them():
    def helps(parser):
        return [leaf.format_help() for leaf in leaves(parser)]

    everything = helps(main.parser())
    assert [text for noun in main.NOUNS for text in helps(main.parser(noun))] == everything


def test_the_reference_quotes_the_help():
    assert REFERENCE.read_text(encoding="utf-8") == reference(), "run python -m tests.cli.write_reference"
