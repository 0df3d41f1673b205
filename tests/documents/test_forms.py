"""The printed forms as an office receives them: text, pages, fonts, seal area, bytes."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.units import mm

from desktop_app.application.form_data import DeliveryList, ServiceSheet
from desktop_app.application.forms.registry import FORM_SPECS
from desktop_app.documents import FORMS, FormPrinter
from desktop_app.documents.paper import MARGIN, PAGE_HEIGHT, PAGE_WIDTH
from desktop_app.domain.refusals import Refusal
from tests.documents.reading import (
    character_boxes,
    font_objects,
    grey_page,
    page_sizes,
    page_texts,
    referred,
    stream,
)
from tests.documents.samples import GONE, LONG, LONG_LIST, ODD, SAMPLES, SHORT, SHORT_LIST
from tests.documents.write_golden import GOLDEN, golden_text

OLD = ("service-sheet", "handover")
every_sample = pytest.mark.parametrize(("form", "sample"), list(SAMPLES))


def printed(form: str, sample: str) -> bytes:
    return FormPrinter().render(form, SAMPLES[form, sample]).content


@every_sample
def test_the_text_is_the_golden_text(form: str, sample: str) -> None:
    assert golden_text(printed(form, sample)) == (GOLDEN / f"{form}-{sample}.txt").read_text(encoding="utf-8")


@every_sample
def test_every_font_is_an_embedded_subset_that_can_be_copied_from(form: str, sample: str) -> None:
    content = printed(form, sample)
    found = font_objects(content)
    assert len(found) >= 3
    for font in found:
        assert re.search(rb"/BaseFont\s*/[A-Z]{6}\+", font)
        descriptor = referred(content, font, rb"/FontDescriptor")
        assert stream(referred(content, descriptor, rb"/FontFile2")).startswith(b"\x00\x01\x00\x00")
        assert b"begincmap" in stream(referred(content, font, rb"/ToUnicode"))
    assert b"Helvetica" not in content


@every_sample
def test_all_text_lies_inside_the_margins(form: str, sample: str) -> None:
    content = printed(form, sample)
    sizes = page_sizes(content)
    outside = [
        (page, char)
        for page, char, (left, bottom, right, top) in character_boxes(content)
        if left < MARGIN - 1
        or right > sizes[page][0] - MARGIN + 1
        or bottom < 10 * mm
        or top > sizes[page][1] - 10 * mm
    ]
    assert outside == []


@every_sample
def test_no_word_for_nothing_is_printed(form: str, sample: str) -> None:
    text = "".join(page_texts(printed(form, sample)))
    assert "None" not in text
    assert "()" not in text


@pytest.mark.parametrize(
    ("form", "header"),
    [
        ("service-sheet", r"序号 事　项 办理部门 代办员 受理 法定时限"),
        ("handover", "序号 证照批文名称 文　号 发证机关"),
    ],
)
def test_long_forms_repeat_header_row_number_and_pages(form: str, header: str) -> None:
    pages = page_texts(printed(form, "long"))
    numbers = {"service-sheet": LONG.number, "handover": LONG_LIST.number}
    assert len(pages) >= 3
    for number, text in enumerate(pages, 1):
        assert f"第 {number} 页 共 {len(pages)} 页" in text
        assert f"编号：{numbers[form]}" in text
        assert "演示数据" in text
        assert ("（续）" in text) == (number > 1)
    with_rows = [text for text in pages if re.search(r"^\d+ ?\n?(企业设立|建设|营业|山西|关于)", text, re.MULTILINE)]
    assert len(with_rows) >= 3
    assert [header in text for text in with_rows] == [True] * len(with_rows)


def test_every_step_of_a_long_sheet_is_printed_once_and_in_order() -> None:
    text = "\n".join(page_texts(printed("service-sheet", "long")))
    numbers = [int(found) for found in re.findall(r"^(\d+) (?:企业|建|节能)", text, re.MULTILINE)]
    assert numbers == [step.number for step in LONG.steps]


def test_a_real_sheet_of_six_steps_is_one_page() -> None:
    assert FormPrinter().render("service-sheet", SHORT).pages == 1


@pytest.mark.parametrize("form", OLD)
def test_what_cannot_be_printed_is_marked_named_and_reported(form: str) -> None:
    result = FormPrinter().render(form, SAMPLES[form, "odd"])
    text = "".join(page_texts(result.content))
    assert result.unprintable == (GONE,)
    assert "喆堃垚镕〓科技有限责" in text
    assert "以下字符本机字库无法打印：〓（U+3134A）" in text
    assert FormPrinter().render(form, SAMPLES[form, "short"]).unprintable == ()


def test_unverified_limits_are_tagged_and_explained_only_where_there_are_any() -> None:
    text = "".join(page_texts(printed("service-sheet", "short")))
    assert text.count("待核") == 2
    verified = replace(SHORT, steps=tuple(replace(step, unverified=False) for step in SHORT.steps))
    assert "待核" not in "".join(page_texts(FormPrinter().render("service-sheet", verified).content))


def test_a_provisional_date_is_explained() -> None:
    assert "放假安排尚未公布" in "".join(page_texts(printed("service-sheet", "odd")))
    assert "放假安排尚未公布" not in "".join(page_texts(printed("service-sheet", "short")))


def test_the_demonstration_mark_is_only_on_demonstration_data() -> None:
    assert "演示数据" not in "".join(page_texts(printed("service-sheet", "short")))


@pytest.mark.parametrize(("copies", "words"), [(1, "本单一份。"), (2, "本单一式两份，"), (3, "本单一式三份。")])
def test_the_number_of_copies_is_said(copies: int, words: str) -> None:
    sheet = FormPrinter().render("service-sheet", replace(SHORT, copies=copies))
    assert words in page_texts(sheet.content)[0]


@pytest.mark.parametrize("form", OLD)
def test_a_square_of_45_mm_beside_the_seal_label_is_clear_of_text(form: str) -> None:
    content = printed(form, "short")
    characters = [(char, box) for page, char, box in character_boxes(content) if page == 0]
    boxes = [box for _char, box in characters]
    label_top = PAGE_HEIGHT - next(box[3] for char, box in characters if char == "盖" and box[0] > PAGE_WIDTH / 2)
    raster, width, _height = grey_page(content, 0, scale=1.0)
    grey = [(place % width, place // width) for place, shade in enumerate(raster) if 120 < shade < 240]
    seal = [
        (x, y)
        for x, y in grey
        if PAGE_WIDTH / 2 + 40 * mm < x < PAGE_WIDTH - MARGIN - 3 and label_top < y < label_top + 50 * mm
    ]
    middle_x = (min(x for x, _ in seal) + max(x for x, _ in seal)) / 2
    middle_y = (max(y for _, y in seal) + min(y for _, y in seal)) / 2
    assert width == pytest.approx(PAGE_WIDTH, abs=2)
    side = 45 * mm / 2
    inside = [
        box
        for box in boxes
        if box[2] > middle_x - side
        and box[0] < middle_x + side
        and box[3] > PAGE_HEIGHT - middle_y - side
        and box[1] < PAGE_HEIGHT - middle_y + side
    ]
    assert inside == []


@pytest.mark.parametrize("sign", ["退件", "撤回"])
def test_drawn_lamp_signs_leave_ink_beside_their_word(sign: str) -> None:
    # No font has ✕ or ↩: text extraction cannot see them, so look at the ink left of the word.
    content = printed("service-sheet", "odd")
    word = [box for page, char, box in character_boxes(content) if page == 0 and char == sign[0] and box[0] > 480]
    scale = 3.0
    raster, width, _height = grey_page(content, 0, scale)
    left, bottom, _right, top = word[0]
    columns = range(int((left - 11) * scale), int((left - 3) * scale))
    rows = range(int((PAGE_HEIGHT - top) * scale), int((PAGE_HEIGHT - bottom) * scale))
    dark = sum(raster[row * width + column] < 128 for row in rows for column in columns)
    assert dark > 20


def test_the_file_describes_itself() -> None:
    content = printed("service-sheet", "short")
    document = pypdfium2.PdfDocument(content)
    facts = document.get_metadata_dict()
    document.close()
    assert (facts["Title"], facts["Author"], facts["Subject"], facts["Creator"]) == (
        "项目帮办代办服务单",
        SHORT.centre,
        SHORT.number,
        "帮办台",
    )
    assert re.search(rb"/Lang\s*\(zh-CN\)", content)


def test_pages_are_a4_portrait() -> None:
    document = pypdfium2.PdfDocument(printed("service-sheet", "long"))
    sizes = {tuple(round(side) for side in page.get_size()) for page in document}
    document.close()
    assert sizes == {(595, 842)}


@every_sample
def test_the_same_data_gives_the_same_bytes(form: str, sample: str) -> None:
    assert printed(form, sample) == printed(form, sample)


def test_another_process_gives_the_same_bytes() -> None:
    program = (
        "import hashlib; from tests.documents.samples import ODD; from desktop_app.documents import FormPrinter; "
        "print(hashlib.sha256(FormPrinter().render('service-sheet', ODD).content).hexdigest())"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).resolve().parents[2],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    answers.add(hashlib.sha256(FormPrinter().render("service-sheet", ODD).content).hexdigest())
    assert len(answers) == 1


@pytest.mark.parametrize("data", [SHORT, SHORT_LIST])
def test_a_name_longer_than_a_page_still_prints(data: ServiceSheet | DeliveryList) -> None:
    form = "service-sheet" if isinstance(data, ServiceSheet) else "handover"
    result = FormPrinter().render(form, replace(data, project="很长的名称" * 900, centre="中心" * 80))
    text = "".join(page_texts(result.content)).replace("\n", "")
    assert text.count("很长的名称") + text.count("很长的名") >= 880
    assert result.pages >= 3


def test_an_unknown_form_is_refused_with_the_known_ones() -> None:
    with pytest.raises(Refusal) as refused:
        FormPrinter().render("no-such-form", SHORT)
    assert "service-sheet" in refused.value.facts["sentence"]  # type: ignore[operator]


def test_every_form_is_listed_under_its_key_and_code() -> None:
    assert {key: (form.code, form.title) for key, form in FORMS.items()} == {
        key: (spec.code, spec.title) for key, spec in FORM_SPECS.items()
    }
    assert all(key == form.key for key, form in FORMS.items())
