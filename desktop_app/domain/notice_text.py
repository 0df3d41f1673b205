"""Notice text: the usual wording of a yearly 放假安排 read into days off and make-up days, with every doubt said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from desktop_app.domain.calendar import HolidayBlock, YearNotice, is_weekend, notice_problems, weekday_word
from desktop_app.domain.refusals import Refusal

HOLIDAYS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
"""What a whole year's notice arranges (全国年节及纪念日放假办法第二条)."""

_SHORT_NAMES = {"清明": "清明节", "五一": "劳动节", "端午": "端午节", "中秋": "中秋节", "国庆": "国庆节"}
_NAME = "元旦|春节|清明节?|劳动节|五一|端午节?|中秋节?|国庆节?"
_HEADING = re.compile(rf"^\s*(?:[一二三四五六七八九十]+、|\d+[.、])?\s*((?:{_NAME}|[、和及,])+?)\s*(?::|(?=[\s\d]))")
_TOKENS = re.compile(
    r"(?P<day>(?:(?P<y>\d{4})年)?(?:(?P<m>\d{1,2})月)?(?P<d>\d{1,2})日(?:\((?P<note>[^()]*)\))?)"
    r"|(?P<range>至|到|—+|--?|–|~)|(?P<from>起)|(?P<off>放假)|(?P<work>上班|补班)|(?P<rest>休息)"
    r"|共?\s*(?P<count>\d{1,2})\s*天|(?P<stop>,)"
)
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天])")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBER = re.compile(r"国(?:办|务院)?发(?:明电)?[〔\[(]\d{4}[〕\])]\d+号")
_YEAR = re.compile(r"(\d{4})年(?!\d)")
_EXTENDED = re.compile(rf"延长(?:(\d{{4}})年)?({_NAME})假期至(?:(\d{{1,2}})月)?(\d{{1,2}})日(?:\(([^()]*)\))?")
_AMENDS = re.compile(r"延长|调整|修改")
_FULL_WIDTH = {0xFF01 + n: chr(0x21 + n) for n in range(94)} | {0x3000: " "}
"""Full-width ASCII (U+FF01 to U+FF5E) and the ideographic space to what a plain keyboard writes."""
_LONGEST_RUN = 31
_LONGEST_TEXT = 20_000
_DECEMBER = 12
_LAST_YEAR = 9998


