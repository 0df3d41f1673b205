"""Many objects at once: reading fifty thousand rows makes a million objects that all stay, and none in a circle."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collecting_later() -> Iterator[None]:
    """Look for circular garbage afterwards only; looking while a file is read costs a third of the time and finds none.

    What is no longer needed is still freed at once. One inside another changes nothing.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
