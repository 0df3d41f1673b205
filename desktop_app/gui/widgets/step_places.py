"""Putting one step of a draft into a group or out of it, as the fields of the step say it."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.domain import template_draft as edits
from desktop_app.domain.template_draft import TemplateDraft


def put_in_choice(draft: TemplateDraft, code: str, name: str) -> TemplateDraft:
    """Put a step into the choice group of a name (empty: into none); it becomes optional, as every member must be."""
    for one in draft.choices:
        members = tuple(other for other in one.members if other != code)
        if members == one.members or one.name == name:
            continue
        kept = replace(one, members=members)
        draft = edits.set_choice(draft, kept) if members else edits.remove_choice(draft, one.name)
    wanted = next((one for one in draft.choices if one.name == name), None)
    if wanted is None or code in wanted.members:
        return draft
    draft = edits.set_choice(draft, replace(wanted, members=(*wanted.members, code)))
    return edits.set_optional(draft, code, True, draft.step(code).condition)


def put_in_group(draft: TemplateDraft, code: str, name: str) -> TemplateDraft:
    """Put a step into the parallel group of a name (empty: into none); a group without steps goes away."""
    for one in draft.groups:
        members = tuple(other for other in one.members if other != code)
        if members == one.members or one.name == name:
            continue
        kept = replace(one, members=members)
        draft = edits.set_group(draft, kept) if members else edits.remove_group(draft, one.name)
    wanted = next((one for one in draft.groups if one.name == name), None)
    if wanted is None or code in wanted.members:
        return draft
    return edits.set_group(draft, replace(wanted, members=(*wanted.members, code)))
