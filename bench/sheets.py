"""Sheets: service sheets beside a bare ReportLab canvas that draws the very same strings and lines."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from bench.figures import Figure, best_of_both
from desktop_app.application.desk import Desk
from desktop_app.application.form_data import ServiceSheet
from desktop_app.application.form_filling import service_sheet
from desktop_app.application.forms.asks import Answers
from desktop_app.application.forms.facts import Facts
from desktop_app.documents import FormPrinter

TEMPLATE = "SX-ZS"
"""The case printed: from the first talk to the business licence, a sheet of ordinary length."""

Call = tuple[str, tuple[Any, ...], dict[str, Any]]

_DRAWING = (
    "setFont",
    "drawString",
    "setLineWidth",
    "line",
    "rect",
    "circle",
    "saveState",
    "restoreState",
    "setFillGray",
    "setStrokeGray",
    "setDash",
    "drawPath",
    "showPage",
)
_ANSWERS = Answers(
    {"content": "上门核对申报材料，指导补齐缺件并当日送窗口。", "cooperation": "请按一次性告知书备齐原件。"}
)


def figures(desk: Desk, sheets: int) -> Iterator[Figure]:
    """So many service sheets of a case of the demonstration."""
    data, printer = sheet_data(desk), FormPrinter()
    calls = overheard(lambda: printer.render("service-sheet", data))
    pages = sum(call[0] == "showPage" for call in calls)

    def ours() -> None:
        for number in range(sheets):
            printer.render("service-sheet", replace(data, number=f"BB-2026-A-D11-{number:04d}"))

    def floor() -> None:
        for _ in range(sheets):
            draw(calls)

    times = best_of_both(ours, floor, 1)
    yield Figure(f"{sheets:,} service sheets, {len(data.steps)} steps, {pages} pages", *times, "canvas, same strings")


def sheet_data(desk: Desk) -> ServiceSheet:
    """The data of a sheet of a case of the demonstration."""
    with desk.overview.open_work(writes=False) as work:
        case = next(case for case in work.cases.every() if case.template.key == TEMPLATE)
        facts = Facts(
            workspace=work.workspace(),
            of_project=work.projects.get(case.project_id),
            of_case=case,
            calendar=desk.calendar,
            today=desk.overview.day(),
            number="BB-2026-A-D11-0000",
            opened=work,
        )
        return service_sheet(facts, _ANSWERS)


def overheard(render: Callable[[], object]) -> list[Call]:
    """Every drawing call of one sheet, in order."""
    calls: list[Call] = []
    originals = {name: getattr(Canvas, name) for name in _DRAWING}

    def heard(name: str) -> Callable[..., Any]:
        def call(canvas: Canvas, *words: Any, **wishes: Any) -> Any:
            calls.append((name, words, wishes))
            return originals[name](canvas, *words, **wishes)

        return call

    for name in _DRAWING:
        setattr(Canvas, name, heard(name))
    try:
        render()
    finally:
        for name, original in originals.items():
            setattr(Canvas, name, original)
    return calls


def draw(calls: list[Call]) -> bytes:
    """The calls on a bare canvas."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, pageCompression=1)
    for name, words, wishes in calls:
        getattr(canvas, name)(*words, **wishes)
    canvas.save()
    return buffer.getvalue()