@dataclass(frozen=True, slots=True)
class UnderstoodRun:
    """A run of days as it was understood: off, or worked when `works`; `text` is the wording it was read from."""

    name: str
    first: date
    last: date
    works: bool
    text: str

    @property
    def count(self) -> int:
        """How many days the run has."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class NoticeReading:
    """What was understood of a text. `notice` is None while `problems` stand; `remarks` only ask for a look."""

    year: int
    document: str
    runs: tuple[UnderstoodRun, ...]
    problems: tuple[str, ...]
    remarks: tuple[str, ...]
    notice: YearNotice | None


@dataclass(frozen=True, slots=True)
class Stated:
    """What the person states beside the text: the year when the text names none, and the document it comes from."""

    year: int = 0
    document: str = ""
    verified: bool = False
    url: str = ""


def read_notice_text(text: str, stated: Stated | None = None, notices: Iterable[YearNotice] = ()) -> NoticeReading:
    """Read the wording of a notice; nothing is raised, every contradiction becomes a sentence in `problems`.

    A text that only lengthens or rearranges some holidays amends the notice of its year among `notices`.
    """
    return _Reader(text, stated or Stated(), {notice.year: notice for notice in notices}).reading()


def missing_holidays(blocks: Iterable[HolidayBlock]) -> tuple[str, ...]:
    """The holidays of a whole year that no block names, in order of the year."""
    named = "、".join(block.name for block in blocks)
    return tuple(name for name in HOLIDAYS if name not in named)


@dataclass
class _Reader:
    text: str
    stated: Stated
    known: dict[int, YearNotice]
    problems: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    runs: list[UnderstoodRun] = field(default_factory=list)
    issued: date | None = None
    heading: str = ""
    year: int = 0

    def reading(self) -> NoticeReading:
        if not self.text.strip():
            self.problems.append("没有放假安排的文字，请粘贴通知正文。")
            return NoticeReading(0, self.stated.document.strip(), (), tuple(self.problems), (), None)
        text = _ISO.sub(r"\1年\2月\3日", self.text[:_LONGEST_TEXT].translate(_FULL_WIDTH))
        number = _NUMBER.search(text.replace(" ", ""))
        document = self.stated.document.strip() or (_dressed(number[0]) if number else "")
        named = _YEAR.search(text) or re.search(r"(\d{4})年\d{1,2}月\d{1,2}日", text)
        self.year = int(named[1]) if named else self.stated.year
        if not 1 <= self.year <= _LAST_YEAR:
            self.problems.append("没有写明是哪一年的放假安排，请在文字里写上年份，如“2027年部分节假日安排”。")
            return NoticeReading(0, document, (), tuple(self.problems), (), None)
        text = self._extended(text)
        for sentence in re.split(r"[。;；\n]", text):
            if sentence.strip():
                _Sentence(self, sentence.strip()).read()
        return self._finish(document, amends=bool(_AMENDS.search(text)))

    def _extended(self, text: str) -> str:
        """Take 「延长某年春节假期至某日」 out of the text and remember what it says."""
        found = _EXTENDED.search(text)
        if found is None:
            return text
        year = int(found[1]) if found[1] else self.year
        name, base = _full_name(found[2]), self.known.get(year)
        block = next((one for one in base.blocks if name in one.name), None) if base else None
        if block is None:
            self.problems.append(f"要延长的{year}年{name}假期不在现有日历里，请先导入该年的放假安排。")
            return text.replace(found[0], "延长")
        last = self.day(year, int(found[3]) if found[3] else block.last.month, int(found[4]), found[5] or "")
        if last is not None and last <= block.last:
            self.problems.append(f"{name}假期本来就放到 {block.last}，延长后的末日 {last} 没有更晚，请核对。")
        elif last is not None:
            self.runs.append(UnderstoodRun(block.name, block.first, last, False, found[0]))
        return text.replace(found[0], "延长")

    def day(self, year: int, month: int, number: int, note: str) -> date | None:
        """A date that exists and falls on the weekday written beside it; otherwise a problem."""
        try:
            day = date(year, month, number)
        except ValueError:
            self.problems.append(f"没有 {year} 年 {month} 月 {number} 日这一天，请核对。")
            return None
        said = _WEEKDAY.search(note)
        if said is not None and said[1].replace("天", "日") != weekday_word(day)[-1]:
            self.problems.append(f"{day} 是{weekday_word(day)}，文中写的是“{said[0]}”，请核对日期或年份。")
        return day

    def add(self, run: UnderstoodRun) -> None:
        """Keep a run unless it cannot be one."""
        if run.last < run.first or run.count > _LONGEST_RUN:
            self.problems.append(f"“{run.text}”的首日 {run.first}、末日 {run.last} 前后不对，请核对。")
            return
        for day in _days(run):
            if any(one.first <= day <= one.last and one.works == run.works for one in self.runs):
                self.problems.append(f"{day} 写了两次，请只留一处。")
                return
        self.runs.append(run)

    def _finish(self, document: str, *, amends: bool) -> NoticeReading:
        off_runs = [run for run in self.runs if not run.works]
        blocks = [block for run in off_runs if (block := self._within(run)) is not None]
        off = {day for block in blocks for day in block.days()}
        work = {day for run in self.runs if run.works for day in _days(run) if self._mine(day, "临时补班")}
        self.problems += [message for _, message in notice_problems(self.year, off, work)]
        if not off and not self.problems:
            self.problems.append("没有看到放假的日期；请按通知原文填写，如“元旦：1月1日至3日放假调休，共3天。”")
        missing = missing_holidays(blocks)
        base = self.known.get(self.year) if amends and missing else None
        if missing and base is None and off:
            self.problems.append(f"没有看到{'、'.join(missing)}的安排；全年的放假安排要写全，请补上。")
        notice = None if self.problems else self._notice(document, blocks, off, work, base)
        runs = tuple(sorted(self.runs, key=lambda run: run.first))
        return NoticeReading(self.year, document, runs, tuple(self.problems), tuple(self.remarks), notice)

    def _notice(
        self, document: str, blocks: list[HolidayBlock], off: set[date], work: set[date], base: YearNotice | None
    ) -> YearNotice | None:
        amended_by, issued, url, verified = "", self.issued, self.stated.url.strip(), self.stated.verified
        if base is not None:
            names = {name for name in HOLIDAYS for block in blocks if name in block.name}
            kept = [block for block in base.blocks if not any(name in block.name for name in names)]
            kept_work = sorted(base.work - off - work)
            blocks = sorted([*kept, *blocks], key=lambda block: block.first)
            work, off = work | set(kept_work), {day for block in blocks for day in block.days()}
            if dropped := sorted(base.work & off):
                self.remarks.append(f"{_listed(dropped)}原为补班日，现在放假。")
            if kept_work:
                self.remarks.append(f"原补班日 {_listed(kept_work)} 仍保留，请核对。")
            amended_by, document = document or f"{self.year}年放假安排的调整", base.document
            issued, url, verified = base.issued, url or base.url, verified and base.verified
        document = document or f"{self.year}年放假安排（文号未填）"
        try:
            return YearNotice(
                self.year, document, verified, frozenset(off), frozenset(work), issued, amended_by, url, tuple(blocks)
            )
        except Refusal as refusal:
            self.problems.append(str(refusal))
            return None

    def _within(self, run: UnderstoodRun) -> HolidayBlock | None:
        """The part of a run that lies in the year."""
        days = [day for day in _days(run) if self._mine(day, "本地停办")]
        return HolidayBlock(run.name, days[0], days[-1]) if days else None

    def _mine(self, day: date, override: str) -> bool:
        if day.year == self.year:
            return True
        if is_weekend(day) != (override == "本地停办"):
            self.remarks.append(f"{day} 不在 {self.year} 年，这次不收；请在工作日历里给这一天登记“{override}”。")
        return False


@dataclass
class _Sentence:
    """One sentence: dates pile up until a verb says what they are."""

    reader: _Reader
    text: str
    piled: list[tuple[date, date]] = field(default_factory=list)
    ranging: bool = False
    informs: bool = False
    verb: str = ""
    counted: int = 0

    def read(self) -> None:
        reader = self.reader
        head = _HEADING.match(self.text)
        if head is not None and (names := re.findall(_NAME, head[1])):
            reader.heading = "、".join(_full_name(name) for name in names)
        before = ""
        for token in _TOKENS.finditer(self.text):
            kind = token.lastgroup or ""
            self._take(kind, token, before)
            before = kind
        if self.piled:
            self._rest(head is not None)

    def _take(self, kind: str, token: re.Match[str], before: str) -> None:
        if kind == "day":
            self._day(token)
        elif kind == "range":
            self.ranging = bool(self.piled)
        elif kind == "from":
            self.informs = bool(self.piled)
        elif kind == "count":
            self._count(int(token["count"]))
        elif kind in ("off", "work", "rest"):
            if self.piled and before == "stop":
                self._settle("off")
            if self.piled:
                self._settle(kind)
            else:
                self.verb = kind

    def _day(self, token: re.Match[str]) -> None:
        reader, last = self.reader, self.piled[-1][1] if self.piled else None
        year = int(token["y"]) if token["y"] else (last.year if last else reader.year)
        month = int(token["m"]) if token["m"] else (last.month if last else 0)
        if not month:
            reader.problems.append(f"“{self.text}”里的“{token[0]}”没有写月份，请补上。")
            return
        if not token["y"] and self.ranging and last and last.month == _DECEMBER and month == 1:
            # 12月30日至1月1日: the notice of a year begins with the end of the one before.
            if last.year == reader.year:
                self.piled[-1] = (last.replace(year=last.year - 1),) * 2
            year = self.piled[-1][1].year + 1
        day = reader.day(year, month, int(token["d"]), token["note"] or "")
        if day is None:
            return
        if self.ranging and self.piled:
            self.piled[-1] = (self.piled[-1][0], day)
        else:
            self.piled.append((day, day))
        self.ranging = False

    def _settle(self, kind: str) -> None:
        """Give the piled dates to the verb they were written for."""
        reader, piled = self.reader, self.piled
        self.piled = []
        if kind == "rest" or "鼓励" in self.text:
            reader.remarks.append(f"“{self.text}”是提倡，不是放假安排，没有采用。")
        elif kind == "work" and self.informs:
            self.informs = False
            reader.remarks.append(f"“{self.text}”只说明何时起上班，没有另外采用。")
        elif not reader.heading and kind == "off":
            reader.problems.append(f"“{self.text}”没有写是哪个节日，请写成“元旦：1月1日放假”的样子。")
        else:
            self.counted = sum((last - first).days + 1 for first, last in piled)
            for first, last in piled:
                reader.add(UnderstoodRun(reader.heading, first, last, kind == "work", self.text))

    def _count(self, said: int) -> None:
        if self.piled:
            self.counted = sum((last - first).days + 1 for first, last in self.piled)
        if self.counted and said != self.counted:
            self.reader.problems.append(f"“{self.text}”写的是 {said} 天，按日期数是 {self.counted} 天，请核对。")

    def _rest(self, headed: bool) -> None:
        """Dates that no verb followed: those of a verb before them, of a bare 「元旦：…」, of issue, or unused."""
        if self.verb:
            self._settle(self.verb)
        elif headed:
            self._settle("off")
        elif re.fullmatch(r"\D{0,24}\d{4}年\d{1,2}月\d{1,2}日", self.text):
            self.reader.issued = self.piled[0][0]
        else:
            self.reader.remarks.append(f"“{self.text}”没有写明放假还是上班，其中的日期没有采用。")


def _full_name(name: str) -> str:
    return _SHORT_NAMES.get(name, name)


def _dressed(number: str) -> str:
    """A document number with the brackets of official papers."""
    return re.sub(r"[\[(](\d{4})[\])]", r"〔\1〕", number)


def _days(run: UnderstoodRun) -> Iterator[date]:
    return (run.first + timedelta(days=n) for n in range(run.count))


def _listed(days: Iterable[date]) -> str:
    return "、".join(f"{day:%m-%d}" for day in days)
