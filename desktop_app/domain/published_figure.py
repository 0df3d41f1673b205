"""Published figures 已发布的指标: a figure as it went out, frozen with its definition and inputs, and checked later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop_app.domain.indicator_figure import Counted, IndicatorFigure
from desktop_app.domain.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A published figure taken back because it was wrong; `successor` is the id of the figure that stands for it."""

    figure_id: str
    at: datetime
    by: str
    reason: str
    successor: str = ""

    @property
    def words(self) -> str:
        """已撤回（甲 2026-11-22：投资额录错）."""
        return f"已撤回（{self.by} {self.at:%Y-%m-%d}：{self.reason}）"


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """A figure that went out: everything it was computed from, when, by whom and for what (`note`).

    One that was wrong is kept and says so (`withdrawn`).
    """

    id: str
    figure: IndicatorFigure
    at: datetime
    by: str
    note: str = ""
    withdrawn: Withdrawal | None = None

    @property
    def name(self) -> str:
        """What it is told by among others: 开工率 89.6%，截至 2023-12-31，编号 3f09ac."""
        return f"{self.figure.indicator.name} {self.figure.words}，截至 {self.figure.as_of}，编号 {self.id[-6:]}"


def withdrawal(
    published: Sequence[PublishedFigure], figure_id: str, successor: str, reason: str, at: datetime, by: str
) -> Withdrawal:
    """Take a published figure back; of one that is withdrawn already the missing successor can still be named.

    Raises Refusal for an unknown figure, a missing reason or name, or a successor that cannot stand for it.
    """
    known = {one.id: one for one in published}
    if figure_id not in known:
        raise Refusal.say(f"没有编号为“{figure_id}”的已发布指标，请用 indicators published 查看")
    before = known[figure_id].withdrawn
    if before is not None and (before.successor or not successor):
        raise Refusal.say(f"{known[figure_id].name} 已由{before.by}在 {before.at:%Y-%m-%d} 撤回，无需重复")
    if not reason.strip() and before is None:
        raise Refusal.say("请写明为什么撤回，已发布的记录里会留下这个原因")
    if not by.strip():
        raise Refusal.say("请写明登记人")
    if successor:
        _require_successor(known, figure_id, successor)
    return Withdrawal(figure_id, at, by.strip(), reason.strip() or (before.reason if before else ""), successor)


def _require_successor(known: Mapping[str, PublishedFigure], figure_id: str, successor: str) -> None:
    if successor not in known:
        raise Refusal.say(f"没有编号为“{successor}”的已发布指标可以接替，请先发布更正后的数")
    if successor == figure_id:
        raise Refusal.say("一个数不能由它自己接替，请选更正后发布的那一个")
    if known[successor].withdrawn is not None:
        raise Refusal.say(f"{known[successor].name} 也已撤回，不能接替；请选没有撤回的")


@dataclass(frozen=True, slots=True)
class InputChange:
    """A fact of a project that differs between two computations, in canonical texts."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ProjectDifference:
    """What a project says differently: where it stood then and now, and which facts of it changed."""

    project_id: str
    name: str
    before: str
    now: str
    changes: tuple[InputChange, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureCheck:
    """A figure compared with what the same definition gives anew; `agrees` when both sides and the value are the same
    and no project changed its place."""

    published: PublishedFigure
    now: IndicatorFigure
    differences: tuple[ProjectDifference, ...]

    @property
    def agrees(self) -> bool:
        """Whether the figure can still be reproduced."""
        then = self.published.figure
        same = (then.numerator, then.denominator, then.value) == (
            self.now.numerator,
            self.now.denominator,
            self.now.value,
        )
        return same and not self.differences

    @property
    def words(self) -> str:
        """一致, or how it differs in one sentence."""
        then = self.published.figure
        if self.agrees:
            return "一致"
        if then.value == self.now.value and then.numerator == self.now.numerator:
            return f"结果相同，但有 {len(self.differences)} 个项目的数据有变"
        return f"不一致：发布时 {then.words}，重算 {self.now.words}，{len(self.differences)} 个项目有变"


def differing(before: Sequence[Counted], now: Sequence[Counted]) -> tuple[ProjectDifference, ...]:
    """The projects whose place or amounts differ between two computations, or facts that place or amounts rest on."""
    old = {one.project_id: one for one in before}
    new = {one.project_id: one for one in now}
    found = []
    for project_id in dict.fromkeys([*old, *new]):
        was, is_now = old.get(project_id), new.get(project_id)
        if _place(was) != _place(is_now):
            name = (is_now or was).name  # type: ignore[union-attr]
            changes = _changes(was.used if was else {}, is_now.used if is_now else {})
            then, later = place_words(was), place_words(is_now)
            later += "，数额有变" if then == later else ""
            found.append(ProjectDifference(project_id, name, then, later, changes))
    return tuple(found)


def _place(one: Counted | None) -> tuple[bool, bool, int, int]:
    if one is None:
        return False, False, 0, 0
    return one.in_numerator, one.in_denominator, one.numerator, one.denominator


def place_words(one: Counted | None) -> str:
    """Where a project stands in a figure: 分子和分母, 只在分母, 不计入."""
    if one is None or not (one.in_numerator or one.in_denominator):
        return "不计入"
    if one.in_numerator and one.in_denominator:
        return "计入分子和分母"
    return "只计入分子" if one.in_numerator else "只计入分母"


def _changes(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[InputChange, ...]:
    keys = dict.fromkeys([*old, *new])
    return tuple(
        InputChange(key, old.get(key, ""), new.get(key, "")) for key in keys if old.get(key, "") != new.get(key, "")
    )
