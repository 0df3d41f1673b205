"""Questions to 统计: the days they are about, and how a late entry reads."""

from datetime import datetime

import pytest

from desktop_app.application.statistics_told import LateLine, Question, span_of
from desktop_app.domain.ledger_entry import EntryAct, EntryChange
from desktop_app.domain.project import Project
from desktop_app.domain.refusals import Refusal
from tests.command_line import CHINA
from tests.desks import FRIDAY, on


def test_a_span_ends_with_the_day_it_is_looked_at():
    span = span_of(Question("load", last=on("2026-11-20"), as_of=on("2026-11-10")), on(FRIDAY))
    assert (span.last, span.as_of) == (on("2026-11-10"), on("2026-11-10"))
    assert (span.last - span.first).days == 182


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ({"as_of": on("2026-11-21")}, "晚于今天"),
        ({"first": on("2026-11-11"), "last": on("2026-11-10")}, "晚于截止日"),
        ({"first": on("1990-01-01")}, "缩短起止日期"),
    ],
)
def test_days_that_cannot_be_are_refused(wish, said):
    with pytest.raises(Refusal, match=said):
        span_of(Question("load", **wish), on(FRIDAY))


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (EntryAct.EDIT, "更正 光伏 “总投资：1 亿元 → 2 亿元”修改台账（2026年11月20日）"),
        (EntryAct.ADD, "更正 光伏 “总投资：1 亿元 → 2 亿元”录入台账（2026年11月20日）"),
    ],
)
def test_what_was_entered_of_a_project_later_reads_as_one_line(act, said):
    at = datetime(2026, 11, 20, 10, tzinfo=CHINA)
    change = EntryChange("c", "p", "three-batches", act, at.date(), at, "甲")
    assert LateLine.of_project(Project("p", "光伏"), change, "更正", "总投资：1 亿元 → 2 亿元").said == said
