"""The adaptable texts: bundled until worded differently, versions kept, printed from then on, restored at will."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.application.desk import Desk
from desktop_app.application.wording import WordingService
from desktop_app.domain.refusals import Refusal
from tests.desks import Clock, opened
from tests.documents.reading import page_texts

KEY = "closing.statement"


def text_of(desk: Desk, key: str) -> str:
    return next(one.text for one in desk.wording.all() if one.bundled.key == key)


def test_the_bundled_text_counts_until_it_is_worded_differently(workspace: Desk, clock: Clock) -> None:
    before = text_of(workspace, KEY)
    kept = workspace.wording.reword(KEY, "双方确认。\n  \n材料已退。  ", "甲")
    assert kept.own is not None
    assert (kept.own.version, kept.own.recorded_by, kept.own.recorded_at) == (1, "甲", clock())
    assert text_of(workspace, KEY) == "双方确认。\n\n材料已退。"
    workspace.wording.reword(KEY, "第二版。", "乙")
    assert workspace.wording.restore(KEY, "乙").own is None
    assert text_of(workspace, KEY) == before
    assert [(one.version, one.text) for one in workspace.wording.history(KEY)] == [
        (1, "双方确认。\n\n材料已退。"),
        (2, "第二版。"),
        (3, ""),
    ]


def test_saying_the_same_again_keeps_no_version(workspace: Desk) -> None:
    bundled = text_of(workspace, KEY)
    assert workspace.wording.reword(KEY, bundled, "甲").own is None
    assert workspace.wording.restore(KEY, "甲").own is None
    assert workspace.wording.history(KEY) == []
    workspace.wording.reword(KEY, "本区的。", "甲")
    again = workspace.wording.reword(KEY, "本区的。", "甲")
    assert again.own is not None and again.own.version == 1
    assert workspace.wording.reword(KEY, bundled, "甲").own is None
    assert len(workspace.wording.history(KEY)) == 2


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("no.such", "x", "没有“no.such”这段文书文字，有：zone.authority"),
        (KEY, "  ", "“办结（终止）声明”不能留空"),
        (KEY, "长" * 6001, "太长：6001 字，最多 6000 字"),
        ("zone.window", "一\n二", "“办不成事.*只能写一行"),
        ("zone.window", "长" * 101, "最多 100 字"),
    ],
)
def test_a_text_that_cannot_be_used_is_refused(workspace: Desk, key: str, text: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        workspace.wording.reword(key, text, "甲")
    assert workspace.wording.all() == workspace.wording.all()
    assert all(one.own is None for one in workspace.wording.all())


def test_a_name_of_the_office_may_be_emptied_again(workspace: Desk) -> None:
    workspace.wording.reword("zone.window", "大厅 9 号窗口", "甲")
    workspace.wording.reword("zone.window", "", "甲")
    assert text_of(workspace, "zone.window") == ""


def test_a_newer_bundled_text_is_pointed_out(workspace: Desk) -> None:
    service = workspace.wording
    service.reword(KEY, "本区的。", "甲")
    newer = WordingService(
        service.open_work, lambda: tuple(replace(one, version="2099-01") for one in service.bundled()), service.now
    )
    outdated = [one.bundled.key for one in newer.all() if one.outdated]
    assert outdated == [KEY]
    assert text_of(workspace, KEY) == "本区的。"


def test_a_paper_carries_the_words_in_force_and_keeps_them(workspace: Desk) -> None:
    case = opened(workspace)
    answers = {"reason": "甲方提出终止"}
    before = workspace.documents.issue("closing", case.id, answers, "甲")
    workspace.wording.reword(KEY, "按本区办法交接完毕。", "甲")
    after = workspace.documents.issue("closing", case.id, answers, "甲")
    assert "按本区办法交接完毕。" in "".join(page_texts(after.content))
    assert "按本区办法交接完毕。" not in "".join(page_texts(before.content))
    assert workspace.documents.again(before.paper.number).content == before.content
