"""Unified social credit codes 统一社会信用代码: what can be one, and its check character (GB 32100-2015, 4 and 5.5)."""

from __future__ import annotations

import re
import unicodedata

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 characters of the standard: no I, O, S, V, Z, which are read as figures or each other."""
_LENGTH = 18
_WEIGHTS = tuple(pow(3, place, len(_ALPHABET)) for place in range(_LENGTH - 1))
_AREA = slice(2, 8)
"""Places 3 to 8 are the administrative division, in figures."""
_BLANKS_AND_DASHES = re.compile(r"[\s\-—–]+")


def read_credit_code(written: str) -> str:
    """The code a text stands for: half-width capitals without blanks and dashes; not checked yet."""
    return _BLANKS_AND_DASHES.sub("", unicodedata.normalize("NFKC", written)).upper()


def why_no_credit_code(code: str) -> str:
    """Why a text cannot be a code at all, a Chinese clause; empty when only the check character is left to see."""
    if len(code) != _LENGTH:
        return f"有 {len(code)} 位，统一社会信用代码是 {_LENGTH} 位；请对照营业执照补全，没有的先留空"
    odd = "、".join(dict.fromkeys(one for one in code if one not in _ALPHABET))
    if odd:
        return f"里有 {odd}，统一社会信用代码只用数字和大写字母，不用 I、O、S、V、Z；请对照营业执照改正"
    if not code[_AREA].isdecimal():
        return "的第 3 到 8 位是登记机关的行政区划，应是数字；请对照营业执照改正"
    return ""


def check_character(code: str) -> str:
    """The last character a code must have by its first seventeen."""
    total = sum(_ALPHABET.index(one) * weight for one, weight in zip(code, _WEIGHTS, strict=False))
    return _ALPHABET[-total % len(_ALPHABET)]
