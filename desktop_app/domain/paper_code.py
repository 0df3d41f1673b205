"""The code on a paper 验真码: its number, digests of what it says and a signature, as text that a QR code carries.

    BBT1:BB-2026-A-D11-0003:7KQF2MX3:<digest>:1<facts>:<signature>

Only digits, capitals, `:` and `-` occur, so that a QR code packs them tightly and a scanner types them on any keyboard.
`digest` are the first 128 bits of SHA-256 over all data of the paper. `facts` are 20 bits for each single fact, so that
somebody who only has the paper can be told which of them differ; the figure before them says how many rows of a table
share one. The signature (Ed25519) is over everything before it.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from desktop_app.domain.paper_facts import Fact, plain
from desktop_app.domain.refusals import Refusal

FORMAT = "BBT1"
LONGEST = 311
"""Characters that a QR code of version 10 (57 modules) holds at error correction M: 25 mm read well at 150 dpi."""

_RFC = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O and U, so that a code read out or typed from paper is not mistaken."""
_WRITTEN = str.maketrans(_RFC, ALPHABET)
_READ = str.maketrans(ALPHABET, _RFC)
_MISTAKEN = str.maketrans("ILO", "110")

KEY_LENGTH = 8
_DIGEST_BYTES = 16
_DIGEST_LENGTH = 26
_FACT_LENGTH = 4
_SIGNATURE_LENGTH = 103
_SHORT_LENGTH = 15
_MOST_ROWS_TOGETHER = 9

NUMBER = r"BB-\d{4}-[A-Z]-[A-Z0-9]+-\d{4,}"
_CODE = re.compile(
    rf"{FORMAT}:(?P<number>{NUMBER}):(?P<key>[0-9A-Z]{{{KEY_LENGTH}}}):(?P<digest>[0-9A-Z]{{{_DIGEST_LENGTH}}})"
    rf":(?P<rows>[1-9])(?P<facts>(?:[0-9A-Z]{{{_FACT_LENGTH}}})*):(?P<signature>[0-9A-Z]{{{_SIGNATURE_LENGTH}}})"
)
_SHORT = re.compile(rf"(?P<number>{NUMBER})[:/]?(?P<short>[0-9A-Z]{{4}}(?:-?[0-9A-Z]{{4}}){{3}})")
_ONLY_NUMBER = re.compile(NUMBER)


def encode(data: bytes) -> str:
    """Bytes as text in ALPHABET."""
    return base64.b32encode(data).decode().rstrip("=").translate(_WRITTEN)


def decode(text: str) -> bytes:
    """The bytes a text in ALPHABET stands for; raises ValueError when it cannot be one."""
    if any(char not in ALPHABET for char in text):
        raise ValueError(f"not in the alphabet: {text}")
    padded = text.translate(_READ) + "=" * (-len(text) % 8)
    return base64.b32decode(padded)


def key_name(public: bytes) -> str:
    """The short name of a public key: 40 bits of its SHA-256."""
    return encode(hashlib.sha256(public).digest()[:5])


def data_digest(frozen: bytes, replaces: str = "") -> str:
    """The digest over the archived data of a paper and, for a re-issued one, the number it replaces."""
    told = hashlib.sha256(frozen + (b"\0" + replaces.encode() if replaces else b"")).digest()
    return encode(told[:_DIGEST_BYTES])


def fact_digest(number: str, name: str, value: str) -> str:
    """20 bits of one fact; the number is part of it, so that equal facts of two papers look different."""
    told = hashlib.sha256("\n".join((number, name, plain(value))).encode()).digest()
    return encode(told[:5])[:_FACT_LENGTH]


