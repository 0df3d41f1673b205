"""The command line as tests use it: one call, and what came out of it."""

import functools
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from desktop_app import bootstrap
from desktop_app.cli.main import run
from desktop_app.documents.proof import PaperProof
from desktop_app.on_demand import verifier

CHINA = timezone(timedelta(hours=8))
FRIDAY = datetime(2026, 11, 20, 10, 0, tzinfo=CHINA)
"""The day tests live on unless they say otherwise: an ordinary working Friday."""

SAMPLE = Path(__file__).resolve().parents[1] / "resources" / "samples" / "三个一批项目台账-临汾样例.xlsx"


@dataclass(frozen=True)
class Said:
    """Exit code and both streams of one command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The answer to --json: exactly one line."""
        assert self.out.count("\n") == 1, self.out
        return json.loads(self.out)


@dataclass
class CommandLine:
    """Runs commands in this process, on a workspace and a day of the test's own."""

    capsys: pytest.CaptureFixture[str]
    folder: Path
    now: datetime = FRIDAY

    def __call__(self, *words: object) -> Said:
        """Run one command exactly as written."""
        self.capsys.readouterr()
        code = run(
            [str(word) for word in words],
            open_desk=functools.partial(bootstrap.open_desk, now=lambda: self.now),
            bundled=bootstrap.bundled,
            proof=PaperProof,
            verifier=verifier,
        )
        streams = self.capsys.readouterr()
        return Said(code, streams.out, streams.err)

    def here(self, *words: object) -> Said:
        """Run one command on the test's workspace."""
        return self("--workspace", self.folder, *words)

    def answer(self, *words: object) -> Any:
        """What a command on the test's workspace answers; it must succeed."""
        said = self.here(*words, "--json")
        assert said.code == 0, said
        return said.json

    def refusal(self, *words: object) -> str:
        """The sentence a command on the test's workspace is refused with."""
        said = self.here(*words, "--json")
        assert said.code == 1, said
        sentence = said.json["refused"]
        assert isinstance(sentence, str) and sentence
        return sentence


def on(day: str) -> datetime:
    """Ten o'clock on a day."""
    return datetime.fromisoformat(day).replace(hour=10, tzinfo=CHINA)


Opened = Callable[..., str]


def open_case(cli: CommandLine, template: str = "SX-ZS", day: str = "2026-11-02", *more: object) -> str:
    """A case of a new project in the test's workspace; answers its id."""
    number = len(cli.answer("project", "list")) + 1
    project = cli.answer("project", "add", "--name", f"试验项目{number}", "--zone", "临汾经济开发区")["project"]
    opened = cli.answer("case", "open", project, "--template", template, "--on", day, "--officer", "甲", *more)
    return str(opened["case"])
