"""Editing a template: the draft in hand with its fields, its problems, and the dialogs that change or end it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.application.desk import Desk
from desktop_app.application.flows import CriticalPath, Flow, critical_path, flow_of
from desktop_app.application.template_book import StoredDraft
from desktop_app.domain import template_draft as edits
from desktop_app.domain.matter import Matter
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.template import ChoiceGroup, ChoiceRule, ParallelGroup, TemplateProblem
from desktop_app.domain.template_diff import Difference, diff
from desktop_app.domain.template_draft import DraftProblem, TemplateDraft, problems
from desktop_app.gui.dialogs.template_marks import BenchmarkDialog, ThresholdDialog
from desktop_app.gui.dialogs.template_parts import AddStepDialog, DraftDialog, GroupDialog, MaterialsDialog
from desktop_app.gui.dialogs.template_publish import DiscardDialog, PublishDialog
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.templates import PROBLEM_COLUMNS
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.draft_keeper import DraftKeeper
from desktop_app.gui.widgets.flow_pane import FlowPane
from desktop_app.gui.widgets.head_editor import HeadEditor
from desktop_app.gui.widgets.labels import words
from desktop_app.gui.widgets.listing import listing
from desktop_app.gui.widgets.step_editor import StepEditor

_ROWS = 3
_ROW, _HEAD = 38, 36


class DraftDesk(QObject):
    """Holds the draft a page edits. `told` says how it is saved, what can be undone, and why it cannot be published.

    `gone` after it was thrown away, `published` with key and version.
    """

    told = Signal(str, bool, bool, str)
    refused = Signal(str)
    gone = Signal()
    published = Signal(str, str)

    def __init__(self, session: Session, pane: FlowPane, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._pane, self._page = session, pane, parent
        self._edition = 0
        self._fit = False
        self._unchanged = False
        self._found: tuple[DraftProblem, ...] = ()
        self._fail = session.refusing(self.refused.emit)
        self.keeper = DraftKeeper(session, self)
        self.step, self.head = StepEditor(), HeadEditor()
        self.panels = QStackedWidget()
        self.panels.addWidget(self.head)
        self.panels.addWidget(self.step)
        self.model: ListModel[DraftProblem] = ListModel(PROBLEM_COLUMNS, self)
        self.table = listing("草稿的问题", self.model)
        self.count = words("", "strong")
        self.problems = QWidget()
        column = QVBoxLayout(self.problems)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.count)
        column.addWidget(self.table)
        self._connect()

    @property
    def editing(self) -> bool:
        """Whether a draft is in hand."""
        return self.keeper.stored is not None

    def take_up(self, stored: StoredDraft, step: str = "") -> None:
        """Edit a draft, beginning at a step when one is named."""
        self.keeper.open(stored)
        self._fit = True
        self._pane.view.editable = True
        self._draw()
        self._pane.choose(step if step in stored.draft.codes else "")

    def read_again(self) -> None:
        """Take in what somebody else stored meanwhile; a draft nobody touched stays as it is in hand."""
        stored = self.keeper.stored
        if stored is not None and self.keeper.overtaken:
            self._session.ask(
                lambda desk: desk.drafts.get(stored.id),
                self.keeper.take_theirs,
                self._fail,
                owner=self,
            )

    def leave(self) -> None:
        """Store what is not stored yet and put the draft away."""
        self.flush()
        self.keeper.open(None)
        self.step.code = ""

    def flush(self) -> None:
        """Take over what was typed last and store it."""
        if self.editing:
            self.head.commit()
            self.step.commit()
            self.keeper.save()

    def show_step(self, code: str) -> None:
        """Show the fields of a step, or those of the whole template."""
        draft = self.keeper.draft
        if draft is None:
            return
        if code in draft.codes:
            self.step.show_step(draft, code)
        else:
            self.step.commit()
            self.step.code = ""
            self.head.show_draft(self.keeper.draft or draft)
        self.panels.setCurrentWidget(self.step if code in draft.codes else self.head)

    def focus_step(self) -> None:
        """Bring the cursor into the first field."""
        shown = self.step if self.panels.currentWidget() is self.step else self.head
        shown.name.setFocus()
        shown.name.selectAll()

    def ask_publish(self) -> None:
        """Store everything, then show what differs and ask for version, day and reason."""
        self.flush()
        self.keeper.then(self._publish)

    def ask_discard(self) -> None:
        """Ask before the draft is thrown away."""
        stored, draft = self.keeper.stored, self.keeper.draft
        if stored is None or draft is None:
            return

        def ask(found: tuple[Difference, ...]) -> None:
            dialog = DiscardDialog(self._session, stored, len(found), self._page)
            dialog.accepted.connect(self._discarded)
            dialog.open()

        self._session.ask(lambda desk: _differences(desk, draft), ask, self._fail, owner=self)

    def _connect(self) -> None:
        self.keeper.changed.connect(self._changed)
        self.keeper.saved.connect(self._tell)
        self.keeper.refused.connect(self.refused)
        self.step.edited.connect(lambda change, refill: self.keeper.edit(change, refill=refill))
        self.head.edited.connect(lambda change, refill: self.keeper.edit(change, refill=refill))
        self.step.step_asked.connect(self._pane.choose)
        self.step.materials_asked.connect(self._materials)
        self.head.step_wanted.connect(self._add_step)
        self.head.choice_asked.connect(self._choice)
        self.head.group_asked.connect(self._group)
        self.head.benchmark_asked.connect(self._benchmark)
        self.head.threshold_asked.connect(self._threshold)
        self._pane.view.linked.connect(self._link)
        self.table.opened.connect(lambda index: self._jump(index.row()))
        self.table.selectionModel().currentRowChanged.connect(lambda index, _before: self._jump(index.row()))

    def _changed(self, refill: bool) -> None:
        self._draw()
        if refill:
            self.show_step(self._pane.view.current)

    def _draw(self) -> None:
        """Look for problems and draw again; the way that decides the length is found in the lane and added later."""
        draft = self.keeper.draft
        if draft is None:
            return
        self._edition += 1
        edition, fit = self._edition, self._fit
        self._fit = False
        self._unchanged = False
        self._found = problems(draft)
        wrong = frozenset(one.step for one in self._found if one.step)
        self._pane.show_template(draft, flow_of(draft), wrong, fit=fit)
        self._show_problems()
        self._tell()

        def add(answer: tuple[Flow | None, bool]) -> None:
            if edition != self._edition or not self.editing:
                return
            flow, self._unchanged = answer
            self._show_problems()
            self._tell()
            if flow is not None:
                self._pane.view.show_flow(flow, wrong=wrong)

        self._session.ask(lambda desk: (_critical_flow(desk, draft), _unchanged(desk, draft)), add, owner=self)

    def _show_problems(self) -> None:
        number = len(self._found)
        self.model.show_rows(self._found)
        fine = "✓ 没有问题，还没有改动" if self._unchanged else "✓ 没有问题，可以发布"
        self.count.setText(f"▲ 还有 {number} 处问题，改好才能发布" if number else fine)
        self.count.setProperty("role", "red" if number else "green")
        self.count.style().unpolish(self.count)
        self.count.style().polish(self.count)
        self.table.setVisible(number > 0)
        self.table.setFixedHeight(_HEAD + _ROW * min(number, _ROWS) + 2)

    def _tell(self) -> None:
        stored, draft = self.keeper.stored, self.keeper.draft
        if stored is None or draft is None:
            return
        kept = "正在保存…" if self.keeper.dirty else f"已自动保存 {stored.saved_at:%H:%M}"
        blocked = f"和 {draft.base} 版一样，还没有改动，无需发布" if self._unchanged else ""
        if self._found:
            blocked = f"还有 {len(self._found)} 处问题，改好才能发布：{self._found[0].message}"
        base = f"从 {draft.base} 开始" if draft.base else "新模板"
        self.told.emit(
            f"草稿 · {kept} · {len(draft.steps)} 个环节 · {base}",
            self.keeper.can_undo,
            self.keeper.can_redo,
            blocked,
        )

    def _jump(self, row: int) -> None:
        problem = self.model.row_at(row)
        if problem is not None:
            self._pane.choose(problem.step)

    def _link(self, before: str, code: str) -> None:
        self.keeper.edit(lambda draft: edits.add_edge(draft, before, code), refill=True)

    def _add_step(self) -> None:
        self.head.commit()

        def show(matters: tuple[Matter, ...]) -> None:
            draft = self.keeper.draft
            if draft is None:
                return
            dialog = AddStepDialog(self._session, draft, matters, draft.codes[-1] if draft.codes else "", self._page)
            self._open(dialog)
            dialog.added.connect(self._pane.choose)

        self._session.ask(lambda desk: desk.drafts.matters(), show, self._fail, owner=self)

    def _choice(self, name: str) -> None:
        self.head.commit()
        draft = self.keeper.draft
        if draft is not None:
            given = next((one for one in draft.choices if one.name == name), None)
            self._open_group(draft, given or ChoiceGroup("", ChoiceRule.EXACTLY_ONE, ()))

    def _group(self, name: str) -> None:
        self.head.commit()
        draft = self.keeper.draft
        if draft is not None:
            given = next((one for one in draft.groups if one.name == name), None)
            self._open_group(draft, given or ParallelGroup("", ()))

    def _benchmark(self, name: str) -> None:
        self.head.commit()
        draft = self.keeper.draft
        if draft is not None:
            given = next((one for one in draft.benchmarks if one.name == name), None)
            self._open(BenchmarkDialog(self._session, draft, given, self._page))

    def _threshold(self, name: str) -> None:
        self.head.commit()
        draft = self.keeper.draft
        if draft is not None:
            given = next((one for one in draft.thresholds if one.name == name), None)
            self._open(ThresholdDialog(self._session, given, self._page))

    def _open(self, dialog: DraftDialog) -> None:
        dialog.edited.connect(lambda change: self.keeper.edit(change, refill=True))
        dialog.open()

    def _open_group(self, draft: TemplateDraft, given: ChoiceGroup | ParallelGroup) -> None:
        self._open(GroupDialog(self._session, draft, given, self._page))

    def _materials(self, code: str) -> None:
        self.step.commit()
        draft = self.keeper.draft
        if draft is not None:
            self._open(MaterialsDialog(self._session, draft, code, self._page))

    def _publish(self) -> None:
        stored = self.keeper.stored
        if stored is None or self._found:
            return

        def show(answer: tuple[tuple[Difference, ...], str]) -> None:
            dialog = PublishDialog(self._session, stored, answer[0], answer[1], self._page)
            dialog.published.connect(self._published)
            dialog.open()

        self._session.ask(
            lambda desk: (_differences(desk, stored.draft), desk.drafts.suggested_version(stored.id)),
            show,
            self._fail,
            owner=self,
        )

    def _discarded(self) -> None:
        self.keeper.open(None)
        self.gone.emit()

    def _published(self, key: str, version: str) -> None:
        self.keeper.open(None)
        self.published.emit(key, version)


def _differences(desk: Desk, draft: TemplateDraft) -> tuple[Difference, ...]:
    """What a draft changes of the version it began from; nothing to compare for a new template."""
    return diff(desk.templates.version(draft.key, draft.base), draft) if draft.base else ()


def _unchanged(desk: Desk, draft: TemplateDraft) -> bool:
    """Whether a draft still says what the version it began from says."""
    return bool(draft.base) and not _differences(desk, draft)


def _critical_flow(desk: Desk, draft: TemplateDraft) -> Flow | None:
    """The drawing with its critical way; None for a draft that contradicts itself or takes too long."""
    try:
        template = draft.template(draft.base or "草稿", None)
        path: CriticalPath = critical_path(template, desk.now().date(), desk.calendar)
    except (TemplateProblem, Refusal):
        return None
    return flow_of(draft, path)
