"""Planning of imports 导入试算: decides what every row of a file does to a ledger as it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop_app.application.entry_exports import row_id
from desktop_app.application.entry_files import FileReading, FileRow, FileTable
from desktop_app.application.entry_plan import (
    Conflict,
    Effect,
    EntryPlan,
    ImportChoice,
    OnConflict,
    OnDuplicate,
    PlannedRow,
    Stated,
)
from desktop_app.application.entry_values import ProjectNames, may_write, missing
from desktop_app.application.ledger_rows import LedgerRowNow
from desktop_app.domain.ledger import LedgerProblem
from desktop_app.domain.ledger_cell import cell_of, read_back
from desktop_app.domain.ledger_entry import ValueChange
from desktop_app.domain.ledger_kind import ColumnType, LedgerColumn, LedgerKind, RowsOf, Source
from desktop_app.domain.ledger_twins import Likeness, Signature, Twin, TwinFinder, called
from desktop_app.domain.ledger_value import ValueProblem, partial_of, words_of

_SAYS_ITSELF = frozenset({ColumnType.TEXT, ColumnType.LONG, ColumnType.CHOICE, ColumnType.DAY, ColumnType.DATE})
"""The columns whose canonical texts are the words people read."""


class Planner:
    """Plans the import of one table into one ledger as it stands."""

    def __init__(
        self,
        kind: LedgerKind,
        table: FileTable,
        choice: ImportChoice,
        known: Sequence[LedgerRowNow],
        names: ProjectNames,
    ) -> None:
        self._kind = kind
        self._table = table
        self._choice = choice
        self._names = names
        self._known = {row_id(one): one for one in known}
        self._twins: TwinFinder[LedgerRowNow] = TwinFinder(kind)
        self._twins.extend((one.cells, one) for one in known)
        self._earlier: TwinFinder[FileRow] = TwinFinder(kind, self._twins)
        self._claimed: dict[str, FileRow] = {}
        self._as_known: set[str] = set()
        self._unmapped: dict[str, None] = {}
        # The program numbers these itself, and a new project has at least a name.
        self._serials = {one.key: "0" for one in kind.columns if one.serial}
        named = kind.columns if kind.rows is RowsOf.PROJECTS else ()
        self._names_of_projects = {one.key: one.label for one in named if one.field == "name"}
        self._problems: list[LedgerProblem] = []
        letters = {one.place: one.letter for one in table.columns}
        self._letters = {one.key: letters.get(one.place, "") for one in choice.columns if one.key}
        self._columns = {one.key: kind.column(one.key) for one in choice.columns if one.key}
        self._identity = [kind.column(key) for key in kind.identity]
        self._says_itself = all(one.type in _SAYS_ITSELF for one in self._identity)
        self._derived = frozenset(key for key, one in self._columns.items() if one.source is Source.DERIVED)
        self._projects = frozenset(key for key, one in self._columns.items() if one.type is ColumnType.PROJECT)
        required = frozenset(one.key for one in kind.columns if one.required and one.source is Source.ENTERED)
        self._required = (required - self._serials.keys()) | self._names_of_projects.keys()
        self._headline = self._letters.get(kind.headline.key) or next(iter(self._letters.values()), "A")

    def plan(self, reading: FileReading) -> EntryPlan:
        """What every row does; nothing is stored."""
        self._problems += reading.problems
        # Rows with a token go first: they know which row they are, others must not claim it.
        returned = {at: self._planned(row) for at, row in enumerate(reading.rows) if row.token is not None}
        planned = [returned.get(at) or self._planned(row) for at, row in enumerate(reading.rows)]
        self._tell_unmapped()
        gone = [
            self._known[one]
            for one in dict.fromkeys(self._table.kept)
            if one in self._known and one not in self._claimed
        ]
        return EntryPlan(
            tuple(planned),
            tuple(sorted(self._problems, key=self._place)),
            tuple(gone),
        )

    def _place(self, problem: LedgerProblem) -> int:
        digits = problem.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return int(digits) if digits else 0

    def _say(self, row: FileRow, key: str, message: str, *, blocks: bool) -> None:
        letter = self._letters.get(key) or self._headline
        level = "error" if blocks else "warning"
        self._problems.append(LedgerProblem(self._table.sheet, f"{letter}{row.number}", level, message))

    # --- which row --------------------------------------------------------------------------------------------------

    def _planned(self, row: FileRow) -> PlannedRow:
        before = self._known.get(row.token.id) if row.token is not None else None
        if before is not None and row_id(before) not in self._claimed:
            self._claimed[row_id(before)] = row
            return self._returned(row, before)
        if row.token is not None:
            why = "是复制出来的" if before is not None else "原来的一行已经不在台账里"
            self._say(row, "", f"这一行{why}，按没有行号的新行处理", blocks=False)
        resolved = self._resolved(row)
        signature = self._twins.signature(resolved)
        twin = self._twins.find(resolved, signature)
        if twin is None:
            return self._new(row, resolved, signature)
        decision = self._choice.rows.get(row.number) or (
            self._choice.same if twin.likeness is Likeness.SAME else self._choice.similar
        )
        return self._matched(row, resolved, twin, decision)

    def _matched(
        self, row: FileRow, resolved: Mapping[str, str], twin: Twin[LedgerRowNow], decision: OnDuplicate
    ) -> PlannedRow:
        title = called(self._identity, twin.row.cells, twin.row.words)
        is_settled = row.number in self._choice.rows
        if decision is OnDuplicate.SKIP:
            return PlannedRow(row, Effect.SKIPPED, title, twin.row, twin.likeness)
        if decision is OnDuplicate.ADD and not (twin.likeness is Likeness.SAME and self._comes_by_itself):
            if twin.likeness is Likeness.SIMILAR and not is_settled:
                self._say(row, "", f"与台账里的“{title}”相近，按新增处理；如是同一条请改选“合并”", blocks=False)
            return self._new(row, resolved, self._twins.signature(resolved), twin)
        if twin.several:
            self._say(row, "", f"台账里有几行都是“{title}”，分不清该并到哪一行；请先在台账里区分开", blocks=True)
        first = self._claimed.setdefault(row_id(twin.row), row)
        return self._merged(row, resolved, twin) if first is row else self._told_again(row, resolved, twin, first)

    def _told_again(
        self, row: FileRow, resolved: Mapping[str, str], twin: Twin[LedgerRowNow], first: FileRow
    ) -> PlannedRow:
        """A second row of the file for one row of the ledger: harmless while both say the same, or nothing new."""
        title, both_known = called(self._identity, twin.row.cells, twin.row.words), row_id(twin.row) in self._as_known
        alike = _stated(row) == _stated(first)
        merged = self._merged(row, resolved, twin)
        if alike or (both_known and merged.effect is Effect.UNCHANGED):
            said = "完全相同" if alike else f"是台账里的同一条“{title}”，都没有改动"
            self._say(row, "", f"与第 {first.number} 行{said}，只导入一行", blocks=False)
            return PlannedRow(row, Effect.SKIPPED, title, likeness=Likeness.IN_FILE)
        self._say(row, "", f"与第 {first.number} 行是台账里的同一条“{title}”；请删去一行或改正", blocks=True)
        return merged

    @property
    def _comes_by_itself(self) -> bool:
        return self._kind.rows in (RowsOf.PROJECTS, RowsOf.CASES)

    # --- what it does -----------------------------------------------------------------------------------------------

    def _resolved(self, row: FileRow) -> Mapping[str, str]:
        """The cells of a row with projects by their ids; every cell that cannot be taken is told."""
        if not row.problems and not self._projects:
            return row.values if all(row.values.values()) else {key: text for key, text in row.values.items() if text}
        found: dict[str, str] = {}
        for key, text in row.values.items():
            problem = row.problems.get(key)
            if problem is not None:
                self._say(row, key, self._named(key, problem.message), blocks=problem.blocks)
                if problem.blocks:
                    continue
            if text:
                found[key] = self._project(row, key, text)
        return {key: text for key, text in found.items() if text}

    def _named(self, key: str, message: str) -> str:
        return f"{self._columns[key].label}：{message}"

    def _project(self, row: FileRow, key: str, text: str) -> str:
        if not self._is_project(key):
            return text
        try:
            return self._names.id_of(text)
        except ValueProblem as problem:
            self._say(row, key, self._named(key, f"{problem}；或把这一栏选为“不导入”"), blocks=True)
            return ""

    def _new(
        self,
        row: FileRow,
        resolved: Mapping[str, str],
        signature: Signature,
        twin: Twin[LedgerRowNow] | None = None,
    ) -> PlannedRow:
        values = resolved
        if self._derived:
            values = {key: text for key, text in resolved.items() if key not in self._derived}
            signature = self._twins.signature(values)
        title = self._title(row, values)
        if self._kind.rows is RowsOf.CASES:
            self._say(
                row, "", f"台账里没有“{title}”；“{self._kind.name}”的行随代办件自动列入，请先开办代办件", blocks=True
            )
        near = self._earlier.find(values, signature)
        earlier = self._earlier.same_or_added(values, row, signature)
        if earlier is not None:
            return self._repeated(row, values, earlier, title)
        if near is not None and row.number not in self._choice.rows:
            said = f"与第 {near.row.number} 行的“{self._title(near.row, near.row.values)}”相近，按新增处理"
            self._say(row, "", f"{said}；如是同一条，请先在文件里并成一行", blocks=False)
        if not self._required <= values.keys():
            self._refuse_missing(row, values)
        return PlannedRow(row, Effect.CREATED, title, None, twin.likeness if twin else Likeness.NONE, Stated(values))

    def _title(self, row: FileRow, values: Mapping[str, str]) -> str:
        words = values
        if not self._says_itself:
            words = {key: row.values[key] for key in self._projects & values.keys()}
        return called(self._identity, values, words)

    def _refuse_missing(self, row: FileRow, values: Mapping[str, str]) -> None:
        """Say what a new row lacks; a cell that could not be taken has been told, a column of none is told once."""
        lacking = missing(self._kind, {**self._serials, **values})
        lacking += [label for key, label in self._names_of_projects.items() if not values.get(key)]
        if not lacking:
            return
        told = {self._columns[key].label for key, problem in row.problems.items() if problem.blocks}
        mapped = {one.label for one in self._columns.values()}
        self._unmapped |= {label: None for label in lacking if label not in mapped}
        labels = [label for label in lacking if label in mapped - told]
        if labels:
            self._say(row, "", f"缺少必填的“{'”“'.join(labels)}”；请补填，或核对各栏的对应", blocks=True)

    def _tell_unmapped(self) -> None:
        if not self._unmapped:
            return
        message = f"没有一列对应必填的“{'”“'.join(self._unmapped)}”；请选定是哪一列，或在文件里补上这一列"
        self._problems.append(
            LedgerProblem(self._table.sheet, f"{self._headline}{self._table.last_row}", "error", message)
        )

    def _is_project(self, key: str) -> bool:
        return key in self._projects

    def _repeated(self, row: FileRow, values: Mapping[str, str], first: FileRow, title: str) -> PlannedRow:
        if _stated(row) == _stated(first):
            self._say(row, "", f"与第 {first.number} 行完全相同，只导入一行", blocks=False)
            return PlannedRow(row, Effect.SKIPPED, title, likeness=Likeness.IN_FILE)
        if self._choice.rows.get(row.number) is OnDuplicate.ADD and not self._comes_by_itself:
            return PlannedRow(row, Effect.CREATED, title, None, Likeness.IN_FILE, Stated(values))
        if self._choice.rows.get(row.number) is not OnDuplicate.SKIP:
            self._say(row, "", f"与第 {first.number} 行是同一条“{title}”，内容却不同；请删去一行或改正", blocks=True)
        return PlannedRow(row, Effect.SKIPPED, title, likeness=Likeness.IN_FILE)

    def _merged(self, row: FileRow, resolved: Mapping[str, str], twin: Twin[LedgerRowNow]) -> PlannedRow:
        """A row without a token changes what it states; an empty cell says nothing, a vaguer date no more."""
        changes = []
        for key, text in resolved.items():
            old, column = twin.row.cells.get(key, ""), self._columns[key]
            if text != old and not _says_no_more(column, text, old) and self._may_change(row, twin.row, key, old, text):
                changes.append(ValueChange(key, old, text))
        return self._result(row, twin.row, twin.likeness, changes, [])

    def _returned(self, row: FileRow, before: LedgerRowNow) -> PlannedRow:
        """A row of an export: what it says otherwise than when it was exported is a change, an emptied cell too."""
        changes, conflicts = [], []
        for key, written in row.values.items():
            if key in self._derived or row.token is None or row.token.unchanged(key, written):
                continue
            text, old = self._checked(row, key, written), before.cells.get(key, "")
            if text is None or text == old or (not text and key not in row.token.digests):
                continue
            if not self._may_change(row, before, key, old, text):
                continue
            if key in row.token.digests and not row.token.unchanged(key, self._exported(before, key)):
                conflict = self._conflict(row, key, old, text)
                conflicts.append(conflict)
                if conflict.decided is not OnConflict.TAKE:
                    continue
            changes.append(ValueChange(key, old, text))
        self._refuse_another(row, before, changes)
        return self._result(row, before, Likeness.TOKEN, changes, conflicts)

    def _refuse_another(self, row: FileRow, before: LedgerRowNow, changes: Sequence[ValueChange]) -> None:
        """A row that is given what tells another one (its number) would be that one from then on."""
        if self._kind.rows is not RowsOf.ENTRIES or not any(one.column in self._kind.identity for one in changes):
            return
        values = {**before.cells, **{one.column: one.new for one in changes}}
        twin = self._twins.find(values, self._twins.signature(values))
        if twin is not None and twin.likeness is Likeness.SAME and row_id(twin.row) != row_id(before):
            title = called(self._identity, twin.row.cells, twin.row.words)
            self._say(row, "", f"改了以后与台账里的“{title}”是同一条；请改正，或到台账里改那一行", blocks=True)

    def _checked(self, row: FileRow, key: str, written: str) -> str | None:
        """A changed cell with its project found; None when it cannot be taken, which has been told."""
        problem = row.problems.get(key)
        if problem is not None:
            self._say(row, key, self._named(key, problem.message), blocks=problem.blocks)
            if problem.blocks:
                return None
        if not written and self._columns[key].required:
            self._say(row, key, self._named(key, "必须填写，不能清空"), blocks=True)
            return None
        if not written or not self._is_project(key):
            return written
        return self._project(row, key, written) or None

    def _exported(self, before: LedgerRowNow, key: str) -> str:
        column = self._columns[key]
        return read_back(column, cell_of(column, before.cells.get(key, ""), before.words.get(key, "")))

    def _may_change(self, row: FileRow, before: LedgerRowNow, key: str, old: str, new: str) -> bool:
        column = self._columns[key]
        if column.source is Source.DERIVED:
            return False
        by_acts = self._kind.flow is not None and not column.inline
        if not by_acts and may_write(self._kind, column, follows=before.follows):
            return True
        how = "由办理动作记下" if by_acts else "由程序得出"
        told = f"{how}，没有改动（台账：{self._words(key, old)}，文件：{self._words(key, new)}）"
        self._say(row, key, self._named(key, told), blocks=False)
        return False

    def _words(self, key: str, text: str) -> str:
        """A canonical text in a sentence; a project by its name."""
        return (self._names.name_of(text) if self._is_project(key) else words_of(self._columns[key], text)) or "未填"

    def _conflict(self, row: FileRow, key: str, ours: str, theirs: str) -> Conflict:
        decided = self._choice.cells.get((row.number, key), self._choice.conflicts)
        if decided is OnConflict.ASK:
            told = (
                f"导出以后别人已改成“{self._words(key, ours)}”，文件里是“{self._words(key, theirs)}”；"
                "请选“保留台账”或“采用文件”"
            )
            self._say(row, key, self._named(key, told), blocks=True)
        return Conflict(key, ours, theirs, decided)

    def _result(
        self,
        row: FileRow,
        before: LedgerRowNow,
        likeness: Likeness,
        changes: Sequence[ValueChange],
        conflicts: Sequence[Conflict],
    ) -> PlannedRow:
        effect = Effect.UPDATED if changes else Effect.UNCHANGED
        if not (changes or conflicts):
            self._as_known.add(row_id(before))
        title = called(self._identity, before.cells, before.words)
        return PlannedRow(row, effect, title, before, likeness, tuple(changes), tuple(conflicts))


def _stated(row: FileRow) -> Mapping[str, str]:
    """What a row of the file says; an empty cell says nothing."""
    return {key: text for key, text in row.values.items() if text}


def _says_no_more(column: LedgerColumn, new: str, old: str) -> bool:
    """Whether a date of a file only says, less exactly, what is known."""
    if column.type is not ColumnType.DATE or not old:
        return False
    mine, known = partial_of(new), partial_of(old)
    return mine is not None and known is not None and mine.says_no_more_than(known)
