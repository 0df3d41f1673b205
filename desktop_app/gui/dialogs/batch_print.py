"""Batch printing 批量出具: one form for many cases, with progress, into a folder: single files and one for all."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QProgressBar, QWidget

from desktop_app.application.changes import Changes
from desktop_app.application.forms.registry import form_spec
from desktop_app.application.paper_batches import BatchItem, issue_each, leaves_of, subjects_of
from desktop_app.application.whole_file import write_whole
from desktop_app.domain.refusals import Refusal
from desktop_app.gui.dialogs.dialog import Dialog
from desktop_app.gui.lanes import Job, Report
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.paged import Column
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint
from desktop_app.gui.widgets.cells import Table
from desktop_app.gui.widgets.file_choice import choose_folder
from desktop_app.gui.widgets.listing import set_columns

_COLUMNS: tuple[Column[BatchItem], ...] = (
    Column("name", "代办件或项目", 360, lambda item: item.name, stretch=True, tip=lambda item: item.name),
    Column("number", "编号", 210, lambda item: item.issued.paper.number if item.issued else ""),
    Column("outcome", "结果", 220, lambda item: _outcome(item), tip=lambda item: item.refused),
)


def _outcome(item: BatchItem) -> str:
    if item.issued is not None:
        return f"✓ 已出具，{item.issued.paper.pages} 页"
    return f"✕ {item.refused}" if item.refused else "○ 待出具"


class BatchPrintDialog(Dialog):
    """Lists what will be issued, then issues it one by one; stopping keeps what is numbered already."""

    def __init__(self, session: Session, form: str, project_ids: list[str], parent: QWidget | None = None) -> None:
        title = form_spec(form).title
        super().__init__(session, f"批量出具 · {title}", "选择文件夹并出具…", parent)
        self.form, self.title = form, title
        self.items: list[BatchItem] = []
        self._job: Job | None = None
        self.hint = Hint("正在读取…")
        self.model = ListModel[BatchItem](_COLUMNS, self)
        self.table = Table("批量出具")
        self.table.setModel(self.model)
        set_columns(self.table, _COLUMNS)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.hide()
        for part in (self.hint, self.table, self.progress):
            self.body.addWidget(part)
        self.cancel.setText("关闭")
        self.fit(860, 560)
        self.send(lambda desk: subjects_of(desk.documents, form, project_ids), self._list)

    def submit(self) -> None:
        """Ask for the folder, then begin."""
        choose_folder(self, "文书放在哪个文件夹", self.issue_into)

    def issue_into(self, folder: Path) -> None:
        """Issue every paper of the list and write it into the folder."""
        items, form, by, title = list(self.items), self.form, self.session.officer, self.title
        desk = self.session.desk

        def work(report: Report) -> list[BatchItem]:
            done: list[BatchItem] = []
            for item in issue_each(desk.documents, form, items, by):
                done.append(item)
                if item.issued is not None:
                    paper = item.issued.paper
                    write_whole(folder / f"{paper.title}-{paper.number}.pdf", item.issued.content)
                self.items[len(done) - 1] = item
                report(len(done), len(items), item.name)
            if leaves := leaves_of(done):
                name = f"{title}-合并打印"
                write_whole(folder / f"{name}.pdf", desk.volumes.behind_each_other(name, leaves))
            return done

        self.refused.say("")
        self.agree.setEnabled(False)
        self.cancel.setText("停止")
        self.progress.setRange(0, len(items))
        self.progress.show()
        self._job = self.session.lane.run(
            work, lambda done: self._finished(done, folder), self._failed, progress=self._tell, owner=self
        )

    def reject(self) -> None:
        """Stop when papers are being issued, otherwise close."""
        job = self._job
        if job is None:
            super().reject()
            return
        job.cancel()
        self._settle("已停止")

    def _list(self, items: list[BatchItem]) -> None:
        self.items = items
        self.model.show_rows(items)
        self.agree.setEnabled(bool(items))
        if items:
            self.hint.say(
                f"将出具 {len(items)} 份“{self.title}”，逐份编号、存档，写进所选文件夹，另附一个合并文件便于一次打印。"
                "填写项按记录推算，需要逐份填写的请打开项目单独出具。"
            )
        else:
            self.hint.say("所选项目还没有代办件，没有可以出具的。请先打开项目，开办代办件。")

    def _tell(self, done: int, _total: int, name: str) -> None:
        self.progress.setValue(done)
        self.hint.say(f"正在出具：{name}")
        self.model.show_rows(self.items)

    def _finished(self, done: list[BatchItem], folder: Path) -> None:
        self.items = done
        self._settle(f"已写进 {folder}")

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self.refused.say(f"{error}；已编号的都已存档，可在“文书”里再取")
        else:
            self.session.lane.trouble.emit(error)
        self._settle("没有全部完成")

    def _settle(self, said: str) -> None:
        self._job = None
        issued = [item for item in self.items if item.issued is not None]
        refused = sum(bool(item.refused) for item in self.items)
        left = len(self.items) - len(issued) - refused
        parts = [
            f"已出具 {len(issued)} 份",
            f"不能出具 {refused} 份" if refused else "",
            f"未出具 {left} 份" if left else "",
        ]
        self.hint.say(f"{said}：{'，'.join(part for part in parts if part)}。")
        self.model.show_rows(self.items)
        self.progress.hide()
        self.agree.hide()
        self.cancel.setText("关闭")
        projects = {item.issued.paper.project_id for item in issued if item.issued is not None}
        self.session.announce(Changes(projects=frozenset(projects), papers=True))
