"""Mutated files: whatever a file has become, an import says a sentence or stores all of it; no part, no crash.

`python -m tests.ledgers.fuzz 10000` runs many; a part of them runs with the tests. A mutation is known by its number.
"""

from __future__ import annotations

import io
import random
import re
import resource
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.application.desk import Desk
from desktop_app.application.entry_plan import Effect, ImportChoice, OnDuplicate
from desktop_app.domain.refusals import Refusal
from tests.desks import entered, new_desk
from tests.ledgers.books import sample, write
from tests.ledgers.open_documents import day, document, row, say

Mutate = Callable[[random.Random, bytes], bytes]

OLD = Path(__file__).parent.parent / "data" / "workbooks" / "走访台账-旧版.xls"
_ODD = (
    *(b"", b"-1", b"0", b"99999999999", b"1048577", b"XFD1048576", b"A1:XFD1048576", b"NaN", b"1e999", b"\x00"),
    *(b"\xff\xfe", b"<f>1+1</f>", b"&#0;", b"&lol;", b"<!DOCTYPE a>", b'"', b"'", b'<c r="ZZZ9"/>', b"]]>", b"<row/>"),
    *(b't="e"', b't="b"', b't="d"', b't="inlineStr"', b"=cmd|' /C calc'!A0"),
    *(text.encode() for text in ("\uff1d１\uff0b１", "合计", "二〇二六年")),
)


@dataclass
class Report:
    """What became of the mutated files."""

    refused: int = 0
    blocked: int = 0
    stored: int = 0
    sentences: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0


def flips(rng: random.Random, content: bytes) -> bytes:
    """A few bytes changed anywhere."""
    made = bytearray(content)
    for _ in range(rng.randint(1, 12)):
        made[rng.randrange(len(made))] = rng.randrange(256)
    return bytes(made)


def cut(rng: random.Random, content: bytes) -> bytes:
    """The end missing, or a piece in the middle."""
    start, end = sorted((rng.randrange(len(content)), rng.randrange(len(content))))
    return content[:start] if rng.random() < 0.5 else content[:start] + content[end:]


def inserted(rng: random.Random, content: bytes) -> bytes:
    """Something odd put in, a piece doubled or moved."""
    at = rng.randrange(len(content) + 1)
    if rng.random() < 0.6:
        return content[:at] + rng.choice(_ODD) + content[at:]
    start = rng.randrange(len(content))
    return content[:at] + content[start : start + rng.randint(1, 400)] + content[at:]


def numbers(rng: random.Random, content: bytes) -> bytes:
    """A number of the text replaced by another one, as of cells, styles, sizes and shared texts."""
    places = [at for at, sign in enumerate(content) if 48 <= sign <= 57]
    if not places:
        return content
    made = content
    for _ in range(rng.randint(1, 6)):
        at = rng.choice(places)
        made = made[:at] + rng.choice([b"0", b"9", b"-7", b"4294967296", b"65536", b"2958466", b"1.5"]) + made[at + 1 :]
    return made


def cells(rng: random.Random, content: bytes) -> bytes:
    """Cells with other contents, kinds and places, in XML that stays well-formed."""
    made = content
    for _ in range(rng.randint(1, 5)):
        pattern, odd = rng.choice(((_CONTENT, _CELLS), (_ATTRIBUTE, _VALUES)))
        found = list(pattern.finditer(made))
        if found:
            place = rng.choice(found)
            made = made[: place.start(1)] + rng.choice(odd) + made[place.end(1) :]
    return made


_CONTENT = re.compile(rb">([^<>]+)<")
_ATTRIBUTE = re.compile(rb' (?:t|s|r|ref|count|uniqueCount|date1904|name|state)="([^"]*)"')
_CELLS = tuple(
    text.encode()
    for text in (
        *("", "-1", "0", "1e308", "-0", "NaN", "46328", "2958466", "99999999999999999999", "0.1", "TRUE", "#REF!"),
        *(
            "=1+1",
            "=cmd|&apos; /C calc&apos;!A0",
            "@SUM(A1)",
            "合计",
            "序号",
            "走访日期",
            "企业名称",
            "&#10;",
            " ",
            "－",
        ),
        *(
            "二〇二六年十一月",
            "２０２６．１１．２",
            "26-11-2",
            "2026-02-30",
            "亿元",
            "光伏项目",
            "x" * 3000,
            "𬭎" * 50,
            "是",
            "√",
        ),
    )
)
_VALUES = (
    *(
        b"e",
        b"b",
        b"d",
        b"str",
        b"s",
        b"n",
        b"inlineStr",
        b"",
        b"0",
        b"99",
        b"-1",
        b"A1",
        b"B2",
        b"XFD1048576",
        b"AAAA1",
    ),
    *(b"a1", b"A0", b"C99999", b"ZZ7", b"A1:C3", b"A1:XFD1048576", b"1", b"true", b"hidden", b"AAAA1"),
)
_PLAIN: tuple[Mutate, ...] = (flips, cut, inserted, numbers)


