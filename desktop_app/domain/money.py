"""Money 金额: integer yuan from the ways offices write amounts, exactly and without floating point arithmetic."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation, localcontext

YUAN_PER_UNIT = {"元": 1, "千元": 1_000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}
LARGEST_YUAN = 10**14

_NOTHING = frozenset({"", "-", "--", "/", "\\", "无", "空", "待定", "未定", "未公布", "不详"})
_DASHES = str.maketrans({dash: "-" for dash in "—–－\u2010\u2011−\u2015"})
_ABOUT = re.compile(r"^(大约|约|近|超过|超|逾)|(左右|以上|余|多)$")
_AMOUNT = re.compile(
    r"(?P<digits>[-+]?(?:\d+(?:,\d{3})*|\d+)(?:\.\d*)?|[-+]?\.\d+)"
    r"(?P<unit>亿|百万|万|千)?元?(?:人民币)?"
)
_INNER_ABOUT = re.compile(r"(\d+(?:\.\d+)?)([余多]?)(亿|百万|万|千)?([余多]?)(元?)")
_UNIT = re.compile(r"亿元|百万元|万元|千元|亿|百万|万|(?<![\u4e00-\u9fff])元|单位[:：]?元")
_NO_DIGITS = str.maketrans("", "", "0123456789")
_USUAL_NUMBERS = frozenset({"", ".", "-", "-."})
"""What is left of a number without its digits, unless it is written with an exponent or is none."""


class AmountProblem(Exception):
    """An amount that cannot be taken; the message is a Chinese clause saying what and what to do."""


@dataclass(frozen=True, slots=True)
class AmountReading:
    """An amount in yuan, None when the office does not know it; `doubt` is a Chinese clause when it was only about."""

    yuan: int | None
    doubt: str = ""


def unit_in(text: str) -> str:
    """The money unit a header or title names (元, 千元, 万元, 百万元, 亿元), or an empty text."""
    found = _UNIT.search(unicodedata.normalize("NFKC", text).replace(" ", ""))
    if found is None:
        return ""
    unit = found.group().removeprefix("单位").lstrip(":：")
    return unit if unit.endswith("元") else unit + "元"


def carries_unit(written: str) -> bool:
    """Whether an amount names its own unit, so that the unit of its column does not matter."""
    plain = unicodedata.normalize("NFKC", written)
    return any(mark in plain for mark in ("元", "亿", "万"))


def is_blank_amount(written: str) -> bool:
    """Whether the text stands for an amount nobody knows yet (empty, a dash, a stroke, 待定)."""
    return _plain(written) in _NOTHING


def _plain(written: str) -> str:
    text = unicodedata.normalize("NFKC", written).translate(_DASHES)
    return re.sub(r"[\s¥￥]", "", text).removeprefix("人民币")


def read_amount(written: str, column_unit: str = "") -> AmountReading:
    """Read 32亿元, 47.03, 1,234.5万, full-width digits or a dash into whole yuan.

    `column_unit` applies where the text names no unit. Raises AmountProblem: no number, negative, finer than a yuan,
    beyond LARGEST_YUAN, or no unit at all.
    """
    if is_blank_amount(written):
        return AmountReading(None)
    plain = _plain(written)
    core = _ABOUT.sub("", _ABOUT.sub("", plain))
    inner = _INNER_ABOUT.fullmatch(core)
    if inner:
        core = f"{inner[1]}{inner[3] or ''}{inner[5]}"
    match = _AMOUNT.fullmatch(core)
    if match is None:
        raise AmountProblem(f"金额“{written.strip()}”不是数字；请填数字，如 47.03 或 32亿元，不知道就留空")
    unit = f"{match['unit']}元" if match["unit"] else ("元" if "元" in core else column_unit)
    if not unit:
        raise AmountProblem(f"金额“{written.strip()}”没有单位；请在表头写明“亿元”“万元”或“元”")
    yuan = _whole_yuan(match["digits"].replace(",", ""), unit, written.strip())
    return AmountReading(yuan, "是约数，按所写数字记" if core != plain else "")


def plain_yuan(number: float, unit: str) -> int | None:
    """The yuan a number in a unit stands for where nothing about it needs care, else None: read its words then.

    The nearest double of a whole number of yuan divided by the unit is that amount, and nothing else is.
    """
    factor = YUAN_PER_UNIT[unit]
    if not 0 <= number <= LARGEST_YUAN / factor:
        return None
    yuan = round(number * factor)
    return yuan if yuan <= LARGEST_YUAN and yuan / factor == number else None


def _whole_yuan(digits: str, unit: str, written: str) -> int:
    try:
        with localcontext(prec=60):
            exact = Decimal(digits) * YUAN_PER_UNIT[unit]
    except InvalidOperation:
        raise AmountProblem(f"金额“{written}”不是数字；请填数字，如 47.03") from None
    if exact < 0:
        raise AmountProblem(f"金额“{written}”是负数；投资额不能为负，请核对")
    if exact > LARGEST_YUAN:
        raise AmountProblem(f"金额“{written}”（单位{unit}）大得不合理；请核对金额和单位")
    if exact != exact.to_integral_value():
        raise AmountProblem(f"金额“{written}”（单位{unit}）精确到了不足一元；请核对，最多写到元")
    return int(exact)


def number_words(number: float) -> str:
    """The decimal digits Excel shows for a number cell: at most fifteen significant ones, never an exponent."""
    digits = format(number, ".15g")
    return digits if digits.translate(_NO_DIGITS) in _USUAL_NUMBERS else f"{Decimal(digits):f}"


def in_unit(yuan: int, unit: str) -> str:
    """The exact amount in a unit without trailing zeros: 4703000000 in 亿元 is 47.03."""
    whole, rest = divmod(abs(yuan), YUAN_PER_UNIT[unit])
    sign = "-" if yuan < 0 else ""
    if not rest:
        return f"{sign}{whole}"
    digits = len(str(YUAN_PER_UNIT[unit])) - 1
    return f"{sign}{whole}.{rest:0{digits}d}".rstrip("0")


def two_decimals(yuan: int, unit: str) -> str:
    """An amount in a unit for a narrow column, the half rounded up as everywhere: 34500000 in 亿元 is 0.35."""
    hundredths = (yuan * 200 + YUAN_PER_UNIT[unit]) // (YUAN_PER_UNIT[unit] * 2)
    return f"{hundredths // 100:,}.{hundredths % 100:02d}"


def amount_words(yuan: int | None) -> str:
    """An amount as people say it: 47.03 亿元, 1234.5 万元, 800 元, or 未填."""
    if yuan is None:
        return "未填"
    for unit in ("亿元", "万元"):
        if yuan >= YUAN_PER_UNIT[unit]:
            return f"{in_unit(yuan, unit)} {unit}"
    return f"{yuan} 元"
