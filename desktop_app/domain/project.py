"""Projects 项目: what the zone's ledger knows of an investment project."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class Project:
    """An investment project as the ledger carries it; money in integer yuan, None where the office does not know.

    `batch` is one of 签约, 开工, 投产 or empty; `demo` marks 演示数据; `version` grows with every change.
    """

    id: str
    name: str
    enterprise: str = ""
    zone: str = ""
    project_code: str = ""
    investment_yuan: int | None = None
    completed_yuan: int | None = None
    batch: str = ""
    batch_label: str = ""
    signed: PartialDate | None = None
    started: PartialDate | None = None
    produced: PartialDate | None = None
    chain: str = ""
    commitment: bool | None = None
    standard_land: bool | None = None
    full_agency: bool | None = None
    lead_official: str = ""
    lead_unit: str = ""
    specialist: str = ""
    note: str = ""
    demo: bool = False
    version: int = 0
