"""The fonts chosen for papers on this PC, in a small file of the person who uses it, outside every workspace."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop_app.application.paper_fonts import FontFile, PaperRole
from desktop_app.domain.refusals import Refusal, cause

FILE = "paper-fonts.json"


@dataclass(frozen=True, slots=True)
class FileFontChoices:
    """The FontChoices port on a file in the folder of this PC's own settings."""

    folder: Callable[[], Path]

    def load(self) -> dict[PaperRole, FontFile]:
        """The chosen fonts; raises Refusal when the file cannot be read."""
        path = self.folder() / FILE
        if not path.exists():
            return {}
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
            return {
                PaperRole(role): FontFile(str(one["path"]), int(one["index"]), str(one["family"]))
                for role, one in told.items()
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            said = cause(error) if isinstance(error, OSError) else "内容不对"
            raise Refusal.say(f"读不了本机的文书字体设置 {path}（{said}）；删掉这个文件就恢复自带字体") from error

    def save(self, chosen: Mapping[PaperRole, FontFile]) -> None:
        """Keep the choice, whole or not at all; raises Refusal when it cannot be written."""
        folder = self.folder()
        told = {
            role.value: {"path": one.path, "index": one.index, "family": one.family} for role, one in chosen.items()
        }
        beside = folder / f".{FILE}.new"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            beside.replace(folder / FILE)
        except OSError as error:
            raise Refusal.say(f"存不了本机的文书字体设置 {folder / FILE}（{cause(error)}），没有改动") from error
