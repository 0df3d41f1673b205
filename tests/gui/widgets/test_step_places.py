"""Putting a step into groups and out of them."""

from dataclasses import replace

from desktop_app.domain.template import ChoiceGroup, ChoiceRule, ParallelGroup
from desktop_app.domain.template_draft import TemplateDraft, problems
from desktop_app.gui.widgets.step_places import put_in_choice, put_in_group
from tests.builders import template

DRAFT = replace(
    TemplateDraft.of(template()),
    choices=(
        ChoiceGroup("甲", ChoiceRule.EXACTLY_ONE, ("A02",)),
        ChoiceGroup("乙", ChoiceRule.AT_MOST_ONE, ("A03", "A04")),
    ),
    groups=(ParallelGroup("并", ("A02", "A03")),),
)


def members(draft: TemplateDraft) -> dict[str, tuple[str, ...]]:
    chosen = {one.name: one.members for one in draft.choices}
    return chosen | {one.name: one.members for one in draft.groups}


def test_a_step_moves_from_one_choice_to_another_and_becomes_optional():
    moved = put_in_choice(DRAFT, "A03", "甲")
    assert members(moved) == {"甲": ("A02", "A03"), "乙": ("A04",), "并": ("A02", "A03")}
    assert moved.step("A03").optional


def test_a_group_without_steps_goes_away():
    assert members(put_in_choice(DRAFT, "A02", "")) == {"乙": ("A03", "A04"), "并": ("A02", "A03")}
    alone = put_in_group(put_in_group(DRAFT, "A02", ""), "A03", "")
    assert "并" not in members(alone)
    assert alone.step("A03").parallel_group == ""


def test_putting_a_step_where_it_is_changes_nothing():
    assert put_in_choice(DRAFT, "A02", "甲") == DRAFT
    assert put_in_group(DRAFT, "A02", "并") == DRAFT


def test_a_step_of_a_parallel_group_names_it():
    draft = put_in_group(replace(DRAFT, choices=()), "A04", "并")
    assert draft.step("A04").parallel_group == "并"
    assert not any("并联组" in one.message for one in problems(draft))
