"""The lists of an opened volume: words, colours, and a history that survives a foreign record."""

from desktop_app.application.volume_package import (
    RECORD,
    ContentsLine,
    OpenedVolume,
    PartCheck,
    PartState,
    VolumeVerdict,
)
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.volume import CONTENTS_COLUMNS, PART_COLUMNS, history_in


def test_lines_and_parts_say_their_state(qtmodeltester):
    lines = ListModel(CONTENTS_COLUMNS)
    lines.show_rows([ContentsLine("1", "BB-1", "中心", "服务单", "2026-11-20", "1—3", "已作废")])
    qtmodeltester.check(lines)
    by_key = {column.key: column for column in CONTENTS_COLUMNS}
    assert by_key["remark"].tone(lines.row_at(0)) == "red"
    state = PART_COLUMNS[0]
    said = {one: (state.show(PartCheck("x", "y", one)), state.tone(PartCheck("x", "y", one))) for one in PartState}
    assert said == {
        PartState.SAME: ("✓ 一致", "green"),
        PartState.ALTERED: ("▲ 被改动", "red"),
        PartState.MISSING: ("✕ 缺失", "red"),
        PartState.ADDED: ("◆ 多出", "amber"),
    }


def test_history_is_newest_first_and_empty_without_a_record():
    record = (
        b'{"steps": [{"matter": "A", "title": "\xe7\x94\xb2"}], "events": ['
        b'{"id": "1", "project_id": "p", "case_id": "c", "matter": "A", "verb": "accept", "on": "2026-11-02",'
        b' "at": "2026-11-02T10:00:00+08:00", "by": "x"},'
        b'{"id": "2", "project_id": "p", "case_id": "c", "matter": "A", "verb": "reverse", "on": "2026-11-03",'
        b' "at": "2026-11-03T10:00:00+08:00", "by": "x", "reverses": "1"}]}'
    )
    lines = history_in(OpenedVolume(VolumeVerdict.UNKNOWN, None, "", (), {RECORD: record}))
    assert [(line.event.id, line.title, line.gone) for line in lines] == [("2", "甲", False), ("1", "甲", True)]
    for broken in (b"", b"[]", b"{"):
        assert history_in(OpenedVolume(VolumeVerdict.UNKNOWN, None, "", (), {RECORD: broken})) == []
