"""Template migrations 换版: running cases moved to another version of their template, seen first and journaled."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from desktop_app.application.calendars import CalendarService
from desktop_app.application.changes import Changes
from desktop_app.application.ports import Ids, Now, OpenUnitOfWork, UnitOfWork
from desktop_app.application.projection import refresh
from desktop_app.application.templates import named_version
from desktop_app.domain.case import Case
from desktop_app.domain.events import Event, Verb
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.template import ApprovalTemplate
from desktop_app.domain.template_migration import CaseMigration, migrated, migration


@dataclass(frozen=True, slots=True)
class MigrationReport:
    """What moving the running cases of a template to the version `to` changes, case by case, oldest case first.

    `untouched` running cases follow that version already; `projects` names the project of each case.
    """

    key: str
    to: str
    cases: tuple[CaseMigration, ...]
    untouched: int = 0
    projects: dict[str, str] = field(default_factory=dict)

    @property
    def possible(self) -> tuple[CaseMigration, ...]:
        """The cases that can be moved."""
        return tuple(one for one in self.cases if one.possible)

    @property
    def blocked(self) -> tuple[CaseMigration, ...]:
        """The cases that cannot be moved as they stand."""
        return tuple(one for one in self.cases if not one.possible)


@dataclass(frozen=True, slots=True)
class MigrationService:
    """Use cases on the template version that cases follow."""

    open_work: OpenUnitOfWork
    calendars: CalendarService
    ids: Ids
    now: Now

    def preview(self, key: str, to: str = "", cases: tuple[str, ...] = ()) -> MigrationReport:
        """What would change, nothing written: for every running case of a template, or for those named.

        `to` is the version in force unless named. Raises Refusal for an unknown version or case, and for a case of
        another template.
        """
        with self.open_work(writes=False) as work:
            return self._look(work, key, to, cases)[0]

    def migrate(
        self, key: str, by: str, why: str, to: str = "", cases: tuple[str, ...] = ()
    ) -> tuple[MigrationReport, Changes]:
        """Move the cases and journal it in each; those that cannot be moved stay, with the reason in the report.

        Raises Refusal when a case that was named cannot be moved, when there is nothing to move, and without a reason.
        Moving back is the same act with the older version.
        """
        by, why = by.strip(), why.strip()
        if not by:
            raise Refusal.say("请写明登记人：由谁换用流程版本")
        if not why:
            raise Refusal.say("请写明为什么让在办件换用流程版本，它会记入每个代办件")
        calendar = self.calendars.current()
        events = []
        with self.open_work() as work:
            report, template, found = self._look(work, key, to, cases)
            if cases and report.blocked:
                raise Refusal.say(report.blocked[0].obstacles[0])
            if not report.possible:
                raise Refusal.say(_nothing(report))
            for one in report.possible:
                event = self._event(found[one.case_id], template, by, why)
                work.cases.update_template(migrated(found[one.case_id], template))
                work.record(event)
                events.append(event)
            for project_id in dict.fromkeys(one.project_id for one in report.possible):
                refresh(work, project_id, calendar)
            work.commit()
        return report, Changes.of(*events)

    def _look(
        self, work: UnitOfWork, key: str, to: str, wanted: tuple[str, ...]
    ) -> tuple[MigrationReport, ApprovalTemplate, dict[str, Case]]:
        template = named_version(work, key, to, self.now().date())
        found = {case.id: case for case in _cases(work, key, wanted)}
        calendar = self.calendars.current()
        moving = [case for case in found.values() if case.template.version != template.version]
        report = MigrationReport(
            key=key,
            to=template.version,
            cases=tuple(_with_plan(work, migration(case, template, calendar)) for case in moving),
            untouched=len(found) - len(moving),
            projects={case.project_id: work.projects.get(case.project_id).name for case in moving},
        )
        return report, template, found

    def _event(self, case: Case, template: ApprovalTemplate, by: str, why: str) -> Event:
        now = self.now()
        return Event(
            id=self.ids(),
            project_id=case.project_id,
            case_id=case.id,
            matter="",
            verb=Verb.MIGRATE,
            on=now.date(),
            at=now,
            by=by,
            note=f"{template.name}：{case.template.version} → {template.version}",
            reason=why,
            kind=template.version,
            basis=case.template.version,
        )


def _with_plan(work: UnitOfWork, found: CaseMigration) -> CaseMigration:
    """A frozen plan stays as it was made: whoever moves a case is told that it may need a new one."""
    plan = work.plans.in_force(found.case_id)
    if plan is None or not (found.added or found.removed or found.limits):
        return found
    told = f"已有的推进方案（目标 {plan.target.isoformat()}）不随换版改变，请看看要不要重排"
    return replace(found, remarks=(*found.remarks, told))


def _cases(work: UnitOfWork, key: str, wanted: tuple[str, ...]) -> list[Case]:
    if not wanted:
        return [case for case in work.cases.of_template(key) if not case.situation().ended]
    named = [work.cases.get(one) for one in dict.fromkeys(wanted)]
    for case in named:
        if case.template.key != key:
            raise Refusal.say(f"代办件 {case.id} 走的是“{case.template.name}”，不是流程模板 {key}")
    return named


def _nothing(report: MigrationReport) -> str:
    if report.blocked:
        return f"{len(report.blocked)} 个代办件都不能换版：{report.blocked[0].obstacles[0]}"
    if report.untouched:
        return f"在办的代办件都已经用版本 {report.to}，无需换版"
    return f"流程模板 {report.key} 没有在办的代办件，无需换版"
