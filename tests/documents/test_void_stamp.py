"""The stamp 作废: on every page of the copy, the text below stays readable, the same bytes every time."""

from __future__ import annotations

from desktop_app.documents import FormPrinter
from tests.documents.reading import page_texts
from tests.documents.test_mark import printed, scanned


def test_every_page_says_void_and_why_and_keeps_its_text() -> None:
    content = printed("service-sheet", "long")
    copy = FormPrinter().void_copy(content, "2026-11-23 作废，甲：企业名称有误")
    before, after = page_texts(content), page_texts(copy)
    assert len(after) == len(before) > 1
    for text, stamped in zip(before, after, strict=True):
        assert "作　废" in stamped and "企业名称有误" in stamped
        assert "".join(text.split())[:60] in "".join(stamped.split())


def test_the_copy_is_the_same_every_time_and_no_longer_the_original() -> None:
    content = printed("handover", "short")
    copies = {FormPrinter().void_copy(content, "打错了") for _ in range(2)}
    assert len(copies) == 1 and content not in copies


def test_the_stamp_is_seen_in_the_middle_of_the_page() -> None:
    content = printed("service-sheet", "blank")
    plain, stamped = scanned(content, 50), scanned(FormPrinter().void_copy(content, "打错了"), 50)
    before, after = plain.tobytes(), stamped.tobytes()
    changed = [
        (x, y)
        for x in range(0, plain.width, 2)
        for y in range(0, plain.height, 2)
        if before[y * plain.width + x] > after[y * plain.width + x] + 60
    ]
    assert len(changed) > 150
    assert abs(sum(x for x, _ in changed) / len(changed) - plain.width / 2) < plain.width / 10


def test_a_long_reason_is_broken_into_lines() -> None:
    why = "".join(chr(0x5000 + place) for place in range(120))
    copy = FormPrinter().void_copy(printed("handover", "short"), why)
    assert why in "".join(page_texts(copy)[0].split())
