"""What the architecture tests look at: the files of the checkout, and their syntax trees."""

import ast
import os
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Made by tools, not written by anybody. As in .gitignore; git itself is not asked, a downloaded archive has none.
MADE = {".git", ".venv", "build", "dist", "out", "__pycache__", ".hypothesis"}


def _made(name: str) -> bool:
    return name in MADE or name.endswith(("_cache", ".egg-info"))


@cache
def files() -> tuple[Path, ...]:
    """Every file that belongs to the project, relative to its root."""
    found = []
    for folder, inner, names in os.walk(ROOT):
        inner[:] = sorted(name for name in inner if not _made(name))
        found += [Path(folder, name).relative_to(ROOT) for name in sorted(names) if not name.endswith(".pyc")]
    return tuple(found)


def modules(*folders: str) -> list[Path]:
    """The Python files below these top folders, relative to the root."""
    return [path for path in files() if path.suffix == ".py" and path.parts[0] in folders]


@cache
def syntax(path: Path) -> ast.Module:
    """The syntax tree of one Python file."""
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), filename=str(path))
