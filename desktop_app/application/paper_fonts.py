"""Fonts of the papers: the bundled ones, or fonts installed on this PC that somebody chose for a role.

The choice belongs to the PC, not to the workspace: another desk has other fonts. Whether a font may be embedded is read
from the font itself (OS/2 fsType); what its licence says beyond that is shown, and stays the user's to judge.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from desktop_app.domain.refusals import Refusal


class PaperRole(StrEnum):
    """A kind of lettering on paper that may have an installed font; the value is its name on the command line."""

    TITLE = "title"
    HEADING = "heading"
    KAI = "kai"
    FANG = "fang"
    BODY = "body"


ROLE_WORDS: Mapping[PaperRole, str] = {
    PaperRole.TITLE: "标题",
    PaperRole.HEADING: "黑体",
    PaperRole.KAI: "楷体",
    PaperRole.FANG: "仿宋",
    PaperRole.BODY: "正文",
}
BUNDLED_FACES: Mapping[PaperRole, str] = {
    PaperRole.TITLE: "思源宋体 粗",
    PaperRole.HEADING: "思源黑体 粗",
    PaperRole.KAI: "霞鹜文楷",
    PaperRole.FANG: "FandolFang 仿宋",
    PaperRole.BODY: "思源宋体",
}
"""What serves each role when nothing is chosen."""
USUAL_FONTS: Mapping[PaperRole, tuple[str, ...]] = {
    PaperRole.TITLE: ("方正小标宋", "小标宋"),
    PaperRole.HEADING: ("黑体", "SimHei"),
    PaperRole.KAI: ("楷体", "KaiTi"),
    PaperRole.FANG: ("仿宋", "FangSong"),
    PaperRole.BODY: ("宋体", "SimSun", "仿宋"),
}
"""Parts of the names offices usually look for, so that they stand first in the list."""


@dataclass(frozen=True, slots=True)
class FontFile:
    """Where a font lies: its file, its place in a collection (.ttc), and the family it had when it was chosen."""

    path: str
    index: int = 0
    family: str = ""


@dataclass(frozen=True, slots=True)
class InstalledFont:
    """A font of this PC as it describes itself; `refused` says why it cannot be embedded, empty when it can."""

    file: FontFile
    style: str = ""
    version: str = ""
    licence: str = ""
    refused: str = ""

    @property
    def name(self) -> str:
        """Family and style, 仿宋_GB2312 Regular."""
        return f"{self.file.family} {self.style}".strip()


@dataclass(frozen=True, slots=True)
class RoleFont:
    """What serves a role: the font chosen (None: the bundled one), its name, and why it is not used after all."""

    role: PaperRole
    chosen: FontFile | None
    used: str
    note: str = ""


class FontShelf(Protocol):
    """The fonts of this PC."""

    def installed(self) -> tuple[InstalledFont, ...]:
        """Every Chinese font in the font folders of this PC, by name; files that are no fonts are passed over."""

    def read(self, path: str, index: int) -> InstalledFont:
        """The font at a place; raises Refusal when there is none or the file cannot be read."""

    def sample(self, role: PaperRole, file: FontFile | None) -> bytes:
        """A small PDF set in a font, None for the bundled one; raises Refusal when no paper can be set in it."""


class FontChoices(Protocol):
    """What was chosen on this PC."""

    def load(self) -> dict[PaperRole, FontFile]:
        """The chosen fonts; raises Refusal when the record of them cannot be read."""

    def save(self, chosen: Mapping[PaperRole, FontFile]) -> None:
        """Keep the choice; raises Refusal when it cannot be written."""


@dataclass(frozen=True, slots=True)
class PaperFontService:
    """Use cases on the fonts of the papers; the shelf is asked for when it is needed, its readers load slowly."""

    shelf: Callable[[], FontShelf]
    choices: FontChoices

    def roles(self) -> tuple[RoleFont, ...]:
        """What serves each role on this PC, and what was chosen and cannot be used any more."""
        chosen = self.choices.load()
        return tuple(self._role(role, chosen.get(role)) for role in PaperRole)

    def installed(self, role: PaperRole | None = None) -> tuple[InstalledFont, ...]:
        """The Chinese fonts of this PC; those usual for the role first, then what can be embedded, then by name."""
        usual = USUAL_FONTS[role] if role else ()

        def order(font: InstalledFont) -> tuple[bool, bool, str]:
            return not any(part in font.file.family for part in usual), bool(font.refused), font.name

        return tuple(sorted(self.shelf().installed(), key=order))

    def read(self, path: str) -> InstalledFont:
        """The first font of a file; raises Refusal when it is none."""
        return self.shelf().read(path, 0)

    def choose(self, role: PaperRole, font: str, index: int = 0) -> RoleFont:
        """Set a role in an installed font, given by its file or its name, on the papers printed from now on.

        Raises Refusal for a font that is not there, may not be embedded, or cannot be used.
        """
        wanted = self._named(font, index)
        if wanted.refused:
            raise Refusal.say(f"“{wanted.name}”不能用在文书上：{wanted.refused}")
        self.shelf().sample(role, wanted.file)
        self.choices.save(self.choices.load() | {role: wanted.file})
        return self._role(role, wanted.file)

    def reset(self, role: PaperRole | None = None) -> tuple[RoleFont, ...]:
        """Take the bundled font again for a role, or for all."""
        chosen = self.choices.load()
        self.choices.save({kept: file for kept, file in chosen.items() if role is not None and kept is not role})
        return self.roles()

    def faces(self) -> dict[PaperRole, FontFile]:
        """The chosen fonts that can be used now; printing goes on with the bundled ones for the rest."""
        return {one.role: one.chosen for one in self.roles() if one.chosen is not None and not one.note}

    def sample(self, role: PaperRole, file: FontFile | None = None) -> bytes:
        """A small PDF in a font, None for what serves the role now; raises Refusal when it cannot be printed."""
        return self.shelf().sample(role, file or self.faces().get(role))

    def notes(self) -> tuple[str, ...]:
        """What must be told before printing: the chosen fonts that are gone."""
        return tuple(one.note for one in self.roles() if one.note)

    def _named(self, font: str, index: int) -> InstalledFont:
        name = font.strip()
        if not name:
            raise Refusal.say("没有写用哪个字体；请写字体文件或字体名，本机有哪些见 font list --installed")
        for one in self.shelf().installed():
            if name.casefold() in (one.file.family.casefold(), one.name.casefold()):
                return one
        if not any(mark in name for mark in ("/", "\\", ".")):
            raise Refusal.say(f"本机没有叫“{name}”的中文字体；有哪些见 font list --installed，也可以写字体文件")
        return self.shelf().read(name, index)

    def _role(self, role: PaperRole, chosen: FontFile | None) -> RoleFont:
        if chosen is None:
            return RoleFont(role, None, BUNDLED_FACES[role])
        name, why = self._state(chosen)
        if not why:
            return RoleFont(role, chosen, name)
        note = f"{ROLE_WORDS[role]}选的“{chosen.family}”现在用不了（{why}），文书改用自带的{BUNDLED_FACES[role]}"
        return RoleFont(role, chosen, BUNDLED_FACES[role], note)

    def _state(self, chosen: FontFile) -> tuple[str, str]:
        """The name of a chosen font as it is now, and why it cannot be used."""
        try:
            found = self.shelf().read(chosen.path, chosen.index)
        except Refusal as refusal:
            return "", str(refusal)
        moved = "" if found.file.family == chosen.family else f"文件里现在是“{found.file.family}”"
        return found.name, found.refused or moved
