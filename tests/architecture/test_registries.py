"""Nothing lies around unlisted: every form, page and CLI noun is in the list that makes it reachable."""

import importlib
from pathlib import Path

import pytest

from desktop_app.cli.main import NOUNS
from desktop_app.documents import FORMS
from desktop_app.gui.pages import INNER_PAGES, PAGES
from tests.architecture.tree import modules

LISTED = {
    "desktop_app/documents/forms": {type(form).__module__ for form in FORMS.values()},
    "desktop_app/gui/pages": {page.load().__module__ for page in (*PAGES, *INNER_PAGES)},
    "desktop_app/cli": {f"desktop_app.cli.{module}" for module in NOUNS.values()},
}
# A module is recognised by what it defines; parts shared by several of them need no list.
SIGN = {
    "desktop_app/documents/forms": lambda module: any(name.endswith("Form") for name in own_classes(module)),
    "desktop_app/gui/pages": lambda module: {name for name in own_classes(module) if name.endswith("Page")} - {"Page"},
    "desktop_app/cli": lambda module: hasattr(module, "register"),
}


def own_classes(module):
    return [name for name, value in vars(module).items() if getattr(value, "__module__", "") == module.__name__]


@pytest.mark.parametrize("folder", LISTED)
def test_every_module_is_listed(folder):
    found = [path for path in modules("desktop_app") if path.parent == Path(folder) and path.stem != "__init__"]
    names = [".".join(path.with_suffix("").parts) for path in found]
    bringing = {name for name in names if SIGN[folder](importlib.import_module(name))}
    assert bringing, folder
    assert bringing == LISTED[folder]


def test_an_entry_says_what_its_page_says():
    for entry in (*PAGES, *INNER_PAGES):
        page = entry.load()
        assert (page.key, page.name) == (entry.key, entry.name)
        assert page.counts or entry.number or not entry.number_words, entry.key
    assert not [entry.key for entry in INNER_PAGES if entry.parent_key not in {page.key for page in PAGES}]
