"""What a command needs before it runs, and what it answers when it has more to say than its payload."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from desktop_app.application.desk import Desk
    from desktop_app.application.verification import Verifier


class Needs(Enum):
    """What is handed to a command as its second argument.

    `CALENDAR` (the default) is anything with `.calendar` and `.templates`: the workspace named on the command line if
    there is one, else what comes with the program. `WORKSPACE` is the desk of an existing workspace, `INSTALLATION`
    the means to make one.
    """

    CALENDAR = "calendar"
    WORKSPACE = "workspace"
    INSTALLATION = "installation"


@dataclass(frozen=True, slots=True)
class Answer:
    """The payload of an answer with the exit code it ends in (0 done, 1 refused)."""

    payload: object
    exit_code: int = 0


class OpenDesk(Protocol):
    """Opens the workspace in a folder, or makes a new one there; raises Refusal when there is none, or one already."""

    def __call__(self, folder: Path, *, create: bool = False) -> Desk: ...


class PaperProof(Protocol):
    """What the self-test needs of the paper room."""

    def faces(self) -> Sequence[str]:
        """Load every bundled face; raises Damaged naming the first that cannot be used."""

    def text(self, content: bytes) -> str:
        """The text of a PDF without line breaks."""


@dataclass(frozen=True, slots=True)
class Program:
    """What bootstrap hands to the command line: how to open a workspace, what the program carries, its paper
    room, and what checks papers without a workspace.

    `bundled` answers something with `.calendar` and `.templates`; nothing is loaded before it is called.
    """

    open_desk: OpenDesk
    bundled: Callable[[], Any]
    proof: Callable[[], PaperProof]
    verifier: Callable[[], Verifier]


@dataclass(frozen=True, slots=True)
class Installation:
    """The program and the folder where a workspace is to be made."""

    program: Program
    folder: Path
