"""Every refusal that is raised anywhere has its sentence, and no sentence waits for a refusal that nobody raises."""

import ast

from desktop_app.domain.terms import _SENTENCES
from tests.architecture.tree import modules, syntax


def raised_codes():
    calls = (node for path in modules("desktop_app") for node in ast.walk(syntax(path)) if isinstance(node, ast.Call))
    return {
        call.args[0].value
        for call in calls
        if getattr(call.func, "id", "") == "Refusal" and call.args and isinstance(call.args[0], ast.Constant)
    }


def test_raised_and_worded_refusals_are_the_same():
    assert raised_codes() | {"said"} == set(_SENTENCES)
