"""Notice files: the shape of the bundled years and plain text, in the encodings of Chinese offices."""

from pathlib import Path

import pytest

from desktop_app.catalog.calendars import load_notices
from desktop_app.catalog.notices import read_notice_file
from desktop_app.domain.notice_text import Stated
from desktop_app.domain.refusals import Refusal
from desktop_app.locations import resources

CALENDARS = resources() / "calendars"
NOTICES = load_notices(CALENDARS)


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice.year)
def test_bundled_files_read_as_they_are(notice):
    reading = read_notice_file(CALENDARS / f"{notice.year}.yaml", Stated(), ())
    assert (reading.notice, reading.problems, reading.remarks) == (notice, (), ())
    assert sum(run.count for run in reading.runs if not run.works) == len(notice.off)
    assert [run.first for run in reading.runs if run.works] == sorted(notice.work)


def test_a_file_with_holidays_missing_asks_for_a_look(tmp_path: Path):
    file = tmp_path / "2027.yml"
    file.write_text(
        "year: 2027\ndocument: 某文\nverified: false\noff:\n- {name: 元旦, first: 2027-01-01, last: 2027-01-03}\n",
        encoding="utf-8",
    )
    reading = read_notice_file(file, Stated(), ())
    assert reading.notice is not None
    assert "没有春节、清明节" in reading.remarks[0]


def test_a_wrong_file_is_refused_with_its_line(tmp_path: Path):
    file = tmp_path / "2027.yaml"
    file.write_text(
        "year: 2027\ndocument: 某文\nverified: true\noff:\n- {name: 元旦, first: 2027-01-32}\n", encoding="utf-8"
    )
    with pytest.raises(Refusal, match=r"2027\.yaml") as refused:
        read_notice_file(file, Stated(), ())
    assert "5" in str(refused.value)


TEXT = "2020年　延长2020年春节假期至2月3日（星期一）。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_text_in_any_usual_encoding(encoding, tmp_path: Path):
    file = tmp_path / "通知.txt"
    file.write_text(TEXT, encoding=encoding)
    reading = read_notice_file(file, Stated(document="某发〔2020〕9号"), NOTICES)
    assert reading.notice is not None, reading.problems
    assert reading.notice.amended_by == "某发〔2020〕9号"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "读不到文件"),
        (b" \r\n", "是空的"),
        (b"\x89PNG\r\n\x1a\n\xff\xff\xff", "不是文本"),
        (b"1" * 2_000_000, "太大"),
    ],
)
def test_what_is_not_a_notice_is_refused(content, sentence, tmp_path: Path):
    file = tmp_path / "通知.docx"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(Refusal, match=sentence):
        read_notice_file(file, Stated(), NOTICES)
