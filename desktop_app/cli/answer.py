"""What a command answers when it has more to say than its payload."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """The payload of an answer with the exit code it ends in (0 done, 1 refused)."""

    payload: object
    exit_code: int = 0
