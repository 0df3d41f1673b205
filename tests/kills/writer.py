"""A colleague at work: one command line after the other on a shared workspace, until somebody pulls the plug.

Every line on standard output is the answer of a command that has ended: an act that must never be lost. The module is
preloaded by a fork server, with everything the commands need, so that a new writer is at work at once.
"""

import itertools
import json
import os
import sys
import uuid
from typing import Any, TextIO

import desktop_app.storage.readers
import desktop_app.storage.schema
import desktop_app.storage.unit_of_work  # noqa: F401
from desktop_app.bootstrap import command
from desktop_app.documents.proof import PaperProof

PaperProof().faces()

DAY = "2026-11-05"


class Overheard:
    """Standard output that also remembers its last line, so that the writer learns the id of the case it opened."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.last = ""

    def write(self, text: str) -> int:
        """Pass a line on."""
        self.last = text
        return self._stream.write(text)

    def flush(self) -> None:
        """Pass the flush on: from here on the act is acknowledged."""
        self._stream.flush()


def work(folder: str, name: str, answers: Overheard) -> None:
    """Projects, cases, acts and papers without end."""

    def act(*words: str) -> Any:
        code = command(["--workspace", folder, "--json", *words])
        if code != 0:
            sys.exit(f"{words}: exit {code}: {answers.last}")
        return json.loads(answers.last)

    for _ in itertools.count():
        project = act("project", "add", "--name", f"{name} {uuid.uuid4()}")["project"]
        case = act("case", "open", project, "--template", "SX-ZS-JS", "--on", DAY, "--officer", name)["case"]

        def step(verb: str, matter: str, *more: str, case: str = case) -> None:
            act("step", verb, case, matter, "--on", DAY, *more)

        step("receive", "QQ01")
        step("accept", "QQ01")
        act("print", "service-sheet", case, "--out", f"{folder}/{name}.pdf")
        step("suspend", "QQ01", "--kind", "补正", "--reason", "缺件")
        step("resume", "QQ01")
        step("finish", "QQ01")
        step("accept", "QQ02")
        step("reverse", "QQ02", "--reason", "误登记")
        step("skip", "DJ06", "--reason", "无职工")
        step("assign", "QQ02", "--officer", f"{name}的同事")


def write(folder: str, name: str, answers: str, errors: str) -> None:
    """Work with both standard streams in files that outlive the process."""
    for path, stream in ((answers, sys.stdout), (errors, sys.stderr)):
        file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.dup2(file, stream.fileno())
        os.close(file)
    overheard = Overheard(sys.stdout)
    sys.stdout = overheard
    work(folder, name, overheard)
