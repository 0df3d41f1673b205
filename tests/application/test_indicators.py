"""Indicators at the desk: the published figures from a ledger, both readings, late entries, publishing and checking."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.application.entry_book import LedgerKinds
from desktop_app.application.indicator_view import sight_of
from desktop_app.application.indicators import IndicatorService
from desktop_app.application.project_history import PREFIX, PROJECT_KIND
from desktop_app.application.projects import ProjectService
from desktop_app.bootstrap import _bundled_indicators, _bundled_kinds
from desktop_app.domain.as_of import Sight
from desktop_app.domain.indicator import OWN, Criterion, Indicator, IndicatorTest, Side
from desktop_app.domain.ledger_entry import EntryAct, EntryChange, ValueChange
from desktop_app.domain.partial_date import PartialDate
from desktop_app.domain.progress import Lamp
from desktop_app.domain.project import Project
from desktop_app.domain.refusals import Damaged, Refusal
from desktop_app.domain.unfinished import Unfinished
from tests.command_line import CHINA
from tests.desks import Clock, entered, on
from tests.fakes import FakeStore

OWN_RATE = Indicator(
    "重点项目开工率",
    Side("已开工数", (Criterion("started", IndicatorTest.BY),)),
    Side("光伏项目数", (Criterion("chain", IndicatorTest.IS, ("光伏",)),)),
    source="本区 2026 年考核办法",
)


def day_of(text: str) -> PartialDate:
    return PartialDate.of(on(text))


def set_cells(desk, project, **cells: str):
    return desk.entries.put(PROJECT_KIND, project.id, cells, "甲")


def named(figures):
    return {one.indicator.name: one for one in figures}


def shares(total_hundredths: int, count: int) -> list[int]:
    """An amount in hundredths of 亿元 split over projects, in yuan."""
    each = total_hundredths // count
    amounts = [each] * (count - 1) + [total_hundredths - each * (count - 1)]
    return [one * 1_000_000 for one in amounts]


@pytest.fixture
def year_2023(workspace):
    """The ledger as it was published at the end of 2023: 109, 77 and 86 projects with their sums."""
    drafts: list[Project] = []
    for place, yuan in enumerate([*shares(36705, 94), *shares(40972 - 36705, 15)]):
        begun = day_of("2023-05-01") if place < 94 else None
        drafts.append(Project("", f"签约{place}", batch="签约", investment_yuan=yuan, started=begun))
    made = [*shares(8442, 57), *([None] * 20)]
    for place, (yuan, done) in enumerate(zip(shares(23411, 77), made, strict=True)):
        produced = day_of("2023-10-01") if done is not None else None
        drafts.append(
            Project(
                "",
                f"开工{place}",
                batch="开工",
                investment_yuan=yuan,
                completed_yuan=done or 0,
                started=day_of("2023-02-01"),
                produced=produced,
            )
        )
    for place, yuan in enumerate(shares(22925, 86)):
        drafts.append(Project("", f"投产{place}", batch="投产", investment_yuan=yuan, produced=day_of("2023-08-01")))
    cells = {f"开工{place}": {"counted": "是" if place < 66 else "否"} for place in range(77)}
    cells |= {
        f"投产{place}": {
            "industrial": "是" if place < 70 else "否",
            "reached": "是" if place < 69 else "否",
            "standard": "是" if place < 49 else "否",
        }
        for place in range(86)
    }
    with workspace.projects.open_work() as work:
        changes = []
        for number, draft in enumerate(drafts):
            project = replace(draft, id=f"p{number:03d}")
            work.projects.add(project)
            facts = {PREFIX + "name": project.name, PREFIX + "batch": project.batch} | cells.get(project.name, {})
            facts[PREFIX + "investment_yuan"] = str(project.investment_yuan)
            for field in ("started", "produced"):
                written = getattr(project, field)
                facts |= {PREFIX + field: written.words()} if written else {}
            if project.completed_yuan is not None:
                facts[PREFIX + "completed_yuan"] = str(project.completed_yuan)
            changes.append(added(project.id, facts, on("2023-11-30")))
        work.entries.append(changes)
        work.commit()
    return workspace


def added(project_id: str, facts: dict[str, str], day: date, act: EntryAct = EntryAct.ADD) -> EntryChange:
    values = tuple(ValueChange(key, "", text) for key, text in facts.items())
    at = datetime(day.year, day.month, day.day, 9, tzinfo=CHINA)
    return EntryChange(
        f"c-{project_id}-{day}-{act}", project_id, PROJECT_KIND, act, day, at, "甲", values,
        project_id=project_id, anchor=project_id,
    )  # fmt: skip


def test_the_published_figures_of_2023_come_out_of_a_ledger(year_2023):
    found = named(year_2023.indicators.figures("2023"))
    assert {name: one.value for name, one in found.items() if not name.startswith("亿元")} == {
        "开工率": "89.6",
        "投产率": "36.1",
        "入统率": "85.71",
        "达效率": "99",
        "企业达规入库率": "70",
    }
    assert found["开工率"].numerator == 36_705_000_000
    by_number = named(year_2023.indicators.figures("2021"))
    assert (by_number["开工率"].value, by_number["投产率"].value) == ("86.2", "74.0")
    totals = year_2023.indicators.batches()
    assert [(one.count, one.words) for one in totals] == [
        (109, "409.72"),
        (77, "234.11"),
        (86, "229.25"),
        (272, "873.08"),
    ]


def test_both_readings_of_a_past_day_and_what_came_in_late(workspace, clock):
    clock.day = "2026-11-02"
    first = entered(workspace, "甲厂", batch="签约", investment_yuan=300, signed=day_of("2026-10-01"))
    clock.day = "2026-11-10"
    late = entered(workspace, "乙厂", batch="签约", investment_yuan=100, signed=day_of("2026-10-02"))
    clock.day = "2026-11-20"
    workspace.projects.edit(replace(first, started=day_of("2026-11-03")), "乙")
    pair = workspace.indicators.pair("2023-started", on("2026-11-05"))
    assert (pair.recorded.value, pair.known.value) == ("0.0", "75.0")
    assert pair.shown(Sight.RECORDED) is pair.recorded
    told = {one.difference.name: one for one in pair.late}
    assert told["甲厂"].difference.before == "只计入分母"
    assert told["甲厂"].difference.now == "计入分子和分母"
    assert [one.words for one in told["甲厂"].entries] == ["开工时间：未填 → 2026年11月3日（乙 2026-11-20 补录）"]
    assert [one.words for one in told["乙厂"].entries] == ["项目录入台账（甲 2026-11-10 补录）"]
    before = workspace.indicators.pair("2023-started", on("2026-11-12"))
    assert [one.difference.name for one in before.late] == ["甲厂"]
    assert late.id in {one.project_id for one in before.recorded.counted}
    assert workspace.indicators.pair("2023-started").late == ()


def test_a_yes_without_a_date_is_not_turned_on_the_past(workspace, clock):
    clock.day = "2026-11-02"
    project = entered(workspace, batch="开工", investment_yuan=100)
    clock.day = "2026-11-20"
    set_cells(workspace, project, counted="是")
    now = named(workspace.indicators.figures("2023"))["入统率"]
    then = named(workspace.indicators.figures("2023", on("2026-11-10")))["入统率"]
    assert (now.value, then.value) == ("100.00", "0.00")
    assert "入统时间未填" in then.doubts[0].why
    set_cells(workspace, project, counted_on="2026-11-05")
    assert named(workspace.indicators.figures("2023", on("2026-11-10")))["入统率"].value == "100.00"
    assert named(workspace.indicators.figures("2023", on("2026-11-10"), "then"))["入统率"].value == "0.00"


def test_a_project_of_an_older_workspace_counts_from_its_first_event(workspace, clock):
    project = entered(workspace, batch="签约", investment_yuan=100)
    with workspace.projects.open_work(writes=False) as work:
        assert work.entries.history(project.id)
    store = FakeStore()
    service = fake_service(store, clock)
    with store.open_work() as work:
        work.projects.add(replace(project, version=0))
        with workspace.projects.open_work(writes=False) as real:
            work.record(real.events_of_project(project.id)[0])
        work.commit()
    assert service.figures("2023", on("2026-11-20"), "then")[0].denominator == 100
    assert service.figures("2023", on("2026-11-19"), "then")[0].denominator == 0


def test_own_definitions_have_versions(workspace):
    entered(workspace, chain="光伏", started=day_of("2026-01-01"))
    made, changes = workspace.indicators.define(OWN_RATE, "甲", "考核办法")
    assert changes.indicators and (made.version, made.preset) == (1, OWN)
    assert [one.words for one in workspace.indicators.figures(OWN)] == ["100.0%"]
    with pytest.raises(Refusal, match="已经有“重点项目开工率”"):
        workspace.indicators.define(OWN_RATE, "甲")
    with pytest.raises(Refusal, match="为什么修改"):
        workspace.indicators.edit(made.id, replace(OWN_RATE, digits=0), "甲", " ")
    with pytest.raises(Refusal, match="没有任何改动"):
        workspace.indicators.edit(made.id, OWN_RATE, "甲", "改")
    workspace.indicators.edit(OWN_RATE.name, replace(OWN_RATE, digits=0), "乙", "取整")
    assert [one.words for one in workspace.indicators.figures(OWN)] == ["100%"]
    with pytest.raises(Refusal, match="为什么停用"):
        workspace.indicators.retire(made.id, "甲", "")
    workspace.indicators.retire(made.id, "甲", "口径作废")
    with pytest.raises(Refusal, match="已经停用"):
        workspace.indicators.retire(made.id, "甲", "再停")
    assert workspace.indicators.figures(OWN) == ()
    assert [one.version for one in workspace.indicators.versions(made.id)] == [1, 2, 3]
    again, _ = workspace.indicators.edit(made.id, OWN_RATE, "甲", "恢复")
    assert again.version == 4
    assert workspace.indicators.definitions()[0].id == made.id


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda one: one.figures("1999"), "没有“1999”这套指标口径"),
        (lambda one: one.figures("2023", on("2026-11-21")), "还没有到"),
        (lambda one: one.figures("2023", None, "maybe"), "known（现在所知）"),
        (lambda one: one.figure("月亮"), "没有“月亮”这个指标"),
        (lambda one: one.versions("2023-started"), "内置口径不能改"),
        (lambda one: one.define(OWN_RATE, " "), "登记人"),
        (lambda one: one.define(replace(OWN_RATE, name=""), "甲"), "名称没有写"),
        (lambda one: one.publish("2023-started", "甲"), "不能发布：分母"),
        (lambda one: one.check("x"), "没有编号为“x”的已发布指标"),
        (lambda one: one.set_thresholds({Unfinished.NOT_STARTED: 0}, "甲"), "不合理"),
        (lambda one: one.set_thresholds({}, ""), "登记人"),
    ],
)
def test_refusals(workspace, call, said):
    with pytest.raises(Refusal, match=said):
        call(workspace.indicators)


def test_what_was_published_is_frozen_and_checked(workspace, clock):
    first = entered(workspace, "甲厂", batch="签约", investment_yuan=300, started=day_of("2026-11-03"))
    entered(workspace, "乙厂", batch="签约", investment_yuan=100)
    published, changes = workspace.indicators.publish("开工率", "甲", note="月通报第 11 期")
    assert changes.indicators and published.figure.value == "75.0"
    check, late = workspace.indicators.check(published.id)
    assert check.agrees and late == ()
    clock.day = "2026-11-25"
    workspace.projects.edit(replace(first, investment_yuan=500), "乙")
    check, late = workspace.indicators.check(published.id)
    assert check.words == "不一致：发布时 75.0%，重算 83.3%，1 个项目有变"
    assert [one.words for one in late[0].entries] == ["总投资：300 元 → 500 元（乙 2026-11-25 补录）"]
    assert workspace.indicators.published() == (published,)
    with workspace.projects.open_work(writes=False) as work:
        assert work.indicators.published() == [published]


def test_published_figures_keep_the_definition_they_were_made_by(workspace):
    entered(workspace, chain="光伏", started=day_of("2026-01-01"))
    made, _ = workspace.indicators.define(OWN_RATE, "甲")
    published, _ = workspace.indicators.publish(made.id, "甲")
    workspace.indicators.edit(made.id, replace(OWN_RATE, digits=3), "甲", "更细")
    check, _ = workspace.indicators.check(published.id)
    assert check.agrees and check.now.value == "100.0"
    workspace.indicators.publish(made.id, "甲")
    assert [one.figure.value for one in workspace.indicators.published()] == ["100.000", "100.0"]


def test_thresholds_light_the_lamps(workspace):
    entered(workspace, "甲厂", batch="签约", signed=day_of("2026-01-05"))
    assert workspace.indicators.unfinished().rows[0].lamp is None
    changes = workspace.indicators.set_thresholds({Unfinished.NOT_STARTED: 180}, "甲")
    assert changes.indicators and PROJECT_KIND in changes.ledgers
    kept = workspace.indicators.thresholds()
    assert (kept.of(Unfinished.NOT_STARTED), kept.of(Unfinished.NOT_REACHED), kept.by) == (180, None, "甲")
    lists = workspace.indicators.unfinished()
    assert [one.lamp for one in lists.of(Unfinished.NOT_STARTED)] == [Lamp.OVERDUE]
    assert workspace.indicators.unfinished(on("2026-02-01")).rows[0].lamp is Lamp.NORMAL
    assert workspace.indicators.unfinished(zone="别处").rows == ()
    assert workspace.indicators.unfinished(on("2026-02-01"), "then").rows == ()


@pytest.mark.parametrize("text", ["{", "[]", '{"days": {"x": 1}}', '{"days": {"not_started": "多"}}'])
def test_thresholds_that_cannot_be_read_are_damage(workspace, text):
    with workspace.projects.open_work() as work:
        work.remember("unfinished-thresholds", text)
        work.commit()
    with pytest.raises(Damaged, match="“三未”天数"):
        workspace.indicators.thresholds()


def test_everything_for_the_page(workspace, clock):
    clock.day = "2026-11-02"
    entered(workspace, batch="签约", investment_yuan=300, zone="东")
    clock.day = "2026-11-20"
    entered(workspace, batch="签约", investment_yuan=100, zone="西")
    view = workspace.indicators.view("2023", on("2026-11-10"))
    assert (view.as_of, view.today, view.zones, view.projects) == (on("2026-11-10"), on("2026-11-20"), ("东", "西"), 2)
    assert [view.batches[sight][0].count for sight in (Sight.KNOWN, Sight.RECORDED)] == [2, 1]
    assert len(view.pairs) == 7
    east = workspace.indicators.view("2023", zone="东")
    assert east.pairs[0].known.denominator == 300
    assert east.unfinished[Sight.KNOWN].rows[0].zone == "东"


def test_readings_by_name():
    assert sight_of("then") is Sight.RECORDED and sight_of("known") is Sight.KNOWN


class NoWorkbooks:
    """Nothing is written out here."""

    def write(self, tables):
        raise AssertionError(tables)

    def write_csv(self, table):
        raise AssertionError(table)


def fake_service(store: FakeStore, clock: Clock) -> IndicatorService:
    return IndicatorService(
        store.open_work, _bundled_indicators, LedgerKinds(_bundled_kinds), iter_ids(), clock, NoWorkbooks()
    )


def iter_ids():
    numbers = iter(range(10_000))
    return lambda: f"{next(numbers):06d}"


_DAY = st.integers(0, 30).map(lambda number: date(2026, 10, 20) + timedelta(days=number))
_ENTRY = st.tuples(_DAY, st.booleans(), _DAY, st.sampled_from([100, 250, 4_703_000_000]))


@settings(max_examples=60, deadline=None)
@given(st.lists(_ENTRY, min_size=1, max_size=5), _DAY)
def test_as_of_now_both_readings_agree_and_late_entries_change_only_what_is_known(entries, looked_at):
    """Each entry: the day it is recorded, whether a start is told, the day of the start, the investment."""
    store, clock = FakeStore(), Clock()
    projects = ProjectService(store.open_work, iter_ids(), clock)
    service = fake_service(store, clock)
    for recorded, told, started, yuan in sorted(entries, key=lambda one: one[0]):
        clock.day = recorded.isoformat()
        start = PartialDate.of(min(started, recorded)) if told else None
        projects.add(Project("", f"项目{clock.day}{yuan}{store.content.projects.__len__()}", batch="签约",
                             investment_yuan=yuan, started=start), "甲")  # fmt: skip
    clock.day = "2026-11-20"
    for known, recorded_figure in zip(service.figures("2023"), service.figures("2023", None, "then"), strict=True):
        assert replace(known, sight=Sight.RECORDED) == recorded_figure
    day = min(looked_at, on("2026-11-19"))
    before = service.figures("2023", day, "then")
    late = Project("", "补录的项目", batch="签约", investment_yuan=777, started=PartialDate.of(day))
    known_before = service.figures("2023", day)[0]
    projects.add(late, "甲")
    assert service.figures("2023", day, "then") == before
    known = service.figures("2023", day)[0]
    assert (known.numerator, known.denominator) == (known_before.numerator + 777, known_before.denominator + 777)


def test_a_wrong_figure_is_taken_back_with_a_reason_and_names_what_stands_for_it(workspace):
    entered(workspace, "甲厂", batch="签约", investment_yuan=300_000_000, started=day_of("2026-10-01"))
    service = workspace.indicators
    wrong, _ = service.publish("2023-started", "甲", note="月通报")
    right, _ = service.publish("2023-started", "甲")
    taken, changes = service.withdraw(wrong.id, "乙", "投资额录错")
    assert changes.indicators and taken.withdrawn is not None
    assert taken.withdrawn.words == "已撤回（乙 2026-11-20：投资额录错）"
    named, _ = service.withdraw(wrong.id, "乙", "", right.id)
    assert named.withdrawn is not None
    assert (named.withdrawn.successor, named.withdrawn.reason) == (right.id, "投资额录错")
    assert [(one.id, one.withdrawn is None) for one in service.published()] == [(right.id, True), (wrong.id, False)]
    assert service.check(wrong.id)[0].published == named


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ({"published_id": "nope"}, "没有编号为“nope”"),
        ({"reason": " "}, "为什么撤回"),
        ({"by": " "}, "登记人"),
        ({"successor": "nope"}, "先发布更正后的数"),
        ({"successor": "own"}, "不能由它自己接替"),
    ],
)
def test_a_withdrawal_that_cannot_be_is_refused_and_nothing_is_kept(workspace, wish, said):
    entered(workspace, "甲厂", batch="签约", investment_yuan=300_000_000, started=day_of("2026-10-01"))
    made, _ = workspace.indicators.publish("2023-started", "甲")
    if wish.get("successor") == "own":
        wish = {"successor": made.id}
    with pytest.raises(Refusal, match=said):
        workspace.indicators.withdraw(**({"published_id": made.id, "by": "甲", "reason": "错"} | wish))
    assert workspace.indicators.published()[0].withdrawn is None


def test_a_figure_is_withdrawn_once_and_never_by_one_that_is_withdrawn(workspace):
    entered(workspace, "甲厂", batch="签约", investment_yuan=300_000_000, started=day_of("2026-10-01"))
    first, second = (workspace.indicators.publish("2023-started", "甲")[0] for _ in range(2))
    workspace.indicators.withdraw(first.id, "甲", "错")
    with pytest.raises(Refusal, match="已由甲在 2026-11-20 撤回"):
        workspace.indicators.withdraw(first.id, "甲", "还是错")
    with pytest.raises(Refusal, match="也已撤回，不能接替"):
        workspace.indicators.withdraw(second.id, "甲", "错", first.id)
