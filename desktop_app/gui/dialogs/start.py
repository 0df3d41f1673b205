"""Starting points: the dialogs that several pages open, and where their outcome leads.

Each is loaded when it is opened: the first page must be on the screen before anybody imports a ledger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_app.domain.project import Project
    from desktop_app.gui.dialogs.import_ledger import ImportDialog
    from desktop_app.gui.dialogs.new_project import NewProjectDialog
    from desktop_app.gui.dialogs.open_case import OpenCaseDialog
    from desktop_app.gui.dialogs.reconcile import ReconcileDialog
    from desktop_app.gui.pages.page import Page


def new_project(page: Page) -> NewProjectDialog:
    """Enter a project; then its page opens."""
    from desktop_app.gui.dialogs.new_project import NewProjectDialog

    dialog = NewProjectDialog(page.session, page)
    dialog.made.connect(lambda project_id: page.go.emit("project", project_id))
    dialog.open()
    return dialog


def import_ledger(page: Page) -> ImportDialog:
    """Import a ledger file; then the ledger shows it."""
    from desktop_app.gui.dialogs.import_ledger import ImportDialog

    dialog = ImportDialog(page.session, page)
    dialog.imported.connect(lambda: page.go.emit("ledger", None))
    dialog.open()
    return dialog


def reconcile(page: Page) -> ReconcileDialog:
    """Compare an export of an official system with the cases; pages follow what is taken over."""
    from desktop_app.gui.dialogs.reconcile import ReconcileDialog

    dialog = ReconcileDialog(page.session, page)
    dialog.open()
    return dialog


def open_case(page: Page, project: Project) -> OpenCaseDialog:
    """Open a case for a project; the page shows it as the change is announced."""
    from desktop_app.gui.dialogs.open_case import OpenCaseDialog

    dialog = OpenCaseDialog(page.session, project, page)
    dialog.open()
    return dialog
