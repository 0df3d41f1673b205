"""The wording of yearly notices: the days of the bundled years come out of it, contradictions become sentences."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.catalog.calendars import load_notices
from desktop_app.domain.calendar import HolidayBlock, YearNotice, is_weekend, weekday_word
from desktop_app.domain.notice_text import HOLIDAYS, NoticeReading, Stated, missing_holidays, read_notice_text
from desktop_app.locations import resources

BUNDLED = {notice.year: notice for notice in load_notices(resources() / "calendars")}

TEXTS = {
    2024: """
国务院办公厅关于2024年部分节假日安排的通知
国办发明电〔2023〕7号
经国务院批准，现将2024年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日放假，与周末连休。
二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位安排职工在除夕（2月9日）休息。
三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。
四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。
五、端午节：6月10日放假，与周末连休。
六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。
国务院办公厅
2023年10月25日
""",
    2025: """
国务院办公厅关于2025年部分节假日安排的通知
国办发明电〔2024〕12号
根据2024年11月修改的放假办法，现将2025年放假调休日期的具体安排通知如下。
一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。
2024年11月12日
""",
    2026: """
国办发明电〔２０２５〕７号　２０２６年部分节假日安排
一、元旦：１月１日（周四）至３日（周六）放假调休，共３天。１月４日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
2025年11月4日
""",
}


def read(text: str, **stated: Any) -> NoticeReading:
    return read_notice_text(text, Stated(**stated), BUNDLED.values())


def taken(reading: NoticeReading) -> YearNotice:
    assert reading.notice is not None, reading.problems
    return reading.notice


@pytest.mark.parametrize("year", TEXTS)
def test_the_wording_of_a_notice_gives_the_days_of_its_year(year):
    reading = read(TEXTS[year], verified=True, url=BUNDLED[year].url)
    assert reading.problems == ()
    assert taken(reading) == BUNDLED[year]


def test_what_is_only_encouraged_is_not_a_day_off():
    reading = read(TEXTS[2024])
    assert date(2024, 2, 9) not in taken(reading).off
    assert any("提倡" in remark for remark in reading.remarks)


def test_everything_understood_is_shown_with_its_wording():
    runs = read(TEXTS[2026]).runs
    assert [(run.name, run.count, run.works) for run in runs[:3]] == [
        ("元旦", 3, False),
        ("元旦", 1, True),
        ("春节", 1, True),
    ]
    assert runs[0].text.endswith("元旦:1月1日(周四)至3日(周六)放假调休,共3天")


@pytest.mark.parametrize(
    ("wrong", "right", "sentence"),
    [
        ("１月１日（周四）", "1月1日（周五）", "2026-01-01 是周四，文中写的是“周五”"),
        ("共３天", "共4天", "写的是 4 天，按日期数是 3 天"),
        ("１月４日（周日）上班", "1月5日上班", "补班日 2026-01-05 是周一，补班日应为周末"),
        ("共３天。１月４日（周日）", "共3天。1月3日（周六）", "2026-01-03 既放假又补班"),
        ("三、清明节：4月4日（周六）至6日（周一）放假，共3天。", "", "没有看到清明节的安排"),
        ("6月19日（周五）至21日", "6月31日至21日", "没有 2026 年 6 月 31 日这一天"),
        ("9月25日（周五）至27日（周日）放假，共3天", "9月27日至25日放假", "前后不对"),
        ("１月４日（周日）上班", "4日上班", "“4日”没有写月份"),
        ("一、元旦：", "", "没有写是哪个节日"),
        ("5月9日（周六）上班", "5月9日（周六）、5月9日（周六）上班", "2026-05-09 写了两次"),
    ],
)
def test_contradictions_are_sentences_and_nothing_is_taken(wrong, right, sentence):
    text = TEXTS[2026]
    assert wrong in text
    reading = read(text.replace(wrong, right))
    assert reading.notice is None
    assert any(sentence in problem for problem in reading.problems), reading.problems


def test_a_text_without_a_year_needs_one_beside_it():
    text = TEXTS[2024].split("具体安排通知如下。")[1].rsplit("国务院办公厅", 1)[0]
    assert "没有写明是哪一年" in read(text).problems[0]
    notice = taken(read(text, year=2024, document="某发〔2023〕1号"))
    assert (notice.off, notice.work) == (BUNDLED[2024].off, BUNDLED[2024].work)
    assert (notice.document, notice.verified, notice.issued) == ("某发〔2023〕1号", False, None)
    assert taken(read(text, year=2024)).document == "2024年放假安排（文号未填）"


@pytest.mark.parametrize("text", ["2027年", "国务院办公厅关于2027年部分节假日安排的通知", "今天天气很好，2027年再说。"])
def test_a_text_without_days_says_what_to_write(text):
    assert read(text, year=2027).notice is None
    assert any("没有看到放假的日期" in one for one in read(text, year=2027).problems)


def test_a_typed_table_with_dates_in_figures():
    lines = [f"{block.name} {block.first} 至 {block.last} 放假" for block in BUNDLED[2025].blocks]
    lines.append("补班：" + "、".join(str(day) for day in sorted(BUNDLED[2025].work)))
    notice = taken(read("2025年\n" + "\n".join(lines)))
    assert (notice.off, notice.work, notice.blocks) == (BUNDLED[2025].off, BUNDLED[2025].work, BUNDLED[2025].blocks)


def test_a_bare_line_under_the_name_of_a_holiday():
    text = TEXTS[2025].replace("1月1日（周三）放假1天，不调休", "1月1日，补班1月5日")
    notice = taken(read(text))
    assert date(2025, 1, 1) in notice.off
    assert date(2025, 1, 5) in notice.work


def test_days_of_another_year_are_left_to_a_local_override():
    text = TEXTS[2024].replace(
        "1月1日放假，与周末连休", "2023年12月29日至1月1日放假调休，共4天。12月23日（星期六）上班"
    )
    text = text.replace("12月23日", "2023年12月23日")
    reading = read(text)
    assert taken(reading).off == BUNDLED[2024].off
    said = [remark for remark in reading.remarks if "不在 2024 年" in remark]
    assert read(text.replace("2023年12月29日至", "12月29日至")).notice == reading.notice
    assert [remark[:10] for remark in said] == ["2023-12-29", "2023-12-23"]
    assert "本地停办" in said[0]
    assert "临时补班" in said[1]


def original_2020() -> YearNotice:
    now = BUNDLED[2020]
    blocks = tuple(replace(block, last=date(2020, 1, 30)) if block.name == "春节" else block for block in now.blocks)
    off = frozenset(day for block in blocks for day in block.days())
    return replace(now, off=off, work=now.work | {date(2020, 2, 1)}, amended_by="", blocks=blocks)


EXTENSION = "国办发明电〔2020〕1号　延长2020年春节假期至2月2日（农历正月初九，星期日），2月3日（星期一）起正常上班。"


def test_a_holiday_made_longer_amends_the_notice_of_its_year():
    reading = read_notice_text(EXTENSION, None, [original_2020()])
    notice = taken(reading)
    assert (notice.off, notice.work) == (BUNDLED[2020].off, BUNDLED[2020].work)
    assert (notice.document, notice.amended_by) == ("国办发明电〔2019〕16号", "国办发明电〔2020〕1号")
    assert any("02-01原为补班日" in remark for remark in reading.remarks)
    assert any("仍保留" in remark for remark in reading.remarks)


def test_a_holiday_cannot_be_made_longer_twice_or_without_its_notice():
    assert "没有更晚" in read(EXTENSION).problems[0]
    assert "请先导入该年的放假安排" in read_notice_text(EXTENSION).problems[0]
    wrong = EXTENSION.replace("星期日", "星期六")
    assert "2020-02-02 是周日" in read_notice_text(wrong, None, [original_2020()]).problems[0]


def test_one_rearranged_holiday_amends_the_notice_of_its_year():
    now = BUNDLED[2019]
    first = tuple(replace(one, last=one.first) if one.name == "劳动节" else one for one in now.blocks)
    before = replace(
        now,
        off=frozenset(day for one in first for day in one.days()),
        work=now.work - {date(2019, 4, 28), date(2019, 5, 5)},
        blocks=first,
    )
    text = (
        "国办发明电〔2019〕3号　现将2019年劳动节假期安排调整如下：\n"
        "劳动节：2019年5月1日至4日放假调休，共4天。4月28日（星期日）、5月5日（星期日）上班。"
    )
    notice = taken(read_notice_text(text, None, [before]))
    assert (notice.off, notice.work) == (now.off, now.work)


def wording(year: int, blocks: list[HolidayBlock], work: list[date]) -> str:
    lines = [f"关于{year}年部分节假日安排的通知"]
    for block in blocks:
        count = (block.last - block.first).days + 1
        ends = f"至{block.last.month}月{block.last.day}日（{weekday_word(block.last)}）" if count > 1 else ""
        first = f"{block.first.month}月{block.first.day}日（{weekday_word(block.first)}）"
        lines.append(f"{block.name}：{first}{ends}放假调休，共{count}天。")
    if work:
        lines.append("、".join(f"{day.month}月{day.day}日（{weekday_word(day)}）" for day in work) + "上班。")
    return "\n".join(lines)


@given(st.integers(2000, 2100), st.data())
def test_any_plan_in_the_usual_wording_comes_back_as_it_was(year, data):
    blocks = []
    for number, name in enumerate(HOLIDAYS):
        first = date(year, 1, 1) + timedelta(days=45 * number + data.draw(st.integers(0, 10)))
        blocks.append(HolidayBlock(name, first, first + timedelta(days=data.draw(st.integers(0, 9)))))
    off = {day for block in blocks for day in block.days()}
    free = [day for n in range(365) if is_weekend(day := date(year, 1, 1) + timedelta(days=n)) and day not in off]
    work = sorted(data.draw(st.sets(st.sampled_from(free), max_size=8)))
    notice = taken(read_notice_text(wording(year, blocks, work)))
    assert (notice.off, notice.work, notice.blocks) == (off, set(work), tuple(blocks))


@given(st.text(alphabet="0123456789年月日至、，。：（）周一放假上班共天元旦春节国庆延长假期-\n ", max_size=120))
def test_no_text_breaks_the_reader(text):
    reading = read_notice_text(text, Stated(year=2026), BUNDLED.values())
    assert (reading.notice is None) == bool(reading.problems)


def test_no_text_at_all_is_told_as_such():
    for stated in (Stated(), Stated(year=2027)):
        assert read_notice_text(" \n", stated).problems == ("没有放假安排的文字，请粘贴通知正文。",)


def test_missing_holidays_are_named_in_order_of_the_year():
    blocks = [HolidayBlock("国庆节、中秋节", date(2026, 10, 1), date(2026, 10, 1))]
    assert missing_holidays(blocks) == ("元旦", "春节", "清明节", "劳动节", "端午节")
