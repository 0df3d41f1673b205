"""Projects 项目: entering and changing what the ledger knows of a project."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from desktop_app.application.changes import Changes
from desktop_app.application.ports import Ids, Now, OpenUnitOfWork, UnitOfWork
from desktop_app.application.project_history import FACTS, PROJECT_KIND, ProjectEdit, record_project_change
from desktop_app.domain.events import Event, Verb
from desktop_app.domain.ledger import FIELD_LABELS, identity
from desktop_app.domain.project import Project
from desktop_app.domain.refusals import Refusal


@dataclass(frozen=True, slots=True)
class ProjectService:
    """Use cases on projects."""

    open_work: OpenUnitOfWork
    ids: Ids
    now: Now

    def add(self, draft: Project, by: str) -> tuple[Project, Changes]:
        """Enter a new project; `draft.id` is ignored. Raises Refusal without a name or when it is there already."""
        with self.open_work() as work:
            project, event = enter_project(work, draft, by, self.ids, self.now())
            work.commit()
        return project, _told(event)

    def edit(self, project: Project, by: str) -> tuple[Project, Changes]:
        """Store changed facts of a project.

        Raises Refusal `stale` when someone else changed it since it was read, and when it would become a second record
        of another project.
        """
        with self.open_work() as work:
            event = change_project(work, project, by, self.ids, self.now())
            stored = work.projects.get(project.id)
            if event is None:
                return stored, Changes()
            work.commit()
        return stored, _told(event)

    def get(self, project_id: str) -> Project:
        """The project; raises Refusal when there is none with this id."""
        with self.open_work(writes=False) as work:
            return work.projects.get(project_id)

    def find(self, reference: str) -> Project:
        """The project named by id, project code or exact name; raises Refusal when none or several match."""
        with self.open_work(writes=False) as work:
            every = work.projects.find_all()
        found = [one for one in every if reference in (one.id, one.project_code, one.name) and reference]
        if not found:
            raise Refusal.say(f"没有找到项目“{reference}”，请用 project list 查看项目编号")
        if len(found) > 1:
            raise Refusal.say(f"有 {len(found)} 个项目叫“{reference}”，请改用项目编号")
        return found[0]

    def all(self) -> list[Project]:
        """All projects in the order they were entered."""
        with self.open_work(writes=False) as work:
            return work.projects.find_all()


def enter_project(work: UnitOfWork, draft: Project, by: str, ids: Ids, at: datetime) -> tuple[Project, Event]:
    """Enter a project inside a transaction that may do more; `draft.id` is ignored.

    Raises Refusal without a name or when it is in the ledger already.
    """
    draft = _tidied(draft)
    _refuse_twin(draft, work.projects.find_all())
    project = replace(draft, id=ids(), version=0)
    event = _edited(ids(), project.id, by, at, "新建项目")
    work.projects.enter([(project, event)])
    record_project_change(work, ids, ProjectEdit(None, project), at, by)
    return project, event


def change_project(work: UnitOfWork, project: Project, by: str, ids: Ids, at: datetime, note: str = "") -> Event | None:
    """Store changed facts of a project inside a transaction that may do more; None when nothing differs.

    Raises Refusal as `ProjectService.edit` says.
    """
    project = _tidied(project)
    before = work.projects.get(project.id)
    changed = [FIELD_LABELS[name] for name in FACTS if getattr(before, name) != getattr(project, name)]
    if not changed:
        return None
    if _marks(before) != _marks(project):
        _refuse_twin(project, work.projects.find_all())
    work.projects.update(project)
    event = _edited(ids(), project.id, by, at, "修改：" + "、".join(changed))
    work.record(event)
    record_project_change(work, ids, ProjectEdit(before, project), at, by, note)
    return event


def _told(event: Event) -> Changes:
    return replace(Changes.of(event), ledgers=frozenset({PROJECT_KIND}))


def _edited(event_id: str, project_id: str, by: str, at: datetime, note: str) -> Event:
    return Event(
        id=event_id,
        project_id=project_id,
        case_id="",
        matter="",
        verb=Verb.EDIT,
        on=at.date(),
        at=at,
        by=by,
        note=note,
    )


def _tidied(project: Project) -> Project:
    if not project.name.strip():
        raise Refusal.say("请填写项目名称")
    return replace(
        project,
        name=project.name.strip(),
        zone=project.zone.strip(),
        project_code=project.project_code.strip(),
    )


def _marks(project: Project) -> tuple[tuple[str, str], str]:
    """What tells a project from every other."""
    return identity(project.name, project.zone), project.project_code


def _refuse_twin(project: Project, every: Iterable[Project]) -> None:
    wanted, code = _marks(project)
    for known in every:
        named, coded = _marks(known)
        if known.id != project.id and (wanted == named or (code and code == coded)):
            raise Refusal.say(f"“{known.name}”已在台账中（{known.zone or '未填开发区'}），请直接打开它")
