"""Writes resources/manifest.json: the SHA-256 of every file the program carries, which `self-test` compares with.

Run it (make manifest) after changing anything below resources/ or db/.
"""

import hashlib
import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MANIFEST = ROOT / "resources" / "manifest.json"
CARRIED = ("resources", "db")


def carried_files() -> list[Path]:
    """The files that travel in the wheel and in the frozen program, without the manifest itself."""
    found = (path for folder in CARRIED for path in (ROOT / folder).rglob("*") if path.is_file())
    return sorted(path for path in found if path != MANIFEST and "__pycache__" not in path.parts)


def manifest() -> str:
    """The text of the manifest: each file as `resources/...` or `db/...` with its SHA-256, sorted by name."""
    sums = {path.relative_to(ROOT).as_posix(): sha256(path) for path in carried_files()}
    return json.dumps(dict(sorted(sums.items())), ensure_ascii=False, indent=1) + "\n"


def sha256(path: Path) -> str:
    """The sum of one file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    MANIFEST.write_text(manifest(), encoding="utf-8", newline="\n")
    print(f"{MANIFEST.relative_to(ROOT)}: {len(carried_files())} files")
