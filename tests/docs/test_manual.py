"""The user's manual tells of the program as it is: links, pictures, commands, and the words on the screen."""

import re
import shlex
import shutil
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from desktop_app.cli.main import parser
from desktop_app.domain import terms
from tests.architecture.tree import ROOT
from tests.command_line import SAMPLE, CommandLine

MANUAL = ROOT / "docs" / "用户手册"
PAGES = sorted(MANUAL.glob("*.md"))
CHAPTERS = [page for page in PAGES if page.name != "README.md"]
PICTURES = sorted((MANUAL / "图").glob("*.png"))
LARGEST_PICTURE = 150 * 1024
MOST_PICTURES = 48
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```text\n(.*?)^```", re.MULTILINE | re.DOTALL)
NOT_CHINESE = re.compile(r"[^\u4e00-\u9fff]+")


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def links(page: Path) -> list[str]:
    return [link for link in LINK.findall(text_of(page)) if "://" not in link]


def commands(page: Path) -> list[str]:
    lines = [line for block in FENCE.findall(text_of(page)) for line in block.splitlines()]
    return [line for line in lines if line.startswith("bangban-cli ")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_and_pictures_are_there(page):
    gone = [link for link in links(page) if not (page.parent / link.partition("#")[0]).resolve().is_file()]
    assert not gone, f"{page.name}: {gone}"


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.stem)
def test_pictures_are_used_small_and_made_by_the_script(picture):
    assert any(f"图/{picture.name}" in links(page) for page in CHAPTERS)
    assert picture.stat().st_size < LARGEST_PICTURE
    assert f'"{picture.stem}"' in (MANUAL / "make_pictures.py").read_text(encoding="utf-8")


def test_pictures_are_few():
    assert 0 < len(PICTURES) <= MOST_PICTURES


def test_no_chapter_is_dead():
    """The index names every chapter in order, and each leads on to the next; the last one leads back."""
    names = [chapter.name for chapter in CHAPTERS]
    assert [name[:2] for name in names] == [f"{number:02d}" for number in range(1, len(names) + 1)]
    assert [link for link in links(MANUAL / "README.md") if link.endswith(".md")] == names
    for chapter, following in zip(CHAPTERS, [*names[1:], "README.md"], strict=True):
        assert links(chapter)[-1] == following, chapter.name
        assert text_of(chapter).startswith(f"# {chapter.stem[:2]} "), chapter.name


@pytest.mark.parametrize("lamp", terms.LAMP_WORDS)
def test_every_lamp_is_explained(lamp):
    row = f"| {terms.LAMP_SIGNS[lamp]} | {terms.LAMP_WORDS[lamp]} |"
    assert row in text_of(CHAPTERS[1])


@pytest.mark.parametrize("verb", terms.VERB_WORDS)
def test_every_act_is_explained(verb):
    assert terms.VERB_WORDS[verb] in text_of(CHAPTERS[4])


@pytest.mark.parametrize("code", sorted(set(terms._SENTENCES) - {"said"}))
def test_every_refusal_is_explained(code):
    """The longest run of words that a refusal always says stands in the chapter about recording."""
    facts = defaultdict(lambda: ".", clock="statutory", on=date(2026, 11, 23), last=date(2026, 11, 23))
    always = NOT_CHINESE.split(terms._SENTENCES[code](facts))
    assert max(always, key=len) in text_of(CHAPTERS[4])


@pytest.mark.parametrize("command", sorted({one for page in PAGES for one in commands(page)}))
def test_commands_are_understood(command):
    parser().parse_args(shlex.split(command)[1:])


def test_commands_run_as_quoted(tmp_path, capsys, monkeypatch):
    """Chapter 08 from top to bottom on a demonstration workspace, as somebody reads and types it."""
    workspace = tmp_path / "演示工作区"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BANGBAN_WORKSPACE", str(workspace))
    run = CommandLine(capsys, workspace)
    assert run("workspace", "demo").code == 0
    shutil.copy(SAMPLE, tmp_path / "台账.xlsx")
    ready = run.answer("today")["ready"][0]
    quoted = commands(MANUAL / "08-命令行.md")
    assert len(quoted) > 20
    for command in quoted:
        typed = command.replace("代办件编号", ready["case"]).replace("事项编码", ready["matter"])
        said = run(*shlex.split(typed)[1:])
        assert said.code == 0, (command, said)
        assert said.out.strip(), command
