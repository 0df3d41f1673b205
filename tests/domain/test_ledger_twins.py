"""Twins: what is found at once is what comparing with every row, one by one, would find."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.ledger import _BRACKETS_AND_DASHES, is_project_code, normalised
from desktop_app.domain.ledger_kind import ColumnType, LedgerColumn, LedgerKind
from desktop_app.domain.ledger_twins import Likeness, TwinFinder, called

NAME, DAY = LedgerColumn("name", "名称"), LedgerColumn("day", "日期", ColumnType.DAY)
CODE = LedgerColumn("code", "项目代码", field="project_code")
KIND = LedgerKind("a", "甲", "甲", "试验", (NAME, DAY, CODE), identity=("name", "day"))

Cells = Mapping[str, str]

_CELLS = st.fixed_dictionaries(
    {
        "name": st.sampled_from(
            [
                "",
                "甲",
                "甲公司",
                "山西甲有限公司",
                "山西省甲",
                "（甲）公司",
                "(甲)公司",
                "ABC",
                "abc项目",
                "AB-C",
                "有限公司",
            ]
        ),
        "day": st.sampled_from(["", "2026-11-02", "2026－11－02", "2026年11月"]),
        "code": st.sampled_from(["", "", "2023-141000-44-01-000001", "2023-141000-44-01-000002", "无"]),
    }
)


def _code(cells: Cells) -> str:
    return cells["code"] if is_project_code(cells["code"]) else ""


def _one_by_one(known: list[Cells], cells: Cells, *, likely: bool) -> tuple[int, Likeness, bool] | None:
    """The row found by comparing with each: by code, then by identity, then by likeness."""
    for at, one in enumerate(known):
        if _code(cells) and _code(one) == _code(cells):
            return at, Likeness.SAME, False
    if not cells["name"]:
        return None
    for likeness in (Likeness.SAME, Likeness.SIMILAR)[: 1 + likely]:
        found = [at for at, one in enumerate(known) if _tells(one, likeness) == _tells(cells, likeness)]
        found = [at for at in found if not (_code(cells) and _code(known[at]))]
        if found:
            return found[0], likeness, len(found) > 1
    return None


def _tells(cells: Cells, likeness: Likeness) -> tuple[str, ...]:
    finder: TwinFinder[int] = TwinFinder(KIND)
    return finder.signature(cells)[1] if likeness is Likeness.SAME else finder._loose(cells)


@given(st.lists(_CELLS, max_size=8), st.lists(_CELLS, max_size=4))
def test_found_as_by_comparing_with_each(known: list[Cells], asked: list[Cells]) -> None:
    finder: TwinFinder[int] = TwinFinder(KIND)
    rows: list[Cells] = []
    for cells in (*asked, None):
        if cells is not None:
            twin = finder.find(cells)
            expected = _one_by_one(rows, cells, likely=True)
            assert (None if twin is None else (twin.row, twin.likeness, twin.several)) == expected
        for one in known[: len(rows) + 3][len(rows) :]:
            finder.add(one, len(rows))
            rows.append(one)


@given(st.lists(_CELLS, max_size=8))
def test_a_row_is_added_unless_the_same_is_there(lines: list[Cells]) -> None:
    finder: TwinFinder[int] = TwinFinder(KIND)
    rows: list[Cells] = []
    for cells in lines:
        expected = _one_by_one(rows, cells, likely=False)
        assert finder.same_or_added(cells, len(rows)) == (None if expected is None else expected[0])
        if expected is None:
            rows.append(cells)


def test_likeness_is_of_names_and_a_row_is_called_by_its_identity() -> None:
    finder: TwinFinder[str] = TwinFinder(KIND)
    finder.extend([({"name": "山西甲科技有限公司", "day": "2026-11-02"}, "甲")])
    twin = finder.find({"name": "甲科技公司", "day": "2026-11-02"})
    assert twin is not None and (twin.row, twin.likeness) == ("甲", Likeness.SIMILAR)
    assert finder.find({"name": "甲科技公司", "day": "2026-11-03"}) is None
    assert called([NAME, DAY], {"name": "甲", "day": "2026-11-02"}, {}) == "甲、2026-11-02"
    assert called([NAME], {}, {}) == "这一行"


@given(st.text() | st.text(st.sampled_from("甲a0().,:;/-（）－Ａ A~[{")))
def test_what_needs_no_normalising_is_left_as_it_would_become(text: str) -> None:
    plain = unicodedata.normalize("NFKC", text.translate(_BRACKETS_AND_DASHES)).translate(_BRACKETS_AND_DASHES)
    assert normalised(text) == "".join(plain.split()).casefold()


def test_every_common_chinese_sign_is_normal() -> None:
    signs = "".join(map(chr, range(0x4E00, 0xA000)))
    assert unicodedata.normalize("NFKC", signs).casefold() == signs
