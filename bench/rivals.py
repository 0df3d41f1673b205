"""Rivals: the same service sheet set from HTML by LibreOffice and by WeasyPrint, each as its own program.

Both are looked for on the search path; what is not installed is said and left out. No side draws a code; ours is PDF/A,
theirs is not. One sheet tells mostly how long a program takes to start, many tell how fast it sets pages, in one run of
each program: LibreOffice as many files as sheets, like ours (given all sheets as one document it did not come to an end
within ten minutes); WeasyPrint, which takes one file in a run, all of them as one document with its fonts embedded
once. Nothing is projected from a smaller number; 1,000 sheets are measured with `--rival-sheets 1000`.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path

from bench.figures import Figure, best
from bench.sheets import sheet_data
from desktop_app.application.desk import Desk
from desktop_app.application.form_data import ServiceSheet
from desktop_app.documents import FormPrinter
from desktop_app.domain.terms import LAMP_SIGNS
from desktop_app.locations import resources

_STYLE = """
@font-face { font-family: Paper; src: url('%s'); }
@page { size: A4; margin: 20mm 18mm; }
body { font-family: Paper, 'NotoSerifSC', serif; font-size: 10.5pt; }
section { page-break-after: always; }
h1 { text-align: center; font-size: 18pt; }
table { border-collapse: collapse; width: 100%%; margin-bottom: 4mm; }
td, th { border: 0.6pt solid black; padding: 1.2mm; vertical-align: middle; }
thead { display: table-header-group; }
.box { border: 0.6pt solid black; min-height: 20mm; padding: 2mm; }
"""
_HEADS = ("序号", "事项", "办理部门", "代办员", "受理", "法定时限", "承诺时限", "办结", "状态")


def figures(desk: Desk, place: Path, many: int) -> Iterator[Figure]:
    """One sheet and so many of them in one file: our time beside theirs, so a ratio below 1 means ours is quicker."""
    data, printer = sheet_data(desk), FormPrinter()

    def ours(sheets: int) -> Callable[[], None]:
        def print_them() -> None:
            for number in range(sheets):
                printer.render("service-sheet", replace(data, number=f"BB-2026-A-D11-{number:04d}"))

        return print_them

    for sheets in (1, many):
        single = [place / f"sheet-{number:04d}.html" for number in range(sheets)]
        for path in single:
            path.write_text(page(data, 1), encoding="utf-8")
        together = place / f"{sheets}.html"
        together.write_text(page(data, sheets), encoding="utf-8")
        mine = best(ours(sheets), 3 if sheets == 1 else 1)
        for name, command in commands(single, together, place).items():
            if shutil.which(command[0]) is None:
                sys.stdout.write(f"{name} is not installed ({command[0]} not found): left out\n")
                continue
            theirs = best(lambda command=command: run(command), 1)  # type: ignore[misc]
            what = f"{name} from HTML, with its start-up; a sheet: {_each(mine, theirs, sheets)}"
            yield Figure(f"{sheets:,} service sheets beside {name}", mine, theirs, what)


def _each(mine: float, theirs: float, sheets: int) -> str:
    """What one sheet took on both sides, in milliseconds."""
    return f"{mine / sheets * 1000:.0f} ms ours, {theirs / sheets * 1000:.0f} ms theirs"


def commands(single: Sequence[Path], together: Path, place: Path) -> dict[str, list[str]]:
    """How each rival is told to make PDF of all sheets in one run: from a file each, or from one with all of them."""
    profile = f"-env:UserInstallation={(place / 'office').as_uri()}"
    office = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(place), *map(str, single)]
    return {"LibreOffice": office, "WeasyPrint": ["weasyprint", "-q", str(together), str(place / "weasyprint.pdf")]}


def run(command: list[str]) -> None:
    """Run a rival to its end; raises CalledProcessError when it fails."""
    subprocess.run(command, check=True, capture_output=True)


def page(data: ServiceSheet, sheets: int) -> str:
    """The sheets as one HTML file with the words of the form."""
    font = (resources() / "fonts" / "noto-serif-sc" / "NotoSerifSC-Regular.ttf").as_uri()
    one = _section(data)
    head = f"<head><meta charset='utf-8'><style>{_STYLE % font}</style></head>"
    return f"<!doctype html><html lang='zh-CN'>{head}<body>{one * sheets}</body></html>"


def _section(data: ServiceSheet) -> str:
    facts = (
        ("项目名称", data.project),
        ("项目单位", data.enterprise),
        ("项目代码", data.project_code),
        ("服务方式", data.service_mode),
        ("委托日期", data.entrusted_on),
        ("包联领导", data.lead_official),
        ("包联单位", data.lead_unit),
        ("代办员", data.officer),
        ("办理流程", data.template),
        *((line.name, line.text) for line in data.benchmarks),
    )
    head = "".join(f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in facts)
    columns = "".join(f"<th>{name}</th>" for name in _HEADS)
    rows = "".join(
        f"<tr><td>{step.number}</td><td>{escape(step.title)}</td><td>{escape(step.authority)}</td>"
        f"<td>{escape(step.officer)}</td><td>{step.accepted}</td><td>{step.statutory}<br>{step.statutory_due}</td>"
        f"<td>{step.promised}<br>{step.promised_due}</td><td>{step.finished}</td>"
        f"<td>{LAMP_SIGNS[step.lamp]} {escape(step.lamp_text)}</td></tr>"
        for step in data.steps
    )
    notes = "".join(f"<p>{escape(note)}</p>" for note in data.notes)
    return (
        f"<section><p>{escape(data.centre)}　编号：{data.number}</p><h1>项目帮办代办服务单</h1>"
        f"<table>{head}</table><h3>一、事项办理情况（截至 {data.as_of}）</h3>"
        f"<table><thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table>{notes}"
        f"<h3>二、本次服务内容</h3><div class='box'>{escape(data.content)}</div>"
        f"<h3>三、需企业配合</h3><div class='box'>{escape(data.cooperation)}</div>"
        "<table><tr><td>代办员（签字）：</td><td>服务中心（盖章）：</td></tr></table></section>"
    )
