"""The ledger that is measured: as many rows as it says, with their derived columns."""

from bench import ledger_rows
from tests.desks import FRIDAY, Clock, new_desk


def test_the_ledger_has_exactly_the_rows_asked_for(tmp_path):
    desk = new_desk(tmp_path / "w", Clock(FRIDAY))
    ledger_rows.fill(desk, 3)
    rows = desk.entries.rows(ledger_rows.KIND)
    assert [row.cells["number"] for row in rows] == ["WT-2026-00000", "WT-2026-00001", "WT-2026-00002"]
    assert len(desk.entries.rows_at(ledger_rows.KIND, desk.now())) == 3
    desk.close()
