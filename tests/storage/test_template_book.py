"""The record of versions and drafts, on every kind of store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import msgspec
import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from desktop_app.application.ports import OpenUnitOfWork
from desktop_app.application.template_book import Followers, Origin, Publication, StoredDraft
from desktop_app.domain.matter import ResultPaper, Validity, ValidityUnit
from desktop_app.domain.progress import StepState
from desktop_app.domain.refusals import Damaged, Refusal
from desktop_app.domain.template import StepPart
from desktop_app.domain.template_draft import TemplateDraft
from desktop_app.storage.database import Database
from desktop_app.storage.mapping import template_of
from desktop_app.storage.tables import template_version
from desktop_app.storage.template_book import template_draft, template_publication
from desktop_app.storage.unit_of_work import unit_of_work
from tests.builders import case as opened_case
from tests.builders import new_id, on, project, step_now, still, template
from tests.command_line import CHINA

AT = datetime(2026, 11, 20, 10, 0, 0, 123456, tzinfo=CHINA)
TODAY = on("2026-11-20")
TOLD = Publication("K", "2", Origin.PUBLISHED, date(2026, 12, 1), "按新指南", AT, "乙", base="1")
DRAFT = StoredDraft("草稿", TemplateDraft.of(template("K")), 1, AT, "乙", AT, "乙")


def test_versions_with_where_they_came_from(open_work: OpenUnitOfWork) -> None:
    taken = replace(TOLD, key="A", version="某", origin=Origin.IMPORTED, effective_from=None, source="某.bbmb", base="")
    with open_work() as work:
        work.templates.add_version(template("K"))
        work.template_book.publish(template("K", "2"), TOLD)
        work.template_book.publish(template("A", "某"), taken)
        work.commit()
    with open_work(writes=False) as work:
        lines = work.template_book.lines()
        assert [(one.key, one.version, one.ordinal, one.origin) for one in lines] == [
            ("A", "某", 1, Origin.IMPORTED),
            ("K", "1", 1, Origin.BUNDLED),
            ("K", "2", 2, Origin.PUBLISHED),
        ]
        assert [one.publication for one in lines] == [taken, None, TOLD]
        assert work.template_book.lines("K") == lines[1:]
        assert work.templates.version("K", "2") == template("K", "2")
        assert work.templates.latest("K", TODAY).version == "1"
        assert [one.version for one in work.templates.all_latest(date(2026, 12, 1))] == ["某", "2"]


def test_a_version_name_is_given_once(open_work: OpenUnitOfWork) -> None:
    with open_work() as work:
        work.template_book.publish(template("K", "2"), TOLD)
        with pytest.raises(ValueError, match="already"):
            work.template_book.publish(template("K", "2", name="别的"), TOLD)
        with pytest.raises(ValueError, match="does not tell of"):
            work.template_book.publish(template("K", "3"), TOLD)


def test_drafts_follow_each_other_and_go(open_work: OpenUnitOfWork) -> None:
    later = replace(DRAFT, draft=replace(DRAFT.draft, name="另名"), revision=2, saved_by="丙")
    with open_work() as work:
        work.template_book.keep_draft(DRAFT)
        work.commit()
    with open_work() as work:
        work.template_book.keep_draft(later)
        for stale in (later, replace(later, revision=5)):
            with pytest.raises(Refusal, match="刚被其他人改动"):
                work.template_book.keep_draft(stale)
        work.commit()
    with open_work() as work:
        assert work.template_book.drafts() == [later] == [work.template_book.draft("草稿")]
        work.template_book.drop_draft("草稿")
        work.commit()
    with open_work(writes=False) as work, pytest.raises(Refusal, match="已经发布或放弃"):
        work.template_book.draft("草稿")


def test_a_case_follows_another_version_from_then_on(open_work: OpenUnitOfWork) -> None:
    owner, newer = project(), template("K", "2")
    case = opened_case(owner.id, template("K"), id=new_id())
    with open_work() as work:
        work.projects.add(owner)
        work.templates.add_version(template("K"))
        work.template_book.publish(newer, TOLD)
        work.cases.add(case)
        work.commit()
    with open_work() as work:
        work.cases.update_template(replace(case, template=newer))
        work.commit()
    with open_work(writes=False) as work:
        assert work.cases.get(case.id).template == newer


def test_who_follows_a_version(open_work: OpenUnitOfWork) -> None:
    owner, flow = project(), template("K")
    running, ended, other = (opened_case(owner.id, one, id=new_id()) for one in (flow, flow, template("A")))
    with open_work() as work:
        work.projects.add(owner)
        for one in (flow, template("A"), template("Z")):
            work.templates.add_version(one)
        for opened in (running, ended, other):
            work.cases.add(opened)
        rows = [step_now(running), still(running, "A02", StepState.DONE), still(ended, "A01", StepState.SKIPPED)]
        work.project_standing(owner.id, rows)
        work.commit()
    with open_work(writes=False) as work:
        assert work.template_book.followers() == {("K", "1"): Followers(2, 1), ("A", "1"): Followers(1, 0)}
        assert [one.id for one in work.cases.of_template("K")] == [running.id, ended.id]


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_itself_keeps_what_was_kept(act: str, database: Database) -> None:
    with unit_of_work(database)() as work:
        work.template_book.publish(template("K", "2"), TOLD)
        work.commit()
    table = template_publication
    statement = table.delete() if act == "delete" else table.update().values(why="别的")
    with pytest.raises((DBAPIError, Refusal), match="never changed"), database.writing() as connection:
        connection.execute(statement)


def test_a_draft_that_cannot_be_understood_is_damage(database: Database) -> None:
    with unit_of_work(database)() as work:
        work.template_book.keep_draft(DRAFT)
        work.commit()
    with database.writing() as connection:
        connection.execute(update(template_draft).values(body="{"))
        connection.commit()
    with unit_of_work(database)(writes=False) as work, pytest.raises(Damaged, match="模板草稿 K 无法识别"):
        work.template_book.drafts()


def plain_without_new_fields() -> dict[str, object]:
    """A body as a program stored it before papers had a length of validity and steps had parts."""
    plain = msgspec.to_builtins(template("K"))
    for step in plain["steps"]:
        del step["parts"]
        step["matter"]["result"] = {"name": "许可证", "validity": "三个月"}
    return dict(plain)


def test_bodies_of_older_programs_are_still_read_and_not_stored_again(database: Database) -> None:
    plain = plain_without_new_fields()
    body = msgspec.json.encode(plain).decode()
    with database.writing() as connection:
        row = {"key": "K", "version": "1", "ordinal": 1, "name": "某", "digest": "旧程序算的", "body": body}
        connection.execute(template_version.insert().values(row))
        connection.commit()
    known = template_of("K", body)
    assert known.steps[0].parts == () and known.steps[0].matter.result == ResultPaper("许可证", "三个月")
    with unit_of_work(database)() as work:
        assert work.templates.latest("K", TODAY) == known
        assert not work.templates.add_version(known), "a field that was added since does not make a new version"
        first = replace(known.steps[0], parts=(StepPart("一期"),))
        assert work.templates.add_version(replace(known, steps=(first, *known.steps[1:])))
        assert work.templates.latest("K", TODAY).version == "1.2"


def test_every_field_survives_storing(open_work: OpenUnitOfWork) -> None:
    plain = template("K")
    lasts = Validity(3, ValidityUnit.MONTH, basis="某法9", used_by=("A02",))
    matter = replace(plain.steps[0].matter, result=ResultPaper("许可证", "3个月", lasts))
    full = replace(plain, steps=(replace(plain.steps[0], matter=matter, parts=(StepPart("一期"),)), *plain.steps[1:]))
    with open_work() as work:
        work.templates.add_version(full)
        work.template_book.keep_draft(replace(DRAFT, draft=TemplateDraft.of(full)))
        work.commit()
    with open_work(writes=False) as work:
        assert work.templates.latest("K", TODAY) == full
        assert work.template_book.drafts()[0].draft == TemplateDraft.of(full)
