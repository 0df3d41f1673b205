"""What moved a limit 期限变动: its extension and what suspensions gave back, so that a letter adds up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from desktop_app.application.clock_sheets import ClockSheet, Credit, clock_sheets
from desktop_app.application.forms.facts import Facts
from desktop_app.domain.suspension import SuspensionKind
from desktop_app.domain.terms import day_words

MAIN_CLOCKS = ("promised", "statutory")
"""The clocks supervision papers speak of: those of the main line."""
_SPECIAL = "特别程序"


def main_sheets(facts: Facts) -> tuple[ClockSheet, ...]:
    """承诺 and 法定 of the step as far as passing them is lateness, each with what it rests on."""
    found = clock_sheets(facts.case, facts.matter, facts.today, facts.calendar)
    return tuple(one for one in found if one.clock.name in MAIN_CLOCKS and one.clock.counts_as_late)


def moves_of_limits(facts: Facts) -> tuple[str, ...]:
    """A sentence for every limit of the step that was extended or that a suspension of the step met, else nothing."""
    return tuple(said for one in main_sheets(facts) if (said := _moves(one)))


def short_moves(sheet: ClockSheet) -> str:
    """＋延期10个工作日，扣除暂停3个工作日: what has to be added to the limit to reach its day, empty for nothing."""
    longer, given_back = sheet.extension, sheet.clock.derivation.credited
    said = f"＋延期{_amount(sheet, longer.amount)}" if longer else ""
    return said + (f"，扣除暂停{_days(sheet, given_back)}" if given_back else "")


def _moves(sheet: ClockSheet) -> str:
    said = [*_extension(sheet), *(_suspension(sheet, one) for one in sheet.credits)]
    return f"{sheet.name.removesuffix('时限')}时限：{'；'.join(said)}。" if said else ""


def _extension(sheet: ClockSheet) -> Iterator[str]:
    longer, original = sheet.extension, sheet.clock.original
    if longer is None or original is None:
        return
    grounds = "，".join(
        part for part in (longer.approver and f"{longer.approver}批准", longer.notice, longer.reason) if part
    )
    whole = _amount(sheet, sheet.clock.derivation.limit.amount)
    # While the clock stands still neither date is certain: the limit itself is.
    dates = (
        "" if sheet.clock.held_by else f"，到期日由{day_words(original.due)}改为{day_words(sheet.clock.derivation.due)}"
    )
    yield (
        f"原为{_amount(sheet, sheet.clock.limit.amount)}，{day_words(longer.on)}延期"
        f"{_amount(sheet, longer.amount)}{f'（{grounds}）' if grounds else ''}，共{whole}{dates}"
    )


def _suspension(sheet: ClockSheet, credit: Credit) -> str:
    one = credit.suspension
    last = credit.pause.last if credit.pause else None
    basis = f"（{one.basis}）" if one.basis else ""
    what = f"{_span(one.first, last, open_=one.resumed is None)}{_kind(one.kind)}{basis}"
    if not credit.stops:
        return f"{what}没有登记依据，本时限不停"
    if one.resumed is None:
        held = sheet.clock.held_by is not None
        return f"{what}，恢复后扣除" if held else f"{what}在到期以后，不改到期日"
    return f"{what}，扣除{_days(sheet, credit.days)}" if credit.days else f"{what}，没有可扣除的天数"


def _kind(kind: SuspensionKind) -> str:
    return f"{_SPECIAL}（{kind.word}）暂停" if kind.party == _SPECIAL else f"{kind.word}暂停"


def _span(first: date, last: date | None, *, open_: bool) -> str:
    if open_:
        return f"{day_words(first)}起"
    return day_words(first) if last is None or last == first else f"{day_words(first)}至{day_words(last)}"


def _amount(sheet: ClockSheet, amount: int) -> str:
    """So many of the unit of the limit: 10个工作日."""
    return replace(sheet.clock.limit, amount=amount, text="").words().replace(" ", "")


def _days(sheet: ClockSheet, days: int) -> str:
    return f"{days}个{'工作日' if sheet.clock.derivation.counted_as.on_working_days else '自然日'}"
