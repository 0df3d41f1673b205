"""Sets of indicators 口径: definitions in force, bundled, one's own or as published, and those that are retired."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from desktop_app.application.indicator_book import IndicatorBook
from desktop_app.domain.indicator import OWN, PUBLISHED, SET_WORDS, IndicatorDefinition
from desktop_app.domain.refusals import Refusal


@dataclass(frozen=True, slots=True)
class IndicatorSets:
    """The definitions of a workspace: those that come with the program, and what its own book says.

    A row of the book under the id of a bundled definition changes nothing of it: it only says whether it is retired.
    """

    bundled: tuple[IndicatorDefinition, ...]
    rows: tuple[IndicatorDefinition, ...]
    as_published: tuple[IndicatorDefinition, ...] = ()

    @classmethod
    def of(cls, bundled: Iterable[IndicatorDefinition], book: IndicatorBook) -> IndicatorSets:
        """The definitions as a book keeps them."""
        newest: dict[str, IndicatorDefinition] = {}
        for one in book.published():
            if one.withdrawn is None:
                newest[one.figure.definition.id] = one.figure.definition
        return cls(tuple(bundled), tuple(book.definitions()), tuple(newest.values()))

    def in_force(self) -> list[IndicatorDefinition]:
        """What is computed: one's own in their newest version, then the bundled ones."""
        return [*self.own(), *(one for one in self.bundled if not self._is_retired(one.id))]

    def own(self) -> list[IndicatorDefinition]:
        """One's own definitions in force."""
        return [one for one in self._newest().values() if not one.retired and not self.brings(one.id)]

    def retired(self) -> list[IndicatorDefinition]:
        """What is computed no more, each with who retired it, when and why; bundled ones keep their set."""
        return [replace(one, preset=self._preset(one.id)) for one in self._newest().values() if one.retired]

    def of_set(self, preset: str) -> list[IndicatorDefinition]:
        """The definitions of a set; raises Refusal for an unknown one.

        已发布口径 holds the definition each figure was last published by, as it was then; withdrawn ones do not count.
        """
        if preset not in SET_WORDS:
            known = "、".join(f"{key}（{name}）" for key, name in SET_WORDS.items())
            raise Refusal.say(f"没有“{preset}”这套指标口径，可选：{known}")
        if preset == PUBLISHED:
            return list(self.as_published)
        return [one for one in self.in_force() if one.preset == preset]

    def one(self, wanted: str) -> IndicatorDefinition:
        """A definition in force by its id or name; raises Refusal when there is none."""
        every = self.in_force()
        for one in every:
            if wanted in (one.id, one.indicator.name):
                return one
        known = "、".join(f"{one.id}（{one.indicator.name}）" for one in every)
        raise Refusal.say(f"没有“{wanted}”这个指标；可用的有：{known}")

    def versions(self, wanted: str) -> list[IndicatorDefinition]:
        """Every version of one's own definition by its id or name, oldest first; raises Refusal when there is none."""
        own = [one for one in self.rows if not self.brings(one.id)]
        newest = {one.id: one for one in own}
        named = [one.id for one in newest.values() if wanted in (one.id, one.indicator.name)]
        found = [one for one in own if named and one.id == named[-1]]
        if not found:
            raise Refusal.say(f"没有“{wanted}”这条自定指标；内置口径不能改，可以另存为自定口径")
        return found

    def to_switch(self, wanted: str) -> IndicatorDefinition:
        """What a retirement or its end follows: the newest row of a definition, version 0 for an untouched bundled one.

        A name means one's own definition; a bundled one is named by its id. Raises Refusal when there is none.
        """
        if self.brings(wanted):
            rows = [one for one in self.rows if one.id == wanted]
            plain = next(one for one in self.bundled if one.id == wanted)
            return rows[-1] if rows else IndicatorDefinition(plain.id, 0, plain.preset, plain.indicator)
        return self.versions(wanted)[-1]

    def brings(self, definition_id: str) -> bool:
        """Whether the program brings a definition along."""
        return any(one.id == definition_id for one in self.bundled)

    def _newest(self) -> dict[str, IndicatorDefinition]:
        return {one.id: one for one in sorted(self.rows, key=lambda one: one.version)}

    def _is_retired(self, definition_id: str) -> bool:
        found = self._newest().get(definition_id)
        return found is not None and found.retired

    def _preset(self, definition_id: str) -> str:
        return next((one.preset for one in self.bundled if one.id == definition_id), OWN)