def packed(rng: random.Random, content: bytes) -> bytes:
    """A part of a workbook mutated and packed again, so that the damage is inside."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = sorted(name for name in parts if name.endswith((".xml", ".rels")))
    weights = [
        8 if "sheet1" in name or name == "content.xml" else 3 if "shared" in name or "workbook.xml" in name else 1
        for name in names
    ]
    for _ in range(rng.randint(1, 3)):
        name = rng.choices(names, weights)[0]
        if parts.get(name):
            parts[name] = rng.choice((cells, cells, cells, cells, *_PLAIN))(rng, parts[name])
        if rng.random() < 0.03:
            parts.pop(name, None)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()


def encoded(rng: random.Random, content: bytes) -> bytes:
    """Text in an odd encoding or with odd delimiters."""
    text = content.decode("utf-8-sig", "replace")
    text = text.replace(",", rng.choice([",", "\t", ";", "，", '","', ",,,", "\x00"]))
    return text.encode(rng.choice(["utf-8", "gb18030", "utf-16", "utf-16-be", "big5", "utf-32", "latin-1"]), "replace")


class Fuzz:
    """Bases to mutate, and a workspace to import into."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.desk: Desk = new_desk(folder / "workspace")
        entered(self.desk, "光伏项目")
        book = write(
            folder / "base.xlsx",
            [
                ["2026年走访台账（金额单位：万元）", "", "", "", "", ""],
                ["序号", "走访日期", "企业名称", "走访方式", "事项", "项目名称"],
                *([n, f"2026年11月{n}日", f"企业{n}", "上门", f"第{n}件事", "光伏项目"] for n in range(1, 9)),
                ["合计", "", 8, "", "", ""],
            ],
            merges=[("A1:F1", "2026年走访台账（金额单位：万元）")],
        )
        opened = document(
            folder / "base.ods",
            row(say("走访台账", ' table:number-columns-spanned="3"')),
            row(say("走访日期"), say("企业名称"), say("事项")),
            *(row(day(f"2026-11-{n:02d}"), say(f"单位{n}"), say(f"第{n}件事")) for n in range(1, 9)),
        )
        self.bases: list[tuple[str, str, bytes, tuple[Mutate, ...]]] = [
            (".xlsx", "visits", book.read_bytes(), (packed, packed, packed, flips, cut)),
            (".xlsx", "three-batches", sample().read_bytes(), (packed, packed, packed, flips, cut)),
            (".xls", "visits", OLD.read_bytes(), (flips, flips, numbers, cut, inserted)),
            (".ods", "visits", opened.read_bytes(), (packed, packed, packed, flips, cut)),
        ]
        self._bring(book, "visits", OnDuplicate.MERGE)
        for ending, mutate in ((".xlsx", (packed, packed, flips)), (".csv", (*_PLAIN, encoded, encoded))):
            out = self.desk.entry_exports.export("visits", ending=ending)
            self.bases.append((ending, "visits", out.content, mutate))

    def one(self, number: int, report: Report) -> None:
        """Mutate a file and import it; raises what no import may raise, and when a part of it was stored."""
        rng = random.Random(number)
        ending, kind, content, mutations = self.bases[number % len(self.bases)]
        path = self.folder / f"mutated{ending}"
        path.write_bytes(rng.choice(mutations)(rng, content) or b"?")
        before = len(self.desk.entries.rows(kind))
        started = time.perf_counter()
        try:
            created, stored = self._bring(path, kind, rng.choice(list(OnDuplicate)))
        except Refusal as refusal:
            created, stored = 0, False
            report.refused += 1
            report.sentences[str(refusal)[:24]] += 1
        else:
            report.stored += stored
            report.blocked += not stored
        report.slowest = max(report.slowest, time.perf_counter() - started)
        after = len(self.desk.entries.rows(kind))
        assert after - before == (created if stored else 0), f"第 {number} 个文件只存了一部分"
        self._tidy(kind, before)

    def _bring(self, path: Path, kind: str, same: OnDuplicate) -> tuple[int, bool]:
        imports = self.desk.entry_imports
        file = imports.open(path)
        look = imports.look(kind, file)
        outcome = imports.commit(kind, file, look.table, ImportChoice(look.columns, same), "甲")
        return outcome.plan.count(Effect.CREATED), outcome.stored

    def _tidy(self, kind: str, wanted: int) -> None:
        """Take out what came in, so that the ledger does not grow with every file."""
        if kind == "visits":
            for row in self.desk.entries.rows(kind)[max(wanted, 8) :]:
                self.desk.entries.remove(row.id, "甲", "试验")


def run(count: int, folder: Path, first: int = 0) -> Report:
    """Import so many mutated files."""
    fuzz, report = Fuzz(folder), Report()
    for number in range(first, first + count):
        try:
            fuzz.one(number, report)
        except BaseException:
            print(f"第 {number} 个文件", file=sys.stderr)
            raise
    fuzz.desk.close()
    return report


def main() -> None:
    """Run as many as the command line says and tell what became of them."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        report = run(count, Path(folder), first)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{count:,} 个：拒绝 {report.refused:,}，有错误未导入 {report.blocked:,}，导入 {report.stored:,}")
    print(f"用时 {time.perf_counter() - started:.0f} 秒，最慢一个 {report.slowest:.2f} 秒，内存峰值 {peak} MB")
    for sentence, number in report.sentences.most_common(12):
        print(f"{number:6,}  {sentence}")


if __name__ == "__main__":
    main()
