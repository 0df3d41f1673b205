"""制作卷宗: what cover and note say is filled in, then the whole case is bound, signed and written as one file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QProgressBar, QWidget

from desktop_app.application.forms.asks import Asked
from desktop_app.application.volumes import Volume, VolumeChoice
from desktop_app.application.whole_file import write_whole
from desktop_app.domain.attachment import safe_name
from desktop_app.domain.refusals import Damaged, Refusal
from desktop_app.gui.dialogs.dialog import Dialog
from desktop_app.gui.dialogs.volume import VolumeDialog
from desktop_app.gui.lanes import Job, Report
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.ask_fields import AskFields
from desktop_app.gui.widgets.bars import Banner, Hint, button
from desktop_app.gui.widgets.file_choice import choose_place

_WHAT = (
    "把这个代办件做成一个文件：封面、卷内目录、出具过的全部文书（作废的盖章留在原位）、扫描件、备考表"
    "连成一份 PDF/A，编好页号和书签；另附登记数据、期限推算和附件原件。整卷用本机密钥签名，在任何电脑上都能验。"
)


class MakeVolumeDialog(Dialog):
    """Asks what the forms of the volume ask, then where to; the work can be stopped, and nothing half is written."""

    def __init__(self, session: Session, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(session, "制作卷宗", "制作卷宗…", parent)
        self.case_id = case_id
        self.written: Path | None = None
        self._job: Job | None = None
        self.hint = Hint(_WHAT)
        self.fields = AskFields()
        self.duplex = QCheckBox("双面打印（双数页的页号在左下角）")
        self.warning = Banner()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.body.addWidget(self.hint)
        self.body.addWidget(self.fields, 1)
        for part in (self.duplex, self.warning, self.progress):
            self.body.addWidget(part)
        self.look = button("打开卷宗", primary=True)
        self.look.clicked.connect(self.open_it)
        self.look.hide()
        self.foot.addWidget(self.look)
        self.fit(760, 700)
        self.send(lambda desk: desk.volumes.asked(case_id), self._show_asked)

    def submit(self) -> None:
        """Ask for the place, then begin."""
        title = str(self.fields.answers().get("title") or self._title)
        choose_place(self, "卷宗存到哪里", f"{safe_name(title)}.zip", "卷宗 (*.zip)", self.make_at)

    def make_at(self, path: Path) -> None:
        """Make the volume and write it whole or not at all."""
        case_id, by, desk = self.case_id, self.session.officer, self.session.desk
        choice = VolumeChoice(self.fields.answers(), self.duplex.isChecked())

        def work(report: Report) -> Volume:
            volume = desk.volumes.make(case_id, choice, by, report)
            write_whole(path, volume.content)
            return volume

        self.refused.say("")
        self.warning.say("")
        self._offer(busy=True)
        self.progress.setRange(0, 0)
        self.progress.show()
        self._job = self.session.lane.run(
            work, lambda volume: self._made(volume, path), self._failed, progress=self._tell, owner=self
        )

    def open_it(self) -> None:
        """Open what was made, as anybody would."""
        if self.written is not None:
            VolumeDialog(self.session, self.written, self).open()

    def unsaved(self) -> bool:
        """What was filled in, until the volume is written."""
        return self.written is None and super().unsaved()

    def reject(self) -> None:
        """Stop while the volume is being made, otherwise close."""
        if self._job is None:
            super().reject()
            return
        self._job.cancel()
        self._settle()
        self.hint.say("已停止，没有写出文件。要再做，请点“制作卷宗”。")

    def _show_asked(self, asked: tuple[Asked, ...]) -> None:
        self._title = next((str(one.value) for one in asked if one.ask.key == "title" and one.value), "卷宗")
        self.fields.show_asks(asked)

    def _tell(self, done: int, total: int, what: str) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.hint.say(f"正在制作：{what}" if what else "正在写出…")

    def _made(self, volume: Volume, path: Path) -> None:
        self.written = path
        self._settle()
        manifest = volume.manifest
        self.hint.say(
            f"✓ 已写出 {path}：{len(manifest.contents)} 件，共 {manifest.page_count} 页，{len(manifest.parts)} 个部分，"
            f"由{manifest.issuer}签名。"
        )
        self.warning.say("；".join(volume.notes))
        self.look.show()
        self.agree.hide()
        self.cancel.setText("关闭")
        self.look.setFocus()

    def _failed(self, error: Exception) -> None:
        self._settle()
        self.hint.say(_WHAT)
        if isinstance(error, Refusal | Damaged):
            self.refused.say(str(error))
            self._grow()
        else:
            self.session.lane.trouble.emit(error)

    def _settle(self) -> None:
        self._job = None
        self.progress.hide()
        self._offer(busy=False)

    def _offer(self, *, busy: bool) -> None:
        for part in (self.agree, self.fields, self.duplex):
            part.setEnabled(not busy)
        self.cancel.setText("停止" if busy else "取消")
