"""OpenDocument sheets as LibreOffice and WPS write them: values, formulas, merged cells, and files that do harm."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.refusals import Refusal
from desktop_app.ledgers.files import OpenedFile, open_file
from tests.ledgers.open_documents import EMPTY, day, document, row, say


def refused(path: Path) -> str:
    with pytest.raises(Refusal) as caught:
        open_file(path)
    return str(caught.value)


def test_values_formulas_errors_and_merged_cells_stand_where_they_stand(tmp_path: Path) -> None:
    opened: OpenedFile = open_file(
        document(
            tmp_path / "a.ods",
            row(
                say("走访台账", ' table:number-columns-spanned="3" table:number-rows-spanned="1"'),
                '<table:covered-table-cell table:number-columns-repeated="2"/>',
            ),
            row(say("日期"), say("企业"), say("事项")),
            row(day("2026-11-03"), say("甲公司"), say("用地"), more=' table:number-rows-repeated="2"'),
            row('<table:table-cell table:number-columns-repeated="3"/>', more=' table:number-rows-repeated="3"'),
            row(EMPTY, say("乙公司"), say("=1+1", ' table:formula="of:=1+1"')),
            row(EMPTY, EMPTY, say("#REF!")),
            row(
                '<table:table-cell table:number-columns-repeated="1024"/>', more=' table:number-rows-repeated="1048500"'
            ),
        )
    )
    (grid,) = opened.grids
    assert grid.name == "台账"
    assert (grid.value(2, 0), grid.value(3, 1), grid.value(7, 1)) == (date(2026, 11, 3), "甲公司", "乙公司")
    assert grid.formulas == {(7, 2)} and grid.errors == {(8, 2): "#REF!"}
    assert grid.owner(0, 2) == (0, 0)


def test_the_file_is_known_by_what_it_is(tmp_path: Path) -> None:
    path = document(tmp_path / "a.ods", row(say("日期")))
    assert open_file(path.rename(tmp_path / "a.xlsx")).grids[0].value(0, 0) == "日期"
    wrong = tmp_path / "b.ods"
    wrong.write_bytes(b"hello")
    assert "不是真正的 .ods" in refused(wrong)


def test_a_cell_that_claims_a_billion_is_refused(tmp_path: Path) -> None:
    many = say("x", ' table:number-columns-repeated="16384"')
    bomb = document(tmp_path / "a.ods", row(many, more=' table:number-rows-repeated="1048576"'))
    assert "范围太大" in refused(bomb)


def test_what_is_locked_cut_short_or_no_xml_is_refused(tmp_path: Path) -> None:
    assert "密码" in refused(document(tmp_path / "a.ods", manifest="<manifest:encryption-data/>"))
    assert "已损坏" in refused(document(tmp_path / "b.ods", "<table:table-row>"))
    assert "已损坏" in refused(document(tmp_path / "c.ods", styled='<table:table table:name="台账"/>'))
    assert "已损坏" in refused(document(tmp_path / "d.ods", row(say("x", ' table:number-columns-repeated="-3"'))))
    whole = document(tmp_path / "e.ods", row(say("日期")))
    whole.write_bytes(whole.read_bytes()[:-200])
    assert "已损坏" in refused(whole)
