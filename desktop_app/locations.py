"""Where the program's own files lie. The only module that reads `__file__`."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    """Inside the package, where a wheel and the frozen program carry it; else beside the package, as in a checkout."""
    carried = _PACKAGE / "carried" / name
    return carried if carried.is_dir() else _PACKAGE.parent / name


def resources() -> Path:
    """The folder of fonts, icons, styles, matters, templates and calendars."""
    return _folder("resources")


def db() -> Path:
    """The folder of database migrations and schema snapshots."""
    return _folder("db")
