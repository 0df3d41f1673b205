"""What an import into a ledger shows: the columns of the file with what they are taken for, and what each row does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.application.entry_files import FileColumn, Taken
from desktop_app.application.entry_plan import Effect, OnConflict, PlannedRow
from desktop_app.domain.ledger_kind import ColumnType, LedgerKind, Source
from desktop_app.domain.ledger_twins import Likeness
from desktop_app.domain.ledger_value import words_of
from desktop_app.gui.models.paged import Column

_EFFECTS = {
    Effect.CREATED: "＋ 新增",
    Effect.UPDATED: "→ 更新",
    Effect.UNCHANGED: "= 不变",
    Effect.SKIPPED: "－ 跳过",
}
_LIKENESS = {
    Likeness.NONE: "",
    Likeness.TOKEN: "由本系统导出的行",
    Likeness.SAME: "台账里已有",
    Likeness.SIMILAR: "与台账相近",
    Likeness.IN_FILE: "文件里重复",
}
_DECIDED = {OnConflict.ASK: "待定", OnConflict.KEEP: "保留台账", OnConflict.TAKE: "采用文件"}
_TONES = {Effect.CREATED: "green", Effect.UPDATED: "strong", Effect.UNCHANGED: "faint", Effect.SKIPPED: "faint"}


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A column of the file with what it will be read as."""

    of: FileColumn
    taken: Taken
    kind: LedgerKind
    by_hand: bool = False

    @property
    def label(self) -> str:
        """The column of the ledger, or that it is not imported."""
        if not self.taken.key:
            return "不导入"
        column = self.kind.column(self.taken.key)
        return f"{column.label}（由程序得出，只用来认行）" if column.source is Source.DERIVED else column.label

    @property
    def unit(self) -> str:
        """The unit of its amounts, or that one has to be chosen."""
        if not self.taken.key or self.kind.column(self.taken.key).type is not ColumnType.AMOUNT:
            return ""
        return self.taken.unit or "请选定"

    @property
    def why(self) -> str:
        """Where the proposal comes from."""
        if self.by_hand:
            return "手工选定"
        if not self.taken.key:
            return ""
        if self.taken.key != self.of.key:
            return "与上次相同"
        if not self.of.letter:
            return "不在格子里"
        return "表头一致" if self.of.sure else "相近，请核对"


def _label_tone(line: ColumnLine) -> str:
    if not line.taken.key:
        return "faint"
    return "strong" if line.by_hand or line.of.sure or line.taken.key != line.of.key else "amber"


MAPPING_COLUMNS: tuple[Column[ColumnLine], ...] = (
    Column("letter", "列", 44, lambda line: line.of.letter),
    Column("header", "文件里的表头", 170, lambda line: line.of.header or "（没有表头）", stretch=True),
    Column("samples", "内容举例", 230, lambda line: "、".join(line.of.samples), stretch=True),
    Column("label", "对应台账的栏", 200, lambda line: line.label, tone=_label_tone, stretch=True),
    Column("unit", "金额单位", 84, lambda line: line.unit, tone=lambda line: "red" if line.unit == "请选定" else ""),
    Column("why", "依据", 130, lambda line: line.why, tone=lambda line: "amber" if "核对" in line.why else "soft"),
)


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row of the file with its effect, in words."""

    of: PlannedRow
    kind: LedgerKind
    names: Mapping[str, str]

    @property
    def told(self) -> str:
        """Every column it changes, old and new; conflicts with what was decided about them."""
        said = [
            f"{self._label(one.column)}：{self._words(one.column, one.old) or '空'} → "
            f"{self._words(one.column, one.new) or '空'}"
            for one in self.of.changes
        ]
        if self.of.effect is Effect.CREATED:
            said = [f"{self._label(one.column)} {self._words(one.column, one.new)}" for one in self.of.changes]
        said += [
            f"{self._label(one.column)}：台账“{self._words(one.column, one.ours) or '空'}”"
            f"与文件“{self._words(one.column, one.theirs) or '空'}”冲突，{_DECIDED[one.decided]}"
            for one in self.of.conflicts
            if one.decided is not OnConflict.TAKE
        ]
        return "；".join(said)

    @property
    def effect(self) -> str:
        """A sign and a word."""
        if any(one.decided is OnConflict.ASK for one in self.of.conflicts):
            return "! 冲突"
        return _EFFECTS[self.of.effect]

    @property
    def tone(self) -> str:
        """Its colour."""
        return "red" if self.effect.startswith("!") else _TONES[self.of.effect]

    def _label(self, key: str) -> str:
        return self.kind.column(key).label

    def _words(self, key: str, text: str) -> str:
        column = self.kind.column(key)
        if column.type is ColumnType.PROJECT:
            return self.names.get(text, text)
        unit = column.unit if column.type is ColumnType.AMOUNT and text else ""
        return words_of(column, text) + unit


ROW_COLUMNS: tuple[Column[RowLine], ...] = (
    Column("row", "行", 52, lambda line: str(line.of.row.number), right=True),
    Column("effect", "结果", 82, lambda line: line.effect, tone=lambda line: line.tone),
    Column("title", "哪一条", 220, lambda line: line.of.title, stretch=True),
    Column("twin", "怎样认出的", 128, lambda line: _LIKENESS[line.of.likeness], tone=lambda _line: "soft"),
    Column("told", "内容", 380, lambda line: line.told, stretch=True, tip=lambda line: line.told),
)
