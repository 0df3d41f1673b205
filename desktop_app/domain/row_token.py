"""Row tokens 行号: what an exported row carries unseen, so that an edited copy finds its way back to the very rows.

Besides the id it holds a short digest of every cell as it was exported: what the file changed and what others changed
since can then be told apart, cell by cell, without a copy of the old values.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

LABEL = "帮办台行号（请勿改动）"

_FORMAT = "1"
_DIGEST_BYTES, _DIGEST_SIGNS = 6, 8
_ID = re.compile(r"[^;\s]{1,120}")


@dataclass(frozen=True, slots=True)
class TokenHeader:
    """What stands above the tokens: the ledger, the columns the digests are of, and how many rows were exported."""

    kind: str
    columns: tuple[str, ...]
    rows: int

    def text(self) -> str:
        """As it stands in the hidden header cell."""
        return ";".join([LABEL, _FORMAT, self.kind, str(self.rows), ",".join(self.columns)])


@dataclass(frozen=True, slots=True)
class RowToken:
    """The id of a row (of its project, case or result while nothing was entered) and its digests by column."""

    id: str
    digests: Mapping[str, str]

    def unchanged(self, column: str, text: str) -> bool:
        """Whether a cell says what it said when it was exported."""
        return self.digests.get(column) == digest(text)


@lru_cache(maxsize=2**16)
def digest(text: str) -> str:
    """Forty-eight bits of a cell's content: enough that no edit is mistaken for none."""
    return b64encode(blake2b(text.encode(), digest_size=_DIGEST_BYTES).digest()).decode()


def token_of(row_id: str, columns: Sequence[str], cells: Mapping[str, str]) -> str:
    """The token of a row for the columns of its header."""
    return f"{row_id};{''.join(digest(cells.get(key, '')) for key in columns)}"


def read_header(text: object) -> TokenHeader | None:
    """The header of the tokens, None when the cell is another one or of a later format."""
    parts = text.split(";") if isinstance(text, str) else []
    if len(parts) != 5 or parts[:2] != [LABEL, _FORMAT] or not parts[3].isdecimal():
        return None
    return TokenHeader(parts[2], tuple(filter(None, parts[4].split(","))), int(parts[3]))


def read_token(header: TokenHeader, text: object) -> RowToken | None:
    """The token of a row, None for an empty or damaged one (the row then counts as a new one)."""
    row_id, _, digests = text.strip().partition(";") if isinstance(text, str) else ("", "", "")
    if not _ID.fullmatch(row_id) or len(digests) != len(header.columns) * _DIGEST_SIGNS:
        return None
    parts = (digests[at : at + _DIGEST_SIGNS] for at in range(0, len(digests), _DIGEST_SIGNS))
    return RowToken(row_id, dict(zip(header.columns, parts, strict=True)))
