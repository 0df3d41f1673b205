"""Year files: what the shipped ones say, and a complaint with file and line for every kind of mistake."""

from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest

from desktop_app.catalog.calendars import load_notices, load_statutory, read_notice
from desktop_app.domain.calendar import DayOverride
from desktop_app.domain.refusals import Damaged, Refusal
from desktop_app.locations import resources
from tests.bundled_calendar import bundled_calendar

FOLDER = resources() / "calendars"
GOOD = """\
year: 2026
document: 国办发明电〔2025〕7号
verified: true
issued: 2025-11-04
off:
  - {name: 元旦, first: 2026-01-01, last: 2026-01-03}
work:
  - 2026-01-04
"""


def write(folder: Path, text: str, name: str = "2026.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_years_each_have_one_document() -> None:
    notices = load_notices(FOLDER)
    assert [notice.year for notice in notices] == list(range(2018, 2027))
    assert len({notice.document for notice in notices}) == 9
    assert all(notice.document.startswith(f"国办发明电〔{notice.year - 1}〕") for notice in notices)
    assert [notice.year for notice in notices if notice.verified] == [2024, 2025, 2026]
    assert {notice.year for notice in notices if notice.amended_by} == {2019, 2020}
    assert all(notice.issued and notice.url for notice in notices if notice.verified)


def test_every_day_off_of_the_shipped_years_has_the_name_of_its_holiday() -> None:
    known = {"元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"}
    for notice in load_notices(FOLDER):
        assert {day for block in notice.blocks for day in block.days()} == notice.off
        assert {name for block in notice.blocks for name in block.name.split("、")} == known


def test_the_computed_holidays_agree_with_a_library() -> None:
    statutory = load_statutory(FOLDER)
    assert sorted(statutory) == list(range(2027, 2041))
    for year, days in statutory.items():
        names = {day: name for day, name in holidays.country_holidays("CN", years=year, language="zh_CN").items()}
        for day, name in days.items():
            assert name[:2] in names[day] or (name == "春节" and "除夕" in names[day])
        assert sorted(days.values()) == sorted(["春节"] * 4 + ["清明节", "端午节", "中秋节"])
        eve = min(day for day, name in days.items() if name == "春节")
        assert all(days[eve + timedelta(days=n)] == "春节" for n in range(4))


def test_a_calendar_takes_its_overrides_along() -> None:
    calendar = bundled_calendar([DayOverride(date(2026, 11, 5), False, "搬迁")])
    assert not calendar.is_working(date(2026, 11, 5))
    assert calendar.known(2026)
    assert not calendar.is_working(date(2028, 1, 25))


def test_a_good_notice_is_read(tmp_path: Path) -> None:
    notice = read_notice(write(tmp_path, GOOD))
    assert (notice.year, notice.verified, notice.issued) == (2026, True, date(2025, 11, 4))
    assert notice.off == {date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 3)}
    assert notice.work == {date(2026, 1, 4)}


@pytest.mark.parametrize(
    ("old", "new", "line", "complaint"),
    [
        ("year: 2026", "year: 二〇二六", 1, "year 应是整数"),
        ("year: 2026\n", "", 1, "缺少 year"),
        ("year: 2026", "year: 2025", 6, "不是这一年的日期"),
        ("document: 国办发明电〔2025〕7号", "document:", 2, "缺少 document"),
        ("verified: true\n", "", 1, "缺少 verified"),
        ("verified: true", "verified: 待核", 3, "只能写 true 或 false"),
        ("issued: 2025-11-04", "issued: 十一月", 4, "不是日期"),
        ("name: 元旦, ", "", 6, "缺少 name"),
        ("last: 2026-01-03", "last: 2025-12-31", 6, "应在首日"),
        ("last: 2026-01-03", "last: 2026-06-03", 6, "不超过 31 天"),
        ("last: 2026-01-03", "last: 1月3日", 6, "不是日期"),
        ("last: 2026-01-03", "last: 2026-01-04", 8, "既放假又补班"),
        ("- 2026-01-04", "- 2026-01-05", 8, "补班日应为周末"),
        ("- 2026-01-04", "- 2026-01-32", 8, "不是日期"),
        ("- 2026-01-04", "- 2026-01-04\n  - 2026-01-04", 9, "重复"),
        ("work:", "works:", 7, "不认识的键 works"),
        ("year: 2026", "year: [2026", 2, "不是合法的 YAML"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(tmp_path: Path, old: str, new: str, line: int, complaint: str) -> None:
    path = write(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(Refusal, match=complaint) as refused:
        read_notice(path)
    assert f"{path} 第 {line} 行" in str(refused.value)
    with pytest.raises(Damaged, match=complaint):
        load_notices(tmp_path)


def test_a_day_off_written_twice_is_named(tmp_path: Path) -> None:
    block = "  - {name: 元旦, first: 2026-01-01, last: 2026-01-03}\n"
    with pytest.raises(Refusal, match="第 7 行：2026-01-01 在第 6 行已经写过"):
        read_notice(write(tmp_path, GOOD.replace(block, block * 2)))


def test_two_files_for_one_year_are_damaged_data(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    second = write(tmp_path, GOOD, "2026b.yaml")
    with pytest.raises(Damaged, match="另一个文件里已有") as damaged:
        load_notices(tmp_path)
    assert f"{second} 第 1 行" in str(damaged.value)


@pytest.mark.parametrize(
    ("text", "line", "complaint"),
    [
        ("years:\n  2027:\n    春节: [2028-02-05]\n", 3, "不在 2027 年"),
        ("years:\n  2027:\n    春节: [二月五日]\n", 3, "不是日期"),
        ("years:\n  2027: []\n", 2, "2027 年没有写节日"),
        ("year:\n  2027: []\n", 1, "不认识的键 year"),
    ],
)
def test_a_mistake_in_the_computed_holidays_is_named(tmp_path: Path, text: str, line: int, complaint: str) -> None:
    path = write(tmp_path, text, "statutory.yaml")
    with pytest.raises(Damaged, match=complaint) as damaged:
        load_statutory(tmp_path)
    assert f"{path} 第 {line} 行" in str(damaged.value)


def test_a_missing_file_or_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="没有文件"):
        read_notice(tmp_path / "2027.yaml")
    with pytest.raises(Damaged, match="没有"):
        load_notices(tmp_path)
