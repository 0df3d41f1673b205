"""The calendar of a workspace: notices as versions, local changes, what they move, and why it stays on record."""

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.application.calendar_moves import MovedDate
from desktop_app.bootstrap import open_desk
from desktop_app.catalog.calendars import load_notices
from desktop_app.domain.calendar import DayKind, DayOverride, YearNotice
from desktop_app.domain.events import Verb
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.terms import VERB_WORDS
from desktop_app.locations import resources
from tests.desks import act, derived_steps, finish, on, opened, stored_events, stored_steps

CALENDARS = resources() / "calendars"
NOW_2020 = next(notice for notice in load_notices(CALENDARS) if notice.year == 2020)

# Invented: nobody has announced 2027 yet.
NEXT_YEAR = """关于2027年部分节假日安排的通知
元旦：1月1日（周五）至3日（周日）放假，共3天。
春节：2月5日（周五）至11日（周四）放假调休，共7天。1月31日（周日）、2月13日（周六）上班。
清明节：4月3日（周六）至5日（周一）放假，共3天。
劳动节：5月1日（周六）至5日（周三）放假调休，共5天。4月25日（周日）、5月8日（周六）上班。
端午节：6月9日（周三）放假，共1天。
中秋节：9月15日（周三）放假，共1天。
国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
"""


def original_2020() -> YearNotice:
    """As announced on 2019-11-21: 春节 from 1-24 to 1-30, with 2-1 worked."""
    blocks = tuple(replace(one, last=on("2020-01-30")) if one.name == "春节" else one for one in NOW_2020.blocks)
    off = frozenset(day for one in blocks for day in one.days())
    return replace(NOW_2020, off=off, work=NOW_2020.work | {on("2020-02-01")}, blocks=blocks, amended_by="")


def dates(moved) -> set[tuple[str, date, date]]:
    return {(one.matter, one.before, one.after) for one in moved}


def due(desk, case, matter: str) -> date | None:
    return next(row.due_on for row in derived_steps(desk, case.project_id) if row.matter == matter)


@pytest.fixture
def january(workspace, clock):
    """A desk on 2020-01-23 with the calendar as it was first announced, and five cases."""
    clock.day = "2020-01-13"
    workspace.calendars.import_notice(original_2020(), "甲", "2019年通知.txt")
    cases = {}
    for name in ("sunday", "monday", "before", "held", "done"):
        case = cases[name] = opened(workspace, day="2020-01-13")
        finish(workspace, case, "2020-01-13", "QQ01")
    act(workspace, cases["sunday"], Verb.ACCEPT, "QQ02", "2020-01-19")
    finish(workspace, cases["monday"], "2020-01-14", "QQ02")
    act(workspace, cases["monday"], Verb.ACCEPT, "QQ03", "2020-01-20")
    act(workspace, cases["before"], Verb.ACCEPT, "QQ02", "2020-01-13")
    act(workspace, cases["held"], Verb.ACCEPT, "QQ02", "2020-01-20")
    act(workspace, cases["held"], Verb.SUSPEND, "QQ02", "2020-01-21", kind="enterprise", reason="企业春节停工")
    act(workspace, cases["done"], Verb.ACCEPT, "QQ02", "2020-01-20")
    act(workspace, cases["done"], Verb.FINISH, "QQ02", "2020-01-22")
    return cases


EXTENSION = "国办发明电〔2020〕1号　延长2020年春节假期至2月2日（农历正月初九，星期日），2月3日（星期一）起正常上班。"
EXPECTED = {
    ("QQ02", on("2020-01-31"), on("2020-02-03")),  # 20 21 22 23 | 31 becomes 3
    ("QQ03", on("2020-02-01"), on("2020-02-04")),  # 21 22 23 | 31 1 become 3 4
}


def test_replay_of_the_notice_of_2020_01_27(workspace, clock, january):
    clock.day = "2020-01-27"
    desk = workspace
    assert (due(desk, january["sunday"], "QQ02"), due(desk, january["monday"], "QQ03")) == (
        on("2020-01-31"),
        on("2020-02-01"),
    )
    reading = desk.calendars.read_text(EXTENSION)
    assert reading.notice is not None, reading.problems
    preview = desk.calendars.preview_notice(reading.notice)
    assert dates(preview.moved) == EXPECTED
    assert {(one.day, one.before.works, one.after.works) for one in preview.days} == {
        (on("2020-01-31"), True, False),
        (on("2020-02-01"), True, False),
        (on("2020-02-02"), False, False),
    }
    assert due(desk, january["sunday"], "QQ02") == on("2020-01-31"), "a preview changes nothing"

    done = desk.calendars.import_notice(reading.notice, "甲", "键入的文字")
    assert dates(done.moved) == EXPECTED
    assert due(desk, january["sunday"], "QQ02") == on("2020-02-03")
    assert due(desk, january["monday"], "QQ03") == on("2020-02-04")
    assert due(desk, january["before"], "QQ02") == on("2020-01-19"), "a make-up Sunday before the festival"
    for case in january.values():
        assert stored_steps(desk, case.project_id) == derived_steps(desk, case.project_id)
    act(desk, january["held"], Verb.RESUME, "QQ02", "2020-01-27")
    assert due(desk, january["held"], "QQ02") == on("2020-02-07"), "all five days lie behind the festival"


