"""Acts of a day to come: found by day or month, those taken back left out, in the order of their dates."""

from desktop_app.application.ports import OpenUnitOfWork
from desktop_app.domain.events import Verb
from tests.builders import event, on, stored_case

DAY = on("2026-11-20")


def test_only_what_lies_after_the_day_and_stands(open_work: OpenUnitOfWork) -> None:
    with open_work() as work:
        case = stored_case(work)

        def said(verb: Verb, day: str, **more: object) -> str:
            made = event(case.project_id, verb, "A01", case_id=case.id, on=on(day) if day else None, **more)
            work.record(made)
            return made.id

        said(Verb.ACCEPT, "2026-11-20")
        said(Verb.RECORD, "", month="2026-11")
        said(Verb.RECORD, "")
        later = said(Verb.FINISH, "2026-12-24")
        month = said(Verb.RECORD, "", month="2026-12")
        sooner = said(Verb.SUSPEND, "2026-11-21")
        wrong, kept = said(Verb.RESUME, "2026-11-23"), said(Verb.RESUME, "2026-11-25")
        said(Verb.REVERSE, "2026-11-20", reverses=wrong)
        back = said(Verb.REVERSE, "2026-11-26", reverses=kept)
        work.commit()
    with open_work(writes=False) as work:
        assert [one.id for one in work.ahead.after(DAY)] == [sooner, kept, back, month, later]
        assert [one.id for one in work.ahead.after(on("2026-11-26"))] == [month, later]
        assert work.ahead.after(on("2026-12-24")) == []
