"""Wording 文书文字: the texts of the forms that a zone adapts, and the names and numbers of the office on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.application.ports import Now, OpenUnitOfWork, UnitOfWork
from desktop_app.application.wording_book import WordingText, WordingVersion
from desktop_app.domain.refusals import Refusal

BundledWording = Callable[[], tuple[WordingText, ...]]
"""Reads the texts that come with the program; raises Damaged when their files cannot be used."""

_LONGEST_LINE, _LONGEST_TEXT = 100, 6000


@dataclass(frozen=True, slots=True)
class Worded:
    """A text with the workspace's own version in force, None where the bundled one counts."""

    bundled: WordingText
    own: WordingVersion | None

    @property
    def text(self) -> str:
        """The text in force."""
        return self.own.text if self.own else self.bundled.text

    @property
    def outdated(self) -> bool:
        """Whether the program brought a newer text since the workspace worded its own."""
        return self.own is not None and self.own.bundled != self.bundled.version


@dataclass(frozen=True, slots=True)
class WordingService:
    """Use cases on the adaptable texts of the forms."""

    open_work: OpenUnitOfWork
    bundled: BundledWording
    now: Now

    def all(self) -> tuple[Worded, ...]:
        """Every adaptable text in the order of the files."""
        with self.open_work(writes=False) as work:
            own = _own(work)
        return tuple(Worded(one, own.get(one.key)) for one in self.bundled())

    def history(self, key: str) -> list[WordingVersion]:
        """Every version the workspace ever worded of a text, oldest first."""
        self._known(key)
        with self.open_work(writes=False) as work:
            return [one for one in work.wording.versions() if one.key == key]

    def in_force(self, work: UnitOfWork) -> dict[str, str]:
        """The texts in force by key, as they stand in this unit of work."""
        own = _own(work)
        return {one.key: own[one.key].text if one.key in own else one.text for one in self.bundled()}

    def reword(self, key: str, text: str, by: str) -> Worded:
        """Word a text differently from now on; papers issued before keep theirs.

        The bundled text itself takes the workspace's own back. Raises Refusal for an unknown key, an empty text where
        the program has one, and a text that is too long.
        """
        known = self._known(key)
        text = "\n".join(line.rstrip() for line in text.strip().splitlines())
        if known.single_line and "\n" in text:
            raise Refusal.say(f"“{known.title}”只能写一行")
        most = _LONGEST_LINE if known.single_line else _LONGEST_TEXT
        if len(text) > most:
            raise Refusal.say(f"“{known.title}”太长：{len(text)} 字，最多 {most} 字")
        if not text and known.text:
            raise Refusal.say(f"“{known.title}”不能留空；要用程序自带的文字，请点“恢复原文”")
        return self._keep(known, "" if text == known.text.strip() else text, by)

    def restore(self, key: str, by: str) -> Worded:
        """Take the workspace's own words back, so that the bundled text counts again."""
        return self._keep(self._known(key), "", by)

    def _keep(self, known: WordingText, text: str, by: str) -> Worded:
        with self.open_work() as work:
            versions = [one for one in work.wording.versions() if one.key == known.key]
            before = versions[-1].text if versions else ""
            if text == before:
                own = versions[-1] if versions and before else None
                return Worded(known, own)
            kept = WordingVersion(known.key, len(versions) + 1, text, known.version, self.now(), by.strip())
            work.wording.add(kept)
            work.commit()
        return Worded(known, kept if text else None)

    def _known(self, key: str) -> WordingText:
        for one in self.bundled():
            if one.key == key:
                return one
        listed = "、".join(one.key for one in self.bundled())
        raise Refusal.say(f"没有“{key}”这段文书文字，有：{listed}")


def _own(work: UnitOfWork) -> dict[str, WordingVersion]:
    newest = {one.key: one for one in work.wording.versions()}
    return {key: one for key, one in newest.items() if one.text}