def test_the_cause_is_journaled_where_a_date_moved_and_nowhere_else(workspace, clock, january):
    clock.day = "2020-01-27"
    notice = workspace.calendars.read_text(EXTENSION).notice
    done = workspace.calendars.import_notice(notice, "甲")
    assert done.told.calendar
    assert done.told.projects == {january["sunday"].project_id, january["monday"].project_id}
    for name, case in january.items():
        found = [one for one in stored_events(workspace, case.project_id) if one.verb is Verb.CALENDAR]
        assert len(found) == (1 if name in ("sunday", "monday") else 0), name
        for event in found:
            assert (event.case_id, event.matter, event.by, event.on) == ("", "", "甲", on("2020-01-27"))
            assert event.basis == "国办发明电〔2020〕1号"
            assert "导入2020年放假安排" in event.reason
            assert " → 2020-02-0" in event.note
    assert VERB_WORDS[Verb.CALENDAR] == "日历更新"


def test_every_import_is_a_version_that_stays(workspace, clock, january):
    clock.day = "2020-01-27"
    workspace.calendars.import_notice(workspace.calendars.read_text(EXTENSION).notice, "乙", "键入的文字")
    again = open_desk(workspace.folder, now=clock)
    kept = [one for one in again.calendars.versions() if one.year == 2020]
    again.close()
    assert [(one.version, one.recorded_by, one.source) for one in kept] == [
        (0, "", ""),
        (1, "甲", "2019年通知.txt"),
        (2, "乙", "键入的文字"),
    ]
    assert kept[0].notice == NOW_2020
    assert kept[1].notice == original_2020()
    assert kept[2].notice.amended_by == "国办发明电〔2020〕1号"
    assert kept[2].recorded_at == clock()


def test_an_imported_year_wins_over_the_bundled_one(workspace):
    calendars = workspace.calendars
    assert not calendars.current().is_working(on("2020-01-31"))
    calendars.import_notice(original_2020(), "甲")
    assert calendars.current().is_working(on("2020-01-31"))
    with pytest.raises(Refusal, match="完全一致"):
        calendars.import_notice(original_2020(), "甲")
    calendars.import_notice(NOW_2020, "甲")
    assert not calendars.current().is_working(on("2020-01-31")), "the bundled one may be imported again"


def test_dates_become_firm_when_the_missing_year_arrives(workspace, clock):
    clock.day = "2026-12-25"
    case = opened(workspace, day="2026-12-21")
    finish(workspace, case, "2026-12-21", "QQ01", "QQ02")
    act(workspace, case, Verb.ACCEPT, "QQ03", "2026-12-25")
    (row,) = [one for one in derived_steps(workspace, case.project_id) if one.matter == "QQ03"]
    assert (row.due_on, row.firm, row.missing_years) == (on("2027-01-04"), False, (2027,))
    assert not workspace.calendar.known(2027)

    reading = workspace.calendars.read_text(NEXT_YEAR)
    assert reading.notice is not None, reading.problems
    preview = workspace.calendars.preview_notice(reading.notice)
    assert preview.before is None
    (moved,) = preview.moved
    assert (moved.before_firm, moved.firm, moved.shifted, moved.missing_years) == (False, True, False, ())
    assert {one.day for one in preview.days if one.after.kind is DayKind.MAKE_UP} == reading.notice.work

    workspace.calendars.import_notice(reading.notice, "甲")
    assert workspace.calendar.known(2027)
    (row,) = [one for one in stored_steps(workspace, case.project_id) if one.matter == "QQ03"]
    assert (row.due_on, row.firm, row.missing_years) == (on("2027-01-04"), True, ())
    (event,) = [one for one in stored_events(workspace, case.project_id) if one.verb is Verb.CALENDAR]
    assert "由暂估转为确定" in event.note


