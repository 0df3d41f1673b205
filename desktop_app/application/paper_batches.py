"""Batches 批量出具: one form for many cases or projects, each with its own number, and what could not be issued."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from desktop_app.application.documents import About, DocumentService, Issued
from desktop_app.application.forms.registry import form_spec
from desktop_app.application.forms.spec import Subject
from desktop_app.application.volumes import Leaf
from desktop_app.domain.refusals import Refusal


@dataclass(frozen=True, slots=True)
class BatchItem:
    """One paper of a batch: what it is about, in words, and either the issued paper or why there is none."""

    about: About
    name: str
    issued: Issued | None = None
    refused: str = ""


def subjects_of(documents: DocumentService, form: str, project_ids: Sequence[str]) -> list[BatchItem]:
    """What a batch of this form will be about: the projects, or every case of them; nothing is issued yet.

    Raises Refusal for a form that is about a step or the zone, of which there is no batch.
    """
    spec = form_spec(form)
    if spec.subject not in (Subject.CASE, Subject.PROJECT):
        raise Refusal.say(f"“{spec.title}”不能批量出具，请打开项目逐份出具")
    found = []
    with documents.open_work(writes=False) as work:
        for project_id in project_ids:
            project = work.projects.get(project_id)
            if spec.subject is Subject.PROJECT:
                found.append(BatchItem(About(project_id=project_id), project.name))
                continue
            for case in work.cases.of_project(project_id):
                found.append(BatchItem(About(case_id=case.id), f"{project.name}（{case.template.name}）"))
    return found


def issue_each(
    documents: DocumentService,
    form: str,
    items: Sequence[BatchItem],
    by: str,
    answers: Mapping[str, object] = MappingProxyType({}),
) -> Iterator[BatchItem]:
    """Issue the papers one after the other, each in a transaction of its own; a refused one does not stop the rest.

    The same `answers` are given for each; what they leave open is as the records propose.
    """
    for item in items:
        try:
            issued = documents.issue(form, item.about, answers, by)
        except Refusal as refusal:
            yield BatchItem(item.about, item.name, refused=str(refusal))
        else:
            yield BatchItem(item.about, item.name, issued)


def leaves_of(items: Sequence[BatchItem]) -> list[Leaf]:
    """The papers that were issued, as they are bound behind each other to be printed at once."""
    return [
        Leaf(f"{item.issued.paper.number} {item.name}", item.issued.content, counted=False)
        for item in items
        if item.issued is not None
    ]
