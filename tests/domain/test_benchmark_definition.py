"""Definitions: what may be measured, which version measured what, and which matters bear on a figure."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from desktop_app.domain.benchmark import Benchmark, BenchmarkPoint
from desktop_app.domain.benchmark_definition import BenchmarkDefinition, DefinitionDraft, matters_up_to, version_at
from desktop_app.domain.limit import Unit
from desktop_app.domain.refusals import Refusal
from tests.builders import template

AT = datetime(2026, 11, 20, 10, tzinfo=timezone(timedelta(hours=8)))
CHAIN = template("SX-YB")
MARK = Benchmark(
    "本区 45 天", BenchmarkPoint("A01", "accepted"), BenchmarkPoint("A04", "done"), 45, Unit.WORKING_DAYS, "纪要"
)
DRAFT = DefinitionDraft(MARK, ("SX-YB",))


def definition(version=1, **more):
    return BenchmarkDefinition("d", version, MARK, (), AT + timedelta(days=version), "甲", **more)


def test_texts_are_trimmed_and_repeats_left_out():
    mark = replace(MARK, name="  本区  45 天 ", source=" 纪要 ", leaves_out=("A02", "", "A02"))
    found = DefinitionDraft(mark, ("SX-YB", "SX-YB")).checked([CHAIN])
    assert (found.mark.name, found.mark.source, found.mark.leaves_out) == ("本区 45 天", "纪要", ("A02",))
    assert found.templates == ("SX-YB",)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": " "}, "请给对标起个名称"),
        ({"name": "长" * 61}, "最多 60 个字"),
        ({"name": "已有"}, "已经有名为“已有”的对标"),
        ({"source": " "}, "请写明来源"),
        ({"days": 0}, "天数要写 1 到"),
        ({"unit": Unit.WORKING_HOURS}, "只能按工作日或自然日"),
        ({"start": BenchmarkPoint("", "done")}, "请选定起点的事项"),
        ({"end": BenchmarkPoint("A04", "returned")}, "终点的事件只能是"),
        ({"end": MARK.start}, "同一件事"),
        ({"start": BenchmarkPoint("A04", "done"), "end": BenchmarkPoint("A04", "received")}, "两头对调"),
        ({"start": BenchmarkPoint("A04", "done"), "end": BenchmarkPoint("A01", "done")}, "排在起点之前"),
        ({"start": BenchmarkPoint("Z99", "done")}, "没有起点事项 Z99"),
        ({"leaves_out": ("Z99",)}, "不计入的事项 Z99"),
    ],
)
def test_what_cannot_be_measured_is_refused(change, said):
    with pytest.raises(Refusal, match=said):
        replace(DRAFT, mark=replace(MARK, **change)).checked([CHAIN], {"已有"})


def test_an_unknown_template_and_matters_no_template_has_together_are_refused():
    with pytest.raises(Refusal, match="没有流程模板 SX-WU，可选：SX-YB"):
        replace(DRAFT, templates=("SX-WU",)).checked([CHAIN])
    with pytest.raises(Refusal, match="没有一个流程模板同时有"):
        DefinitionDraft(replace(MARK, end=BenchmarkPoint("Z99", "done"))).checked([CHAIN])


def test_one_matter_may_be_both_ends():
    mark = replace(MARK, start=BenchmarkPoint("A02", "received"), end=BenchmarkPoint("A02", "done"))
    assert DefinitionDraft(mark).checked([CHAIN]).mark == mark


def test_without_named_templates_every_one_with_both_matters_is_measured():
    one = definition()
    short = replace(CHAIN, key="SX-EB", steps=CHAIN.steps[:2])
    assert one.applies_to(CHAIN) and not one.applies_to(short)
    assert not replace(one, templates=("SX-EB",)).applies_to(CHAIN)


def test_a_result_keeps_the_version_it_was_measured_with():
    first, second, retired = definition(1), definition(2), definition(3, retired=True)
    versions = [second, retired, first]
    assert version_at(versions, AT) == first, "recorded before anybody defined it"
    assert version_at(versions, first.at) == first
    assert version_at(versions, second.at + timedelta(hours=1)) == second
    assert version_at(versions, retired.at) is None
    assert version_at([], AT) is None


def test_only_what_the_end_waits_for_bears_on_it():
    assert matters_up_to(CHAIN, "A03") == ("A01", "A02", "A03")
    assert matters_up_to(CHAIN, "A01") == ("A01",)


def test_an_end_before_its_start_in_every_template_is_refused_for_all_of_them_too():
    backwards = replace(MARK, start=BenchmarkPoint("A04", "done"), end=BenchmarkPoint("A01", "done"))
    with pytest.raises(Refusal, match="每个流程里终点 A01 都排在起点 A04 之前"):
        replace(DRAFT, mark=backwards, templates=()).checked([CHAIN])
