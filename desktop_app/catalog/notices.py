"""Notices: a yearly 放假安排 from a file, in the shape of the bundled years or as the wording of the notice itself."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from desktop_app.catalog.calendars import read_notice
from desktop_app.domain.calendar import YearNotice
from desktop_app.domain.notice_text import NoticeReading, Stated, UnderstoodRun, missing_holidays, read_notice_text
from desktop_app.domain.refusals import Refusal

YAML_SUFFIXES = (".yaml", ".yml")
_LARGEST = 1024 * 1024


def read_notice_file(path: Path, stated: Stated, notices: Iterable[YearNotice]) -> NoticeReading:
    """What a file says: `.yaml` as in resources/calendars, anything else as text in UTF-8 or GB 18030.

    Raises Refusal when the file cannot be read or, for YAML, is wrong; contradictions of a text are in the reading.
    """
    if path.suffix.lower() not in YAML_SUFFIXES:
        return read_notice_text(_text(path), stated, notices)
    notice = read_notice(path)
    missing = missing_holidays(notice.blocks)
    runs = [UnderstoodRun(block.name, block.first, block.last, False, "") for block in notice.blocks]
    runs += [UnderstoodRun("补班", day, day, True, "") for day in notice.work]
    remarks = (f"文件里没有{'、'.join(missing)}的安排，请核对是否写全。",) if missing else ()
    ordered = tuple(sorted(runs, key=lambda run: run.first))
    return NoticeReading(notice.year, notice.document, ordered, (), remarks, notice)


def _text(path: Path) -> str:
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= _LARGEST else b""
    except OSError as error:
        raise Refusal.say(f"读不到文件 {path}，请检查文件是否存在、有没有权限") from error
    if size > _LARGEST:
        raise Refusal.say(f"文件 {path.name} 太大，不像是放假安排；请把通知正文存成文本文件再导入")
    if not content.strip():
        raise Refusal.say(f"文件 {path.name} 是空的，没有放假安排；请把国务院办公厅通知的正文存进去再导入")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refusal.say(f"文件 {path.name} 不是文本；请把通知正文存成文本文件（.txt）或按样例写成 .yaml 再导入")
