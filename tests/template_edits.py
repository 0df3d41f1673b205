"""Random edits of a template draft for Hypothesis: every function that changes a draft, sensible or not."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from desktop_app.domain import template_draft as edit
from desktop_app.domain.benchmark import Benchmark, BenchmarkPoint
from desktop_app.domain.limit import Limit, Unit
from desktop_app.domain.matter import Material, Matter, ResultPaper, Validity, ValidityUnit
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.template import ChoiceGroup, ChoiceRule, ParallelGroup, StepPart, Threshold
from desktop_app.domain.template_draft import TemplateDraft

Edit = Callable[[TemplateDraft], TemplateDraft]

CODES = ("A01", "A02", "A03", "A04", "E01", "N01", "N02")
NAMES = ("", "甲", "乙")
codes = st.sampled_from(CODES)
names = st.sampled_from(NAMES)
some_codes = st.lists(codes, max_size=4).map(tuple)
limits = st.none() | st.builds(
    Limit,
    st.integers(0, 60),
    st.sampled_from(Unit),
    st.sampled_from(("accepted", "received", "done:A02", "done:ZZ")),
    basis=names,
)
materials = st.lists(st.builds(Material, names, form=names, tolerable=st.booleans()), max_size=3).map(tuple)
results = st.none() | st.builds(
    ResultPaper,
    names,
    lasts=st.none() | st.builds(Validity, st.integers(1, 90), st.sampled_from(ValidityUnit), used_by=some_codes),
)
points = st.builds(BenchmarkPoint, codes, st.sampled_from(("received", "accepted", "done", "opened")))
benchmarks = st.builds(
    Benchmark, names, points, points, st.integers(0, 200), st.sampled_from(Unit), leaves_out=some_codes
)
matters = st.builds(
    Matter, codes, st.just("新事项"), stage=st.sampled_from(("", "立项")), authority=st.just("某局"), statutory=limits
)


def _made(function: Callable[..., TemplateDraft], *values: st.SearchStrategy[object]) -> st.SearchStrategy[Edit]:
    return st.tuples(*values).map(lambda given: lambda draft: function(draft, *given))


edits: st.SearchStrategy[Edit] = st.one_of(
    _made(edit.add_step, matters, some_codes, st.none() | st.integers(0, 8)),
    _made(edit.remove_step, codes),
    _made(edit.move_step, codes, st.integers(-1, 9)),
    _made(edit.rename_step, codes, names),
    _made(edit.set_optional, codes, st.booleans(), names),
    _made(edit.set_after, codes, some_codes),
    _made(edit.add_edge, codes, codes),
    _made(edit.remove_edge, codes, codes),
    _made(edit.set_promised, codes, limits),
    _made(edit.set_statutory, codes, limits),
    _made(edit.set_materials, codes, materials),
    _made(edit.set_result, codes, results),
    _made(edit.set_parts, codes, st.lists(st.builds(StepPart, names, limits), max_size=3).map(tuple)),
    _made(edit.set_matter, codes, matters),
    _made(edit.set_choice, st.builds(ChoiceGroup, names, st.sampled_from(ChoiceRule), some_codes), names),
    _made(edit.remove_choice, names),
    _made(edit.set_group, st.builds(ParallelGroup, names, some_codes, limits), names),
    _made(edit.remove_group, names),
    _made(edit.set_benchmark, benchmarks, names),
    _made(edit.remove_benchmark, names),
    _made(edit.set_threshold, st.builds(Threshold, names, names, st.integers(0, 400), st.sampled_from(Unit)), names),
    _made(edit.remove_threshold, names),
    _made(edit.set_notes, st.lists(names, max_size=3).map(tuple)),
    names.map(lambda name: lambda draft: edit.set_head(draft, name=name, region=name)),
)


def edited(draft: TemplateDraft, steps: list[Edit]) -> TemplateDraft:
    """The draft after some edits; those that are refused leave it as it was."""
    for step in steps:
        try:
            draft = step(draft)
        except Refusal as refusal:
            assert str(refusal)
    return draft
