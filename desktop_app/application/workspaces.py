"""Workspaces 工作区: the names on paper, the desk letter, and whether the data is for show."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from desktop_app.application.ports import Ids, OpenUnitOfWork, Workspace
from desktop_app.domain.refusals import Refusal


def read_only_words(why: str) -> str:
    """How a workspace that can only be looked at says so, with the reason and what somebody does who has to write."""
    return (
        f"只读打开：{why}。可以查看、查找和导出，不能登记、修改和出文书；"
        "需要写入时，请取得写入权限，或把整个文件夹复制到能写入的地方再打开"
    )


@dataclass(frozen=True, slots=True)
class WorkspaceService:
    """Use cases on the workspace's own settings."""

    open_work: OpenUnitOfWork
    ids: Ids

    def begin(self) -> None:
        """Give a new workspace its identity, by which its papers and packages will be told from another's."""
        self.save(self.get())

    def get(self) -> Workspace:
        """The settings in force."""
        with self.open_work(writes=False) as work:
            return work.workspace()

    def save(self, workspace: Workspace) -> None:
        """Store settings; the desk letter (one capital letter) keeps the numbers of two offline desks apart."""
        if not re.fullmatch(r"[A-Z]", workspace.desk):
            raise Refusal.say("台席代号要用一个大写字母（A 到 Z），同一单位的每台电脑各用一个")
        if not workspace.centre.strip():
            raise Refusal.say("请填写服务中心名称，它会印在每张文书上")
        with self.open_work() as work:
            work.save_workspace(replace(workspace, id=workspace.id or self.ids()))
            work.commit()
