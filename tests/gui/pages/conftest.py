"""The page of one template, as it is drawn and while its draft is edited."""

import pytest

from tests.gui.pages.hands import KEY, click


@pytest.fixture
def drawn(full, screen_of):
    """The drawing of a template."""
    screen = screen_of(full)
    screen.session.sit_down("甲")
    screen.window.go("template", (KEY, "", ""))
    screen.rest()
    return screen


@pytest.fixture
def editing(drawn, qtbot):
    """Its draft."""
    click(qtbot, drawn.window.page.edit)
    drawn.rest()
    return drawn
