"""Suspensions 暂停: which kind of interruption stops which clock, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from desktop_app.domain.clock import Pause
from desktop_app.domain.refusals import WrongUsage


@dataclass(frozen=True, slots=True)
class SuspensionKind:
    """A kind of suspension and what it stops.

    `stops_statutory` is "always", "notice" (only with the number of a written notice or a legal basis) or "basis"
    (only with a legal basis or document number entered). The promised clock is stopped by every kind; a benchmark by
    none unless its definition says so.
    """

    key: str
    word: str
    party: str
    stops_statutory: str
    law: str = ""


_SPECIAL = "行政许可法45"
SUSPENSION_KINDS: tuple[SuspensionKind, ...] = (
    SuspensionKind("correction", "补正", "企业", "basis"),
    SuspensionKind("enterprise", "企业原因", "企业", "basis"),
    SuspensionKind("expert_review", "专家评审", "特别程序", "notice", _SPECIAL),
    SuspensionKind("hearing", "听证", "特别程序", "notice", _SPECIAL),
    SuspensionKind("tender", "招标", "特别程序", "notice", _SPECIAL),
    SuspensionKind("auction", "拍卖", "特别程序", "notice", _SPECIAL),
    SuspensionKind("inspection", "检验", "特别程序", "notice", _SPECIAL),
    SuspensionKind("testing", "检测", "特别程序", "notice", _SPECIAL),
    SuspensionKind("quarantine", "检疫", "特别程序", "notice", _SPECIAL),
    SuspensionKind("appraisal", "鉴定", "特别程序", "notice", _SPECIAL),
    SuspensionKind("publicity", "公示", "审批部门", "basis"),
    SuspensionKind("survey", "勘验", "审批部门", "basis"),
    SuspensionKind("force_majeure", "不可抗力", "不可归责", "always"),
)
_BY_NAME = {kind.key: kind for kind in SUSPENSION_KINDS} | {kind.word: kind for kind in SUSPENSION_KINDS}


def suspension_kind(name: str) -> SuspensionKind:
    """Find a kind by key or Chinese word; raises WrongUsage naming the kinds there are."""
    found = _BY_NAME.get(name.strip())
    if found is None:
        words = "、".join(kind.word for kind in SUSPENSION_KINDS)
        raise WrongUsage(f"没有“{name}”这种暂停，可选：{words}")
    return found


@dataclass(frozen=True, slots=True)
class Suspension:
    """One suspension of a step: from `first`, ended by a resumption on `resumed` (None while it lasts)."""

    event: str
    kind: SuspensionKind
    first: date
    resumed: date | None
    reason: str
    basis: str = ""

    def stops(self, clock: str) -> bool:
        """Whether the clock `promised` or `statutory` stands still (clock.md rule 5)."""
        if clock == "promised":
            return True
        return self.kind.stops_statutory == "always" or bool(self.basis)

    def pause(self) -> Pause | None:
        """The closed interval that is credited, None if empty or open: suspended on A, resumed on B means A to B−1."""
        if self.resumed is None or self.resumed <= self.first:
            return None
        return Pause(self.first, self.resumed - timedelta(days=1), f"{self.kind.word}暂停")
