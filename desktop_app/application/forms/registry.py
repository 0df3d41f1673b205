"""The register of forms: every form that can be issued, by its key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from desktop_app.application.forms.spec import FormSpec
from desktop_app.domain.refusals import Refusal


@cache
def _loaded() -> dict[str, FormSpec]:
    # Thirty modules of frozen data: a command or a window that prints nothing yet has no time for them.
    from desktop_app.application.forms.every import EVERY

    return {spec.key: spec for spec in EVERY}


class _Register(Mapping[str, FormSpec]):
    """The forms by key, loaded when the first of them is asked for."""

    def __getitem__(self, key: str) -> FormSpec:
        return _loaded()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(_loaded())

    def __len__(self) -> int:
        return len(_loaded())


FORM_SPECS: Mapping[str, FormSpec] = _Register()
"""Every form, in the order the menus list them within an occasion."""


def form_spec(key: str) -> FormSpec:
    """The form of this key; raises Refusal with the keys there are."""
    if key not in FORM_SPECS:
        raise Refusal.say(f"没有“{key}”这种文书，可选：{'、'.join(FORM_SPECS)}")
    return FORM_SPECS[key]
