"""The register of papers 文书: marks that make a paper verifiable, what was done with it since, keys, and its lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol


class PaperAct(StrEnum):
    """What happens to an issued paper: declared void 作废, or printed or saved once more 重印."""

    VOID = "void"
    REPRINT = "reprint"


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """One act on an issued paper, for good; `reason` is required for 作废."""

    number: str
    act: PaperAct
    at: datetime
    by: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PaperMark:
    """What is printed on a paper to make it verifiable: the code of the QR code and the short code in small print.

    `key` names the key that signed; `replaces` is the number of the paper this one was issued in place of.
    """

    code: str
    short: str
    key: str
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that papers are verified with: the 32 bytes of an Ed25519 public key and whose it is.

    `own` for the keys of this workspace (there are several when its key file was lost or it is used on several PCs).
    """

    name: str
    raw: bytes
    owner: str
    own: bool
    added_at: datetime
    added_by: str


@dataclass(frozen=True, slots=True)
class PaperQuery:
    """What the page 文书 asks for: words (number, project, form, person, date), a form, a year and a state.

    `year` 0 and empty texts mean all; `state` is one of all, valid, void.
    """

    text: str = ""
    form: str = ""
    year: int = 0
    state: str = "all"


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One line of the register; `overtaken` tells what became of its matter since it was issued (交接已撤回)."""

    number: str
    form: str
    title: str
    project_id: str
    case_id: str
    project: str
    pages: int
    issued_on: date
    issued_by: str
    sha256: str
    replaces: str
    replaced_by: str
    void_at: datetime | None
    void_by: str
    void_reason: str
    reprints: int
    verifiable: bool
    overtaken: str = ""


@dataclass(frozen=True, slots=True)
class PaperCounts:
    """How many papers there are in all, of them void, and which years and forms (key, title) there are."""

    all: int
    void: int
    years: tuple[int, ...]
    forms: tuple[tuple[str, str], ...]


class PaperRegister(Protocol):
    """What is kept about issued papers besides the papers; entries are added and never changed."""

    def add_mark(self, number: str, mark: PaperMark) -> None:
        """Keep the mark a paper is printed with, in the transaction that archives it."""

    def add_answers(self, number: str, answers: Mapping[str, Any]) -> None:
        """Keep what was filled in on a paper, in the transaction that archives it."""

    def answers(self, number: str) -> dict[str, Any] | None:
        """What was filled in on a paper, as JSON has it; None for one issued before that was kept."""

    def mark(self, number: str) -> PaperMark | None:
        """The mark of a paper, None for one issued before papers had marks."""

    def add_entry(self, entry: PaperEntry) -> None:
        """Keep an act on a paper."""

    def entries(self, number: str) -> list[PaperEntry]:
        """The acts on a paper, oldest first."""

    def void_among(self, numbers: Sequence[str]) -> frozenset[str]:
        """Those of some papers that were declared void."""

    def data(self, number: str) -> bytes:
        """The frozen form data (JSON) of a paper; raises Refusal when the number is unknown."""

    def number_of(self, sha256: str) -> str:
        """The number of the paper whose archived bytes have this SHA-256, empty when there is none."""

    def replaced_by(self, number: str) -> str:
        """The number of the paper issued in place of this one, empty when there is none."""

    def numbers(self, query: PaperQuery) -> list[str]:
        """The numbers that a query finds, newest paper first."""

    def rows(self, numbers: Sequence[str]) -> list[PaperRow]:
        """The lines of some papers, in the order of `numbers`."""

    def counts(self) -> PaperCounts:
        """Totals and what can be filtered by."""

    def public_keys(self) -> list[PublicKey]:
        """Every key papers can be verified with, own ones first, then by name."""

    def add_key(self, key: PublicKey) -> None:
        """Keep a key; one that is there already stays as it is."""

    def remove_key(self, name: str) -> None:
        """Forget the key of another desk."""


class KeyRing(Protocol):
    """The key pair of this PC for this workspace, and how signatures are checked."""

    def public(self) -> bytes:
        """The 32 bytes of the public key; the pair is made when there is none. Raises Damaged for an unusable file."""

    def sign(self, message: bytes) -> bytes:
        """The Ed25519 signature (64 bytes) of a message."""


class KeyReading(Protocol):
    """Public keys as files and text, and what is signed with them."""

    def read(self, text: str) -> bytes:
        """The public key in a text (PEM, or the 52 characters of the settings page); raises Refusal."""

    def written(self, public: bytes, owner: str) -> str:
        """A public key as the file that other desks import."""

    def verifies(self, public: bytes, message: bytes, signature: bytes) -> bool:
        """Whether the signature of a message was made with the private half of this key."""


def void_words(row: PaperRow) -> str:
    """When, by whom and why a paper was declared void, as the stamp says it."""
    if row.void_at is None:
        return ""
    by = f"，{row.void_by}" if row.void_by else ""
    return f"{row.void_at:%Y-%m-%d} 作废{by}：{row.void_reason}"
