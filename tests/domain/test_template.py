"""A template says what is wrong with it, and where."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import msgspec
import pytest

from desktop_app.domain.benchmark import Benchmark, BenchmarkPoint
from desktop_app.domain.limit import Limit, Unit
from desktop_app.domain.matter import ClockExclusion, Material, Matter, ResultPaper
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.template import (
    ApprovalTemplate,
    ChoiceGroup,
    ChoiceRule,
    ParallelGroup,
    Problem,
    StepTemplate,
    TemplateProblem,
    Threshold,
    Where,
    template_problems,
)

THREE = Limit(3, Unit.WORKING_DAYS)
ONE = Limit(1, Unit.WORKING_DAYS)


def step(code: str, *after: str, optional: bool = False, group: str = "") -> StepTemplate:
    return StepTemplate(Matter(code, f"事项{code}", promised=THREE), after, optional=optional, parallel_group=group)


def template(*steps: StepTemplate) -> ApprovalTemplate:
    return ApprovalTemplate("T", "模板", steps=steps)


GOOD = ApprovalTemplate(
    key="T",
    name="模板",
    version="1",
    effective_from=date(2026, 8, 15),
    notes=("注",),
    benchmarks=(
        Benchmark(
            "十天", BenchmarkPoint("A", "accepted"), BenchmarkPoint("B", "done"), 10, Unit.NATURAL_DAYS, "", ("C",)
        ),
    ),
    choices=(ChoiceGroup("择一", ChoiceRule.EXACTLY_ONE, ("C",)),),
    groups=(ParallelGroup("并联", ("B",), THREE),),
    steps=(
        StepTemplate(
            Matter(
                "A",
                "事项A",
                sources=("法",),
                materials=(Material("表", "原件"),),
                result=ResultPaper("证"),
                exclusions=(ClockExclusion("听证", None, Unit.WORKING_DAYS),),
            )
        ),
        step("B", "A", group="并联"),
        step("C", "A", optional=True),
    ),
    thresholds=(Threshold("签而未落", "已签约", 90, Unit.NATURAL_DAYS),),
)


@pytest.mark.parametrize(
    ("steps", "message", "where"),
    [
        ((), "没有任何环节", ("steps",)),
        ((step("A"), step("B", "X")), "B 的前置 X 不在", ("steps", 1, "after", 0)),
        ((step("A"), step("A")), "A 重复", ("steps", 1, "matter")),
        ((step("A"), step("B", "A", "A")), "写了两次", ("steps", 1, "after", 1)),
        ((step("S"), step("A", "C"), step("B", "A"), step("C", "B")), "成环：A → B → C → A", ("steps", 1, "after")),
        ((step("A", "B"), step("B", "A")), "没有起始环节", ("steps",)),
        ((step("A", group="并"),), "没有定义", ("steps", 0, "parallel_group")),
    ],
)
def test_steps_that_contradict_each_other(steps: tuple[StepTemplate, ...], message: str, where: Where) -> None:
    with pytest.raises(TemplateProblem, match=message) as caught:
        template(*steps)
    assert caught.value.where == where


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"choices": (ChoiceGroup("择", ChoiceRule.AT_MOST_ONE, ("Z",)),)}, "择一组“择”的成员 Z 不在"),
        ({"choices": (ChoiceGroup("择", ChoiceRule.AT_MOST_ONE, ("B",)),)}, "成员 B 不是可选环节"),
        ({"choices": (ChoiceGroup("择", ChoiceRule.AT_MOST_ONE, ()),)}, "没有成员"),
        ({"choices": (ChoiceGroup("择", ChoiceRule.AT_MOST_ONE, ("C", "C")),)}, "成员 C 已在"),
        ({"groups": (ParallelGroup("并联", ("B", "Z")),)}, "并联组“并联”的成员 Z 不在"),
        ({"groups": (ParallelGroup("并联", ("A", "B")),)}, "环节 A 没有写 parallel_group"),
        ({"groups": (ParallelGroup("并联", ()),)}, "成员里没有环节 B"),
        ({"groups": (ParallelGroup("并联", ("B",)), ParallelGroup("并联", ("B",)))}, "“并联”重复"),
        ({"benchmarks": (replace(GOOD.benchmarks[0], start=BenchmarkPoint("Z", "done")),)}, "指向的事项 Z 不在"),
        ({"benchmarks": (replace(GOOD.benchmarks[0], end=BenchmarkPoint("B", "finished")),)}, "事件 finished 看不懂"),
        ({"benchmarks": (replace(GOOD.benchmarks[0], leaves_out=("Z",)),)}, "不计入的事项 Z 不在"),
    ],
)
def test_parts_that_contradict_the_steps(changes: dict[str, object], message: str) -> None:
    with pytest.raises(TemplateProblem, match=message):
        replace(GOOD, **changes)  # type: ignore[arg-type]


def test_steps_behind_a_cycle_never_come() -> None:
    steps = (step("S"), step("A", "A"), step("B", "A"), step("C", "B"))
    messages = [problem.message for problem in template_problems(steps, (), (), ())]
    assert [message for message in messages if "永远轮不到" in message] == [
        "环节 B 排在成环的环节之后，永远轮不到",
        "环节 C 排在成环的环节之后，永远轮不到",
    ]


def test_a_step_speaks_for_itself_before_its_matter() -> None:
    matter = Matter("A", "事项", statutory=THREE, promised=THREE)
    plain, own = StepTemplate(matter), StepTemplate(matter, name="自己的名", promised=ONE)
    assert (plain.title, plain.promised_limit, plain.statutory_limit) == ("事项", THREE, THREE)
    assert (own.title, own.promised_limit, own.statutory_limit) == ("自己的名", ONE, THREE)


def test_codes_order_and_step() -> None:
    made = template(step("B", "A"), step("A"))
    assert made.codes == ("B", "A")
    assert made.order == ("A", "B")
    assert made.step("A").code == "A"
    with pytest.raises(Refusal, match="没有事项 Z"):
        made.step("Z")


def test_a_template_survives_storage() -> None:
    assert msgspec.json.decode(msgspec.json.encode(GOOD), type=ApprovalTemplate) == GOOD


def test_a_problem_names_file_and_line() -> None:
    assert str(Problem("a.yaml", 3, "坏了")) == "a.yaml 第 3 行：坏了"
