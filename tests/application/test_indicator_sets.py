"""Sets of definitions: retired and taken up again, bundled or own, and those that figures were published by."""

from dataclasses import replace

import pytest

from desktop_app.domain.indicator import Criterion, Indicator, IndicatorTest, Side
from desktop_app.domain.partial_date import PartialDate
from desktop_app.domain.refusals import Refusal
from tests.desks import entered, on

OWN_RATE = Indicator(
    "重点项目开工率",
    Side("已开工数", (Criterion("started", IndicatorTest.BY),)),
    Side("光伏项目数", (Criterion("chain", IndicatorTest.IS, ("光伏",)),)),
    source="本区 2026 年考核办法",
)


def test_a_bundled_definition_is_retired_and_taken_up_again_without_changing(workspace):
    service = workspace.indicators
    before = service.definitions()
    service.retire("2021-reached", "甲", "本区不用")
    assert "2021-reached" not in {one.id for one in service.definitions()}
    assert "2021-reached" not in {one.definition.id for one in service.figures("2021")}
    (gone,) = service.retired()
    assert (gone.preset, gone.by, gone.reason) == ("2021", "甲", "本区不用")
    assert service.view("2021").retired == (gone,)
    with pytest.raises(Refusal, match="已经停用"):
        service.retire("2021-reached", "甲", "再停")
    service.resume("2021-reached", "甲", "恢复考核")
    assert service.definitions() == before and service.retired() == []
    with pytest.raises(Refusal, match="没有停用"):
        service.resume("2021-reached", "甲", "再来")


def test_an_own_definition_is_taken_up_again_unless_its_name_was_taken(workspace):
    service = workspace.indicators
    first, _ = service.define(OWN_RATE, "甲")
    service.retire(first.id, "甲", "停")
    service.define(OWN_RATE, "甲")
    with pytest.raises(Refusal, match="已经有另一条“重点项目开工率”"):
        service.resume(first.id, "甲", "恢复")


def test_the_published_set_holds_the_definitions_as_they_were_published(workspace):
    entered(workspace, "甲厂", chain="光伏", started=PartialDate.of(on("2026-10-01")))
    service = workspace.indicators
    made, _ = service.define(OWN_RATE, "甲")
    assert service.figures("published") == ()
    wrong, _ = service.publish(made.id, "甲")
    service.edit(made.id, replace(OWN_RATE, digits=3), "甲", "多留小数")
    (figure,) = service.figures("published")
    assert (figure.definition.version, figure.value) == (1, "100.0")
    service.withdraw(wrong.id, "甲", "口径不对")
    assert service.figures("published") == ()
