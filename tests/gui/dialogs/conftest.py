"""What tests of the act dialog stand on: the dialog on a step where an act is possible, and what came of it."""

import pytest
import shiboken6

from desktop_app.application.overview import StepPanel
from desktop_app.domain.events import Verb
from desktop_app.gui.dialogs.act import ActDialog


class ActDesk:
    """Opens the dialog on the first step of the desk on which a verb is possible."""

    def __init__(self, screen) -> None:
        self.screen = screen

    def __call__(self, verb: Verb, fits=lambda panel: True) -> ActDialog:
        desk = self.screen.desk
        for _project, case_id in desk.overview.every_case_id():
            for code in desk.cases.get(case_id).template.codes:
                panel = desk.overview.step_panel(case_id, code)
                if verb in panel.possible and fits(panel):
                    return self.on(verb, panel)
        raise AssertionError(verb)

    def on(self, verb: Verb, panel: StepPanel) -> ActDialog:
        """The dialog on a given step."""
        dialog = ActDialog(self.screen.session, panel, verb, self.screen.session.today, self.screen.window)
        dialog.by.setText("甲")
        dialog.open()
        self.screen.rest()
        return dialog

    def agree(self, dialog: ActDialog) -> tuple[StepPanel, bool]:
        """Press the agreeing button; answers the step as it stands afterwards, and whether the dialog is gone."""
        case_id, code = dialog.panel.case.id, dialog.panel.standing.step.code
        dialog.agree.click()
        self.screen.rest()
        gone = not shiboken6.isValid(dialog) or not dialog.isVisible()
        return self.screen.desk.overview.step_panel(case_id, code), gone


@pytest.fixture
def dialog_for(full, screen_of) -> ActDesk:
    """The act dialog on the demonstration workspace."""
    return ActDesk(screen_of(full))