@dataclass(frozen=True, slots=True)
class PaperCode:
    """What a code says; `key` names the public key to check it with, `rows` how many rows of a table share a fact."""

    number: str
    key: str
    digest: str
    rows: int
    facts: tuple[str, ...]
    signature: str = ""

    @classmethod
    def of(cls, number: str, key: str, digest: str, facts: Sequence[Fact]) -> PaperCode:
        """An unsigned code over as many single facts as there is room for; rows share one when they are many."""
        room = (LONGEST - len(cls(number, key, digest, 1, ()).text) - _SIGNATURE_LENGTH) // _FACT_LENGTH
        rows = 1
        while len(_grouped(facts, rows)) > room and rows < _MOST_ROWS_TOGETHER:
            rows += 1
        told = tuple(fact_digest(number, one.name, one.value) for one in _grouped(facts, rows)[:room])
        return cls(number, key, digest, rows, told)

    @property
    def signed_part(self) -> bytes:
        """What the signature is over."""
        return ":".join((FORMAT, self.number, self.key, self.digest, f"{self.rows}{''.join(self.facts)}")).encode()

    @property
    def text(self) -> str:
        """The code as the QR code carries it."""
        return f"{self.signed_part.decode()}:{self.signature}"

    @property
    def signature_bytes(self) -> bytes:
        """The signature; raises ValueError for characters that cannot be one."""
        return decode(self.signature)

    @property
    def short(self) -> str:
        """The digest line in small print, to be typed with the number: 75 bits and a check character, in fours."""
        return short_code(self.number, self.digest)

    def signed(self, signature: bytes) -> PaperCode:
        """The code with its signature."""
        return replace(self, signature=encode(signature))

    def covers(self, facts: Sequence[Fact]) -> bool:
        """Whether these facts, all of one group of rows or a single one, are what the paper was issued with."""
        return all(fact_digest(self.number, one.name, one.value) in self.facts for one in _grouped(facts, self.rows))


@dataclass(frozen=True, slots=True)
class ShortCode:
    """What somebody typed from the small print: the number and its short code, which is empty for a number alone."""

    number: str
    short: str


def short_code(number: str, digest: str) -> str:
    """75 bits of the digest and a check character, in groups of four."""
    body = digest[:_SHORT_LENGTH]
    whole = body + _check(number, body)
    return "-".join(whole[place : place + 4] for place in range(0, len(whole), 4))


def _check(number: str, body: str) -> str:
    """One character that differs when any one character is mistyped: odd weights are units modulo 32."""
    values = [ord(char) for char in number] + [ALPHABET.index(char) for char in body]
    return ALPHABET[sum((2 * place + 1) * value for place, value in enumerate(values)) % len(ALPHABET)]


def read_code(typed: str) -> PaperCode | ShortCode:
    """What was typed, pasted or scanned: a whole code, or a number with or without its short code.

    Raises:
        Refusal: it is neither, or the short code has a typing mistake.
    """
    text = "".join(unicodedata.normalize("NFKC", typed).split()).upper()
    if found := _CODE.fullmatch(text):
        facts = found["facts"]
        return PaperCode(
            number=found["number"],
            key=found["key"],
            digest=found["digest"],
            rows=int(found["rows"]),
            facts=tuple(facts[place : place + _FACT_LENGTH] for place in range(0, len(facts), _FACT_LENGTH)),
            signature=found["signature"],
        )
    if found := _SHORT.fullmatch(text):
        return _read_short(found["number"], found["short"])
    if _ONLY_NUMBER.fullmatch(text):
        return ShortCode(text, "")
    if text.startswith(FORMAT):
        raise Refusal.say("验真码不完整或有多余的字，请把整个码重新扫一遍（用扫码枪时请切换到英文输入）")
    raise Refusal.say(
        "看不出是验真码：请扫纸上的二维码，或者照纸上小字输入编号和验真短码，如 BB-2026-A-D11-0003 7KQF-2MX3-9ABC-DEFG"
    )


def _read_short(number: str, typed: str) -> ShortCode:
    body = typed.replace("-", "").translate(_MISTAKEN)
    if "U" in body or _check(number, body[:_SHORT_LENGTH]) != body[_SHORT_LENGTH:]:
        raise Refusal.say("编号或验真短码有一处抄错了，请对照纸上的小字再输一遍（没有字母 I、L、O、U）")
    return ShortCode(number, "-".join(body[place : place + 4] for place in range(0, len(body), 4)))


def _grouped(facts: Sequence[Fact], rows: int) -> list[Fact]:
    """Single facts as they are; of the rows of a table, every `rows` become one fact named after the first."""
    groups: dict[str, list[str]] = {}
    for one in facts:
        table, _, row = one.name.partition(".")
        name = f"{table}.{(int(row) - 1) // rows * rows + 1}" if row else table
        groups.setdefault(name, []).append(one.value)
    return [Fact(name, "\n".join(values)) for name, values in groups.items()]


def group_of(name: str, rows: int) -> tuple[int, int]:
    """The first and last row that share a fact with the row of this name; (0, 0) for a single field."""
    _, _, row = name.partition(".")
    if not row:
        return 0, 0
    first = (int(row) - 1) // rows * rows + 1
    return first, first + rows - 1


def codes_in(texts: Iterable[str]) -> list[PaperCode]:
    """The codes of this program among whatever a picture held; other codes are passed over."""
    found = []
    for text in texts:
        try:
            code = read_code(text)
        except Refusal:
            continue
        if isinstance(code, PaperCode):
            found.append(code)
    return found
