"""The fields a case is opened with: where at most one may be chosen, none is an answer too."""

import pytest

from desktop_app.application.cases import Opening
from desktop_app.bootstrap import bundled
from desktop_app.domain.progress import StepState
from desktop_app.domain.template import ChoiceRule
from desktop_app.gui.dialogs.case_fields import ChoiceFields


@pytest.fixture
def template():
    return next(one for one in bundled().templates.all() if any(_at_most(group) for group in one.choices))


def _at_most(group) -> bool:
    return group.rule is ChoiceRule.AT_MOST_ONE


def test_none_leaves_every_member_out(qtbot, template, full):
    fields = ChoiceFields()
    qtbot.addWidget(fields)
    fields.offer(template)
    assert not fields.decided()
    for group in template.choices:
        assert (fields.groups[group.name].findText("都不办") >= 0) is _at_most(group)
    group = next(one for one in template.choices if _at_most(one))
    fields.groups[group.name].setCurrentText("都不办")
    assert fields.decided() and fields.included() == ()
    assert [code for code, _reason in fields.left_out()] == list(group.members)
    project = full.projects.all()[0]
    opening = Opening(project.id, template.key, full.overview.day(), "甲", leave_out=fields.left_out())
    case, _changes = full.cases.open(opening, "甲")
    state = case.situation().state
    assert {state[code] for code in group.members} == {StepState.SKIPPED}
    fields.groups[group.name].setCurrentIndex(1)
    assert fields.included() == (group.members[0],) and fields.left_out() == ()
