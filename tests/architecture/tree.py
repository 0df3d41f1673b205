"""What the architecture tests look at: the files of the checkout, and their syntax trees."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def files() -> tuple[Path, ...]:
    """Every file that belongs to the project, relative to its root: committed, or new and not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(Path(name) for name in listed.stdout.split("\0") if name and (ROOT / name).is_file())


def modules(*folders: str) -> list[Path]:
    """The Python files below these top folders, relative to the root."""
    return [path for path in files() if path.suffix == ".py" and path.parts[0] in folders]


@cache
def syntax(path: Path) -> ast.Module:
    """The syntax tree of one Python file."""
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), filename=str(path))
