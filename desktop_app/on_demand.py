"""On demand: adapters that stand for rooms whose libraries are slow to load, and load them with the first call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_app.application.entry_files import EntryFile
    from desktop_app.application.paper_fonts import FontShelf, PaperFontService
    from desktop_app.application.paper_register import PaperMark
    from desktop_app.application.ports import Printed
    from desktop_app.application.sheets_out import SheetTable
    from desktop_app.application.verification import Scan, Verifier
    from desktop_app.application.volumes import Bound, Leaf
    from desktop_app.domain.ledger import LedgerReading
    from desktop_app.domain.official_record import OfficialReading


@dataclass(frozen=True, slots=True)
class FormsOnDemand:
    """Loads ReportLab and the fonts only when something is printed, in the fonts chosen on this PC."""

    fonts: PaperFontService

    def render(self, form: str, data: object, mark: PaperMark | None = None) -> Printed:
        from desktop_app.documents import FormPrinter

        return replace(FormPrinter(self.fonts.faces()).render(form, data, mark), remarks=self.fonts.notes())

    def void_copy(self, content: bytes, why: str) -> bytes:
        from desktop_app.documents import FormPrinter

        return FormPrinter().void_copy(content, why)


def fonts_of_this_pc() -> FontShelf:
    """Loads the readers of font files only when somebody looks at the fonts of this PC or uses one."""
    from desktop_app.documents.font_sample import PcFonts

    return PcFonts()


def unprintable(text: str) -> str:
    """The signs of a text that no bundled font has; loads the fonts."""
    from desktop_app.documents.fonts import missing

    lacking = missing(text)
    return "".join(sign for sign in dict.fromkeys(text) if sign in lacking)


class BinderOnDemand:
    """Loads ReportLab and the readers of pictures and PDF only when a volume is bound."""

    def scanned(self, content: bytes, name: str) -> Printed:
        from desktop_app.documents.volume import VolumeBinder

        return VolumeBinder().scanned(content, name)

    def bind(self, title: str, centre: str, leaves: Sequence[Leaf], *, duplex: bool) -> Bound:
        from desktop_app.documents.volume import VolumeBinder

        return VolumeBinder().bind(title, centre, leaves, duplex=duplex)


def scan(content: bytes) -> Scan:
    """Loads the readers of pictures, PDF pages and codes only when there is one to read."""
    from desktop_app.documents.scan import scan_file

    return scan_file(content)


def verifier() -> Verifier:
    """What checks codes with public keys alone, without a workspace."""
    from desktop_app.application.verification import Verifier

    return Verifier(KeyTextsOnDemand(), scan)


@dataclass(frozen=True, slots=True)
class KeyRingOnDemand:
    """Loads the cryptography only when a paper is signed."""

    folder: Path

    def public(self) -> bytes:
        from desktop_app.keys.ring import FileKeyRing

        return FileKeyRing(self.folder).public()

    def sign(self, message: bytes) -> bytes:
        from desktop_app.keys.ring import FileKeyRing

        return FileKeyRing(self.folder).sign(message)


class KeyTextsOnDemand:
    """Loads the cryptography only when a key is read or a signature checked."""

    def read(self, text: str) -> bytes:
        from desktop_app.keys.ring import KeyTexts

        return KeyTexts().read(text)

    def written(self, public: bytes, owner: str) -> str:
        from desktop_app.keys.ring import KeyTexts

        return KeyTexts().written(public, owner)

    def verifies(self, public: bytes, message: bytes, signature: bytes) -> bool:
        from desktop_app.keys.ring import KeyTexts

        return KeyTexts().verifies(public, message, signature)


class LedgerReaderOnDemand:
    """Loads the workbook reader only when a ledger is opened."""

    def read(self, path: Path, answers: Mapping[str, str]) -> LedgerReading:
        from desktop_app.ledgers.reader import FileLedgerReader

        return FileLedgerReader().read(path, answers)


class EntryFilesOnDemand:
    """Loads the workbook reader only when a file for a ledger is opened."""

    def open(self, path: Path) -> EntryFile:
        from desktop_app.ledgers.entry_reader import EntryFileReader

        return EntryFileReader().open(path)


class WorkbooksOnDemand:
    """Loads XlsxWriter only when a table is written out."""

    def write(self, tables: Sequence[SheetTable]) -> bytes:
        from desktop_app.ledgers.workbook import XlsxWorkbookWriter

        return XlsxWorkbookWriter().write(tables)

    def write_csv(self, table: SheetTable) -> bytes:
        from desktop_app.ledgers.workbook import XlsxWorkbookWriter

        return XlsxWorkbookWriter().write_csv(table)


class OfficialReaderOnDemand:
    """Loads the workbook reader only when an export of an official system is opened."""

    def read(self, path: Path) -> OfficialReading:
        from desktop_app.ledgers.official import FileOfficialReader

        return FileOfficialReader().read(path)
