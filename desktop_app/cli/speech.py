"""Speech 输出: answers go out in UTF-8 whatever the locale, at once, and quietly when nobody reads any more."""

from __future__ import annotations

import io
import json
import os
import sys
from typing import TextIO


def speak_utf8() -> None:
    """Make both standard streams write UTF-8; what has no UTF-8 form (a file name of broken bytes) is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str) -> None:
    """Write one answer to standard output and hand it to the reader at once."""
    _write(sys.stdout, text)


def complain(text: str) -> None:
    """Write one sentence to standard error."""
    _write(sys.stderr, text)


def as_json(payload: object) -> str:
    """An answer on one line."""
    return json.dumps(payload, ensure_ascii=False)


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(text + "\n")
        stream.flush()
    except BrokenPipeError:
        # The reader (head, less) went away. What was asked for is done; only nobody listens. Without this the
        # interpreter would complain when it flushes the stream at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
