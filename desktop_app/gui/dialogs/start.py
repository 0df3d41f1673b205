"""Starting points: the dialogs that several pages open, and where their outcome leads."""

from __future__ import annotations

from desktop_app.domain.project import Project
from desktop_app.gui.dialogs.import_ledger import ImportDialog
from desktop_app.gui.dialogs.new_project import NewProjectDialog
from desktop_app.gui.dialogs.open_case import OpenCaseDialog
from desktop_app.gui.dialogs.reconcile import ReconcileDialog
from desktop_app.gui.pages.page import Page


def new_project(page: Page) -> NewProjectDialog:
    """Enter a project; then its page opens."""
    dialog = NewProjectDialog(page.session, page)
    dialog.made.connect(lambda project_id: page.go.emit("project", project_id))
    dialog.open()
    return dialog


def import_ledger(page: Page) -> ImportDialog:
    """Import a ledger file; then the ledger shows it."""
    dialog = ImportDialog(page.session, page)
    dialog.imported.connect(lambda: page.go.emit("ledger", None))
    dialog.open()
    return dialog


def reconcile(page: Page) -> ReconcileDialog:
    """Compare an export of an official system with the cases; pages follow what is taken over."""
    dialog = ReconcileDialog(page.session, page)
    dialog.open()
    return dialog


def open_case(page: Page, project: Project) -> OpenCaseDialog:
    """Open a case for a project; the page shows it as the change is announced."""
    dialog = OpenCaseDialog(page.session, project, page)
    dialog.open()
    return dialog
