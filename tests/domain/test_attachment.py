"""Which files may be kept, and under which name."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.attachment import BEGINNINGS, LARGEST_FILE, LONGEST_NAME, check_file, ending, safe_name
from desktop_app.domain.refusals import Refusal

PDF = b"%PDF-1.7\n"


@pytest.mark.parametrize(
    ("raw", "safe"),
    [
        ("土地证.pdf", "土地证.pdf"),
        ("../../etc/土地证.pdf", "土地证.pdf"),
        (r"C:\Users\甲\扫描\土地证.PDF", "土地证.pdf"),
        ("a\x00b\n.pdf", "ab.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("con.pdf", "_con.pdf"),
        ("LPT1.tar.pdf", "_LPT1.tar.pdf"),
        (' a<b>|"?*:.pdf ', "a_b______.pdf"),
        ("名称.pdf. . ", "名称.pdf"),
        ("没有扩展名", "没有扩展名"),
    ],
)
def test_a_name_keeps_what_can_be_shown_and_nothing_else(raw, safe):
    assert safe_name(raw) == safe


def test_a_name_of_nothing_is_refused():
    with pytest.raises(Refusal, match="无法使用，请改名"):
        safe_name("/..\u200b/ . ")


@given(raw=st.text(min_size=1, max_size=300))
def test_no_name_leads_anywhere(raw):
    try:
        safe = safe_name(raw)
    except Refusal:
        return
    assert 0 < len(safe) <= max(LONGEST_NAME, len(ending(safe)))
    assert not set(safe) & set('/\\:<>|"?*')
    assert not any(unicodedata.category(sign).startswith("C") for sign in safe)
    assert safe_name(safe) == safe


@pytest.mark.parametrize("end", BEGINNINGS)
def test_every_kind_that_is_kept_begins_as_its_name_says(end):
    for beginning in BEGINNINGS[end]:
        assert check_file(f"扫描{end.upper()}", beginning + b"rest") == f"扫描{end}"
    with pytest.raises(Refusal, match="可能改过扩展名或已损坏"):
        check_file(f"扫描{end}", b"MZ\x90\x00")


@pytest.mark.parametrize("name", ["证.exe", "证.pdf.exe", "证.zip", "证.docm", "证", "证.lnk", "证.html", "证.svg"])
def test_what_could_be_run_or_hides_others_is_not_kept(name):
    with pytest.raises(Refusal, match="这种文件不能附，只收 pdf"):
        check_file(name, PDF)


def test_an_empty_and_a_huge_file_are_refused():
    with pytest.raises(Refusal, match="是空文件"):
        check_file("证.pdf", b"")
    with pytest.raises(Refusal, match="超过 50 MB"):
        check_file("证.pdf", PDF.ljust(LARGEST_FILE + 1))
    assert check_file("证.pdf", PDF.ljust(LARGEST_FILE)) == "证.pdf"
