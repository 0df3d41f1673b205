"""The register of papers in memory; tests/storage/test_paper_register.py runs the same tests against both."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from desktop_app.application.paper_register import (
    PaperAct,
    PaperCounts,
    PaperEntry,
    PaperMark,
    PaperQuery,
    PaperRow,
    PublicKey,
)
from desktop_app.application.ports import Paper
from desktop_app.domain.refusals import Refusal

if TYPE_CHECKING:
    from tests.fakes import Content


class FakePaperRegister:
    """Marks and keys by name, acts in the order they were made."""

    def __init__(self, content: Content, changing: Callable[[], Content]) -> None:
        self._content, self._changing = content, changing

    def add_mark(self, number: str, mark: PaperMark) -> None:
        content = self._changing()
        if number in content.marks or number not in content.papers:
            raise ValueError(f"no such paper, or marked already: {number}")
        content.marks[number] = mark

    def mark(self, number: str) -> PaperMark | None:
        return self._content.marks.get(number)

    def add_answers(self, number: str, answers: Mapping[str, Any]) -> None:
        content = self._changing()
        if number in content.paper_answers or number not in content.papers:
            raise ValueError(f"no such paper, or its answers are kept already: {number}")
        content.paper_answers[number] = json.dumps(answers, default=date.isoformat)

    def answers(self, number: str) -> dict[str, Any] | None:
        kept = self._content.paper_answers.get(number)
        return None if kept is None else json.loads(kept)

    def add_entry(self, entry: PaperEntry) -> None:
        if entry.at.utcoffset() is None:
            raise ValueError(f"an instant without offset: {entry.at}")
        self._changing().paper_entries.append(entry)

    def entries(self, number: str) -> list[PaperEntry]:
        return [one for one in self._content.paper_entries if one.number == number]

    def void_among(self, numbers: Sequence[str]) -> frozenset[str]:
        """Those of some papers that were declared void."""
        return frozenset(one for one in numbers if any(act.act is PaperAct.VOID for act in self.entries(one)))

    def data(self, number: str) -> bytes:
        if number not in self._content.papers:
            raise Refusal.say(f"没有编号为 {number} 的文书，请核对编号")
        return self._content.papers[number][2]

    def number_of(self, sha256: str) -> str:
        return next((one for one, (paper, _, _) in self._content.papers.items() if paper.sha256 == sha256), "")

    def replaced_by(self, number: str) -> str:
        return next((one for one, mark in self._content.marks.items() if mark.replaces == number), "")

    def numbers(self, query: PaperQuery) -> list[str]:
        papers = sorted((one for one, _, _ in self._content.papers.values()), key=lambda one: one.id, reverse=True)
        return [one.number for one in papers if self._wanted(one, query)]

    def rows(self, numbers: Sequence[str]) -> list[PaperRow]:
        return [self._row(self._content.papers[one][0]) for one in numbers if one in self._content.papers]

    def counts(self) -> PaperCounts:
        papers = [one for one, _, _ in self._content.papers.values()]
        return PaperCounts(
            all=len(papers),
            void=sum(self._void(one.number) is not None for one in papers),
            years=tuple(sorted({self._year(one) for one in papers}, reverse=True)),
            forms=tuple(sorted({(one.form, one.title) for one in papers})),
        )

    def public_keys(self) -> list[PublicKey]:
        return sorted(self._content.keys.values(), key=lambda one: (not one.own, one.owner, one.name))

    def add_key(self, key: PublicKey) -> None:
        self._changing().keys.setdefault(key.name, key)

    def remove_key(self, name: str) -> None:
        if name in self._content.keys and not self._content.keys[name].own:
            del self._changing().keys[name]

    def _void(self, number: str) -> PaperEntry | None:
        return next((one for one in self.entries(number) if one.act is PaperAct.VOID), None)

    def _year(self, paper: Paper) -> int:
        return int(paper.number.split("-")[1])

    def _wanted(self, paper: Paper, query: PaperQuery) -> bool:
        project = self._content.projects.get(paper.project_id)
        names = [project.name, project.enterprise] if project else []
        places = [paper.number, paper.title, paper.issued_by, paper.issued_on.isoformat(), *names]
        return (
            all(any(word.lower() in place.lower() for place in places) for word in query.text.split())
            and query.form in ("", paper.form)
            and query.year in (0, self._year(paper))
            and (query.state == "all" or (query.state == "void") == (self._void(paper.number) is not None))
        )

    def _row(self, paper: Paper) -> PaperRow:
        void, mark = self._void(paper.number), self.mark(paper.number)
        project = self._content.projects.get(paper.project_id)
        return PaperRow(
            number=paper.number,
            form=paper.form,
            title=paper.title,
            project_id=paper.project_id,
            case_id=paper.case_id,
            project=project.name if project else "",
            pages=paper.pages,
            issued_on=paper.issued_on,
            issued_by=paper.issued_by,
            sha256=paper.sha256,
            replaces=mark.replaces if mark else "",
            replaced_by=self.replaced_by(paper.number),
            void_at=void.at if void else None,
            void_by=void.by if void else "",
            void_reason=void.reason if void else "",
            reprints=sum(one.act is PaperAct.REPRINT for one in self.entries(paper.number)),
            verifiable=mark is not None,
        )
