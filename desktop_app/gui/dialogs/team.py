"""专班: who leads a team and belongs to it, and what it carries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop_app.application.changes import Changes
from desktop_app.domain.officer import Directory, Membership, Team
from desktop_app.gui.dialogs.dialog import Dialog, field, form
from desktop_app.gui.dialogs.officer import names_box
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint
from desktop_app.gui.widgets.labels import words


class TickList(QWidget):
    """A list to tick, with a field that narrows it; what is ticked stays ticked while it is not shown."""

    def __init__(self, name: str, lines: Sequence[tuple[str, str]], ticked: Iterable[str]) -> None:
        super().__init__()
        chosen = set(ticked)
        self.sought, self.list = QLineEdit(), QListWidget()
        self.sought.setPlaceholderText(f"查{name}")
        self.sought.setAccessibleName(f"查{name}")
        self.sought.textChanged.connect(self._narrow)
        self.list.setAccessibleName(name)
        for key, text in lines:
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if key in chosen else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(words(name, "strong"))
        column.addWidget(self.sought)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.list)

    def ticked(self) -> list[str]:
        """The keys that are ticked, in the order of the list."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [
            str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() is Qt.CheckState.Checked
        ]

    def _narrow(self, text: str) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(text.strip() not in item.text())


class TeamDialog(Dialog):
    """Set a team up or change it: who is ticked belongs to it from today, who is no longer ticked left yesterday."""

    def __init__(
        self,
        session: Session,
        known: Directory,
        projects: Sequence[tuple[str, str]],
        team: Team | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, "修改专班" if team else "新建专班", "保存", parent)
        self.team = team or Team("", "")
        shown, today = self.team, session.today
        self.body.addWidget(words(shown.name or "新建专班", "heading"))
        fields = form(self.body)
        people = [one.name for one in known.officers]
        self.name, self.chain = QLineEdit(shown.name), QLineEdit(shown.chain)
        self.zone, self.note = QLineEdit(shown.zone), QLineEdit(shown.note)
        self.leader = names_box(people, shown.leader, blank="（未定）")
        field(fields, "专班名称", self.name, "必填，如：新能源产业链专班")
        field(fields, "组长", self.leader)
        field(fields, "产业链", self.chain, "可留空")
        field(fields, "园区", self.zone, "可留空")
        field(fields, "备注", self.note, "可留空")
        present = [one.name for one in shown.members if one.on(today)]
        self.members = TickList("成员", [(name, name) for name in people], present)
        self.projects = TickList("承担项目", projects, shown.projects)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(self.members, 2)
        both.addWidget(self.projects, 3)
        self.body.addLayout(both, 1)
        self.body.addWidget(Hint("勾上的从今天起是成员；取消勾选的，到昨天为止。以前的成员和起止日期都保留。"))
        self.dissolve = QCheckBox("撤销这个专班")
        if team is not None:
            self.body.addWidget(self.dissolve)
        self.by = QLineEdit(session.officer)
        field(form(self.body), "登记人", self.by, "必填")
        self.fit(760, 660)
        self.name.setFocus()

    def submit(self) -> None:
        """Save; a refusal stays in the dialog."""
        wanted = replace(
            self.team,
            name=self.name.text(),
            leader=str(self.leader.currentData() or ""),
            chain=self.chain.text().strip(),
            zone=self.zone.text().strip(),
            note=self.note.text().strip(),
            members=self._members(),
            projects=tuple(self.projects.ticked()),
            dissolved=self.dissolve.isChecked(),
        )
        by = self.by.text()
        self.send(lambda desk: desk.officers.save_team(wanted, by), lambda done: self._saved(done[1]))

    def _members(self) -> tuple[Membership, ...]:
        """Everybody who ever belonged to it, those who left with their last day."""
        today, ticked = self.session.today, self.members.ticked()
        kept, there = [], set()
        for one in self.team.members:
            if one.on(today) and one.name not in ticked:
                yesterday = today - timedelta(1)
                # Somebody ticked and unticked on the same day never belonged to it.
                if one.since is None or one.since <= yesterday:
                    kept.append(replace(one, until=yesterday))
                continue
            there |= {one.name} if one.on(today) else set()
            kept.append(one)
        return (*kept, *(Membership(name, today) for name in ticked if name not in there))

    def _saved(self, changes: Changes) -> None:
        self.session.announce(changes)
        self.accept()
