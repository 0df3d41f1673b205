"""Frozen form data 文书数据: everything a printed form says, already in the words it is printed in.

A service fills these values once, archives them beside the printed bytes, and hands them to the document room. Dates
are text, because a sheet prints 11-19, 2026-11, 不详 or 恢复后重算 in the same cell. Empty text prints as a blank to be
filled in by hand.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.progress import Lamp


@dataclass(frozen=True, slots=True)
class ServiceSheetStep:
    """One line of the service sheet: a step, its two clocks and where it stands.

    `statutory` and `promised` are lengths ("20 工作日", "即办"), the `…_due` fields the dates they lead to
    ("11-19", "11-19 暂估", "恢复后重算"). `lamp_text` is what stands beside the lamp sign ("余 2 日", "已停 5 日").
    """

    number: int
    title: str
    authority: str
    officer: str
    accepted: str
    statutory: str
    statutory_due: str
    promised: str
    promised_due: str
    finished: str
    lamp: Lamp
    lamp_text: str
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class BenchmarkLine:
    """One 对标 of the case: its name and how far it has run ("第 21 天，余 129 天；口径：按自然日计，含补正")."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class ServiceSheet:
    """帮办代办服务单 (D11): the state of a case on one day, what was done and what the enterprise still owes.

    `copies` is how many signed originals are made; `demo` marks sheets of a demonstration workspace.
    """

    number: str
    centre: str
    project: str
    enterprise: str
    project_code: str
    service_mode: str
    entrusted_on: str
    lead_official: str
    lead_unit: str
    officer: str
    template: str
    benchmarks: tuple[BenchmarkLine, ...]
    as_of: str
    steps: tuple[ServiceSheetStep, ...]
    content: str
    cooperation: str
    notes: tuple[str, ...] = ()
    demo: bool = False
    copies: int = 2
    supervision_phone: str = ""


@dataclass(frozen=True, slots=True)
class DeliveryItem:
    """One certificate or approval paper handed over; `form` is 原件 or 复印件."""

    number: int
    name: str
    document_number: str
    authority: str
    issued_on: str
    valid_until: str
    form: str
    copies: str
    pages: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class DeliveryList:
    """证照批文移交清单 (D19): which papers went from the centre to the enterprise, signed by three people."""

    number: str
    centre: str
    project: str
    enterprise: str
    project_code: str
    items: tuple[DeliveryItem, ...]
    handed_by: str
    received_by: str
    witnessed_by: str
    date: str
    notes: tuple[str, ...] = ()
    demo: bool = False
    copies: int = 2
