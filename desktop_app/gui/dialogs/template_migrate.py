"""Moving running cases to another version of their template: what changes per case first, the act second."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desktop_app.application.changes import Changes
from desktop_app.application.template_migrations import MigrationReport
from desktop_app.application.templates import TemplateVersion
from desktop_app.gui.dialogs.dialog import Dialog, field, form
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.templates import MOVE_COLUMNS, MoveLine, move_lines, version_state
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint
from desktop_app.gui.widgets.labels import words
from desktop_app.gui.widgets.listing import listing


class MigrateDialog(Dialog):
    """Look at what another version would change in every running case, say why, and move those that can be moved."""

    def __init__(
        self, session: Session, key: str, versions: Sequence[TemplateVersion], parent: QWidget | None = None
    ) -> None:
        super().__init__(session, "迁移在办件", "迁移", parent)
        self._key = key
        self._report: MigrationReport | None = None
        self.body.addWidget(
            Hint(
                "在办件平时一直走开办时的版本。迁移以后，环节、时限和到期日按新版本重算，已经登记的记录都保留；"
                "要改回来，再迁移回原版本即可。"
            )
        )
        fields = form(self.body)
        self.to = QComboBox()
        for one in versions:
            self.to.addItem(f"{one.version}（{version_state(one)}）", one.version)
        self.to.setCurrentIndex(next((place for place, one in enumerate(versions) if one.in_force), 0))
        self.to.activated.connect(lambda _index: self._look())
        field(fields, "迁移到", self.to)
        self.why = QLineEdit()
        field(fields, "为什么", self.why, "如：按新版办事指南调整；会记入每个代办件")
        self.by = QLineEdit(session.officer)
        field(fields, "登记人", self.by)
        self.summary = words("", "strong", wrap=True)
        self.model: ListModel[MoveLine] = ListModel(MOVE_COLUMNS, self)
        self.table = listing("每个代办件的变化", self.model)
        self.body.addWidget(self.summary)
        self.body.addWidget(self.table, 1)
        self.agree.setEnabled(False)
        self.fit(1000, 660)
        self._look()
        self.to.setFocus()

    def submit(self) -> None:
        """Move the cases that can be moved."""
        key, to, why, by = self._key, str(self.to.currentData()), self.why.text(), self.by.text()
        self.send(lambda desk: desk.migrations.migrate(key, by, why, to), self._moved)

    def _look(self) -> None:
        key, to = self._key, str(self.to.currentData())
        self.agree.setEnabled(False)

        def show(report: MigrationReport) -> None:
            if to == self.to.currentData():
                self._show(report)

        self.session.ask(lambda desk: desk.migrations.preview(key, to), show, self._unclear, owner=self)

    def _unclear(self, error: Exception) -> None:
        self.fail(error)
        self.agree.setEnabled(False)

    def _show(self, report: MigrationReport) -> None:
        self._report = report
        self.refused.say("")
        lines: list[MoveLine] = []
        for one in report.cases:
            project = report.projects.get(one.project_id, one.case_id)
            found = list(move_lines(one, project))
            lines += found or [MoveLine(project, "○ 不变", "soft", "", "环节、时限和到期日都不变")]
        self.model.show_rows(lines)
        able, blocked = len(report.possible), len(report.blocked)
        told = f"可以迁移 {able} 件" if able else "没有可以迁移的在办件"
        told += f"，不能迁移 {blocked} 件（原因见下）" if blocked else ""
        told += f"，已在这个版本 {report.untouched} 件" if report.untouched else ""
        self.summary.setText(told)
        self.table.setVisible(bool(lines))
        self.agree.setEnabled(able > 0)
        self.agree.setText(f"迁移 {able} 件" if able else "迁移")

    def _moved(self, answer: tuple[MigrationReport, Changes]) -> None:
        self.session.announce(answer[1])
        self.accept()