def test_remarks_ask_for_a_look_and_never_block(workspace):
    notice = workspace.calendars.read_text(NEXT_YEAR).notice
    remarks = workspace.calendars.preview_notice(notice).remarks
    assert any("文号标为待核" in one for one in remarks)
    long = replace(notice, work=notice.work | {on("2027-03-06"), on("2027-03-07")})
    assert any("03-01 至 03-12 连续上班 12 天" in one for one in workspace.calendars.preview_notice(long).remarks)
    short = replace(notice, off=frozenset(notice.blocks[0].days()), blocks=notice.blocks[:1])
    assert any("没有春节、清明节" in one for one in workspace.calendars.preview_notice(short).remarks)


def test_a_local_change_is_kept_with_who_and_when_and_so_is_its_end(workspace, clock):
    case = opened(workspace)
    act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-20")
    closed = DayOverride(on("2026-11-23"), False, " 管委会停电 ")
    expected = MovedDate(
        case.project_id,
        case.id,
        "QQ01",
        case.template.step("QQ01").title,
        on("2026-11-23"),
        on("2026-11-24"),
        clock="promised",
        project=workspace.projects.get(case.project_id).name,
    )
    assert workspace.calendars.preview(closed) == [expected]
    assert workspace.calendars.override(closed, "甲").moved == (expected,)
    assert workspace.calendars.overrides() == (DayOverride(on("2026-11-23"), False, "管委会停电"),)
    (back,) = workspace.calendars.preview_removal(on("2026-11-23"))
    assert (back.before, back.after) == (on("2026-11-24"), on("2026-11-23"))
    clock.day = "2026-11-21"
    assert dates(workspace.calendars.remove_override(on("2026-11-23"), "乙").moved) == {
        ("QQ01", on("2026-11-24"), on("2026-11-23"))
    }
    assert [
        (one.day, one.works, one.removed, one.recorded_by, one.recorded_at.date())
        for one in workspace.calendars.entries()
    ] == [
        (on("2026-11-23"), False, False, "甲", on("2026-11-20")),
        (on("2026-11-23"), False, True, "乙", on("2026-11-21")),
    ]
    reasons = [one.reason for one in stored_events(workspace, case.project_id) if one.verb is Verb.CALENDAR]
    assert reasons == ["2026-11-23 本地停办（管委会停电）", "撤销 2026-11-23 本地停办（管委会停电）"]


def test_a_change_that_is_refused_leaves_nothing(workspace):
    calendars, version = workspace.calendars, workspace.calendar.version
    closed = DayOverride(on("2026-11-23"), False, "停电")
    for refused, sentence in (
        (lambda: calendars.override(closed, " "), "请写明登记人"),
        (lambda: calendars.override(replace(closed, reason=" "), "甲"), "要写明依据或原因"),
        (lambda: calendars.override(replace(closed, works=True), "甲"), "本来就是工作日"),
        (lambda: calendars.preview(DayOverride(on("2026-11-22"), False, "停电")), "本来就是休息日"),
        (lambda: calendars.remove_override(on("2026-11-23"), "甲"), "没有本地调整"),
        (lambda: calendars.preview_removal(on("2026-11-23")), "没有本地调整"),
        (lambda: calendars.import_notice(original_2020(), ""), "请写明登记人"),
        (lambda: calendars.preview_notice(NOW_2020), "无需导入"),
    ):
        with pytest.raises(Refusal, match=sentence):
            refused()
    assert (workspace.calendar.version, calendars.entries(), calendars.overrides()) == (version, (), ())
    assert all(one.recorded_at is None for one in calendars.versions())


def test_another_window_sees_the_change_at_once(workspace, clock):
    other = open_desk(workspace.folder, now=clock)
    before = other.calendar.version
    workspace.calendars.import_notice(original_2020(), "甲")
    assert other.calendar.version == workspace.calendar.version != before
    other.close()


def test_an_override_wins_over_an_import_and_stays(workspace):
    workspace.calendars.override(DayOverride(on("2020-01-31"), True, "本地上班"), "甲")
    workspace.calendars.import_notice(replace(NOW_2020, verified=True), "甲")
    fact = workspace.calendar.fact(on("2020-01-31"))
    assert (fact.works, fact.kind) == (True, DayKind.OPENED)


def test_a_file_is_read_before_anything_is_stored(workspace, tmp_path):
    text = tmp_path / "通知.txt"
    text.write_text(NEXT_YEAR, encoding="gb18030")
    assert workspace.calendars.read_file(text).notice == workspace.calendars.read_text(NEXT_YEAR).notice
    assert workspace.calendars.read_file(CALENDARS / "2020.yaml").notice == NOW_2020
    assert not workspace.calendar.known(2027)
