"""Official records 官方系统办件: what an export of an approval system says of a matter, in the states they use."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop_app.domain.ledger import LedgerProblem, normalised


class OfficialState(StrEnum):
    """Where a matter stands officially; IN_HAND is any state between filing and end that is not told more closely."""

    UNSENT = "unsent"
    RECEIVED = "received"
    CORRECTING = "correcting"
    ACCEPTED = "accepted"
    IN_HAND = "in_hand"
    SPECIAL = "special"
    DONE = "done"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    NOT_NEEDED = "not_needed"


OFFICIAL_WORDS = {
    OfficialState.UNSENT: "未申报",
    OfficialState.RECEIVED: "已收件",
    OfficialState.CORRECTING: "补正中",
    OfficialState.ACCEPTED: "已受理",
    OfficialState.IN_HAND: "在办",
    OfficialState.SPECIAL: "特别程序",
    OfficialState.DONE: "办结",
    OfficialState.REFUSED: "不予通过",
    OfficialState.WITHDRAWN: "撤件",
    OfficialState.NOT_NEEDED: "无需办理",
}
OFFICIAL_ENDS = frozenset({OfficialState.DONE, OfficialState.REFUSED, OfficialState.WITHDRAWN})

_STATES: dict[OfficialState, str] = {
    OfficialState.UNSENT: "待办 未申报 未申请 待申报 未开始 未启动 待提交",
    OfficialState.RECEIVED: "已接件 接件 已收件 收件 窗口受理 待受理 预受理 补正结束 已补正",
    OfficialState.CORRECTING: "补正开始 补正 补正中 待补正 材料补正 一次性补正",
    OfficialState.ACCEPTED: "部门受理 已受理 受理 受理通过 特别程序结束 挂起结束",
    OfficialState.IN_HAND: "在办 办理中 审批中 审核中 审查中 正在办理 流转中 已申报 进行中",
    OfficialState.SPECIAL: "特别程序 特别程序开始 特别程序中 挂起 暂停 已挂起 中止",
    OfficialState.DONE: "办结 已办结 办结(通过) 办结(容缺通过) 办结通过 通过 准予 准予许可 准予行政许可 完成 "
    "已完成 批准 同意 正常办结",
    OfficialState.REFUSED: "不受理 不予受理 办结(不通过) 不通过 不予许可 不予行政许可 退件 已退件 退回 不予通过 "
    "不予批准",
    OfficialState.WITHDRAWN: "已撤件 撤件 撤回 撤销 已撤回 撤件待确认 终止 已终止",
    OfficialState.NOT_NEEDED: "无需办理 不需办理 不涉及 无需审批",
}
"""The words of the exchange views of the national system for construction approvals, and those exports show."""

_BY_WORD = {normalised(word): state for state, words in _STATES.items() for word in words.split()}
_TAIL = re.compile(r"(审批|核发|办理|许可|事项|首次|新办|申请)$")
_BRACKETED = re.compile(r"\([^()]*\)")


def official_state(text: str) -> OfficialState | None:
    """The state a word of an export means, None for an unknown one."""
    return _BY_WORD.get(normalised(text))


def matter_words(name: str) -> str:
    """A matter's name without what systems add to it: brackets, 审批, 核发, 办理; for comparing names."""
    plain = _BRACKETED.sub("", normalised(unicodedata.normalize("NFKC", name)))
    while True:
        shorter = _TAIL.sub("", plain)
        if shorter == plain or not shorter:
            return plain
        plain = shorter


@dataclass(frozen=True, slots=True)
class OfficialStep:
    """One line of an export: a matter of a project with its state and dates; `sheet` and `cell` are for messages."""

    sheet: str
    cell: str
    project_code: str
    project_name: str
    matter_code: str
    matter_name: str
    state: OfficialState
    received: date | None = None
    accepted: date | None = None
    ended: date | None = None
    authority: str = ""
    application: str = ""

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        return f"{self.sheet} {self.cell}".strip()


@dataclass(frozen=True, slots=True)
class OfficialReading:
    """Everything read from an export, with the problems by sheet and cell."""

    steps: tuple[OfficialStep, ...]
    problems: tuple[LedgerProblem, ...] = ()
