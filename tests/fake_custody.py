"""The log of materials in memory; tests/storage/test_custody.py runs the same tests against both."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from desktop_app.domain.custody import MaterialAct, MaterialEntry
from desktop_app.domain.refusals import Refusal

if TYPE_CHECKING:
    from tests.fakes import Content


class FakeCustodyBook:
    """The entries in the order they were recorded."""

    def __init__(self, content: Content, changing: Callable[[], Content]) -> None:
        self._content, self._changing = content, changing

    def add(self, entry: MaterialEntry) -> None:
        if entry.at.utcoffset() is None:
            raise ValueError(f"an instant without offset: {entry.at}")
        self._changing().materials.append(entry)

    def get(self, entry_id: str) -> MaterialEntry:
        for one in self._content.materials:
            if one.id == entry_id:
                return one
        raise Refusal.say(f"没有编号为“{entry_id}”的材料记录，请用 material list 查看")

    def of_project(self, project_id: str) -> Sequence[MaterialEntry]:
        return [one for one in self._content.materials if one.project_id == project_id]

    def of_projects(self, project_ids: Collection[str]) -> dict[str, Sequence[MaterialEntry]]:
        return {one: self.of_project(one) for one in project_ids}

    def of_originals_given(self) -> Sequence[MaterialEntry]:
        given = {one.item for one in self._content.materials if one.act is MaterialAct.GIVE}
        return sorted((one for one in self._content.materials if one.item in given), key=lambda one: one.project_id)

    def of_originals(self) -> Sequence[MaterialEntry]:
        found = [one for one in self._content.materials if one.item or one.reverses]
        return sorted(found, key=lambda one: one.project_id)

    def attached(self) -> Sequence[MaterialEntry]:
        found = [one for one in self._content.materials if one.act is MaterialAct.ATTACH]
        return sorted(found, key=lambda one: one.project_id)
