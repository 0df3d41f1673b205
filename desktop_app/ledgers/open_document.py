"""OpenDocument sheets 开放文档表格 (.ods, LibreOffice and WPS): what a value reader does not tell, found with care.

The same limits hold as for an xlsx package; ISO/IEC 26300 writes a run of equal cells or rows once with a count, so
that a few bytes may claim a billion cells.
"""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.refusals import Refusal
from desktop_app.ledgers.old_workbook import locked
from desktop_app.ledgers.package import LARGEST_AREA, Attributes, PackageFacts, SheetFacts, follow, unpack

_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_ENCRYPTED = b"encryption-data"
_CELLS = frozenset({"table-cell", "covered-table-cell"})
_SAYS = frozenset({"value-type", "formula"})
_DAMAGED = "文件已损坏或不是真正的 .ods 表格，没有读入任何内容；请在 LibreOffice 或 WPS 里打开后另存为 .xlsx 再导入"


def damaged_document() -> Refusal:
    """The refusal of a document that cannot be read."""
    return Refusal.say(_DAMAGED)


def is_document(content: bytes) -> bool:
    """Whether a package says of itself that it is an OpenDocument; its kind comes first and is not compressed."""
    return b"mimetypeapplication/vnd.oasis.opendocument" in content[:100]


def examine_document(content: bytes) -> PackageFacts:
    """Unpack and check an .ods package; raises Refusal for a damaged, locked, oversized or booby-trapped file."""
    parts = unpack(content, damaged_document)
    if _ENCRYPTED in parts.get(_MANIFEST, b""):
        raise locked()
    if _CONTENT not in parts:
        raise damaged_document()
    scan = _Scan()
    follow(parts[_CONTENT], scan.element, damaged_document)
    if not scan.sheets:
        raise damaged_document()
    return PackageFacts(scan.sheets, from_1904=False)


class _Scan:
    """Follows the elements of all sheets and notes where cells, formulas, errors and merged regions stand."""

    def __init__(self) -> None:
        self.sheets: dict[str, SheetFacts] = {}
        self._facts = SheetFacts()
        self._row, self._rows, self._column = -1, 1, 0

    def element(self, name: str, attributes: Attributes) -> None:
        """Take note of one opening tag."""
        if name == "table":
            title = attributes.get("name", "")
            if title in self.sheets:
                raise damaged_document()
            self._facts = self.sheets[title] = SheetFacts()
            self._row, self._rows = -1, 1
        elif name == "table-row":
            self._row += self._rows
            self._rows, self._column = _count(attributes, "number-rows-repeated"), 0
        elif name in _CELLS:
            self._cell(attributes)

    def _cell(self, attributes: Attributes) -> None:
        times = _count(attributes, "number-columns-repeated")
        if not _SAYS.isdisjoint(attributes):
            self._take(attributes, times)
        down, across = _count(attributes, "number-rows-spanned"), _count(attributes, "number-columns-spanned")
        if down > 1 or across > 1:
            last = (self._row + down - 1, self._column + across - 1)
            self._facts.merges.append(((self._row, self._column), last))
        self._column += times

    def _take(self, attributes: Attributes, times: int) -> None:
        """A cell that says something, as often as it is counted."""
        facts = self._facts
        facts.last_row = max(facts.last_row, self._row + self._rows - 1)
        facts.last_column = max(facts.last_column, self._column + times - 1)
        if (facts.last_row + 1) * (facts.last_column + 1) > LARGEST_AREA:
            raise Refusal.say("工作表的范围太大（有单元格远在表格之外），没有读入；请删去表格以外的行和列再导入")
        places = ((self._row + down, self._column + at) for down in range(self._rows) for at in range(times))
        if "formula" in attributes:
            facts.formulas.update(places)
        elif attributes.get("value-type") == "error":
            facts.errors.update(dict.fromkeys(places, "错误值"))


def _count(attributes: Mapping[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    if not (text.isascii() and text.isdigit() and 0 < len(text) <= len("1048576") and int(text)):
        raise damaged_document()
    return int(text)
