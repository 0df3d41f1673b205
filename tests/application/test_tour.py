"""The tour leaves the list of the day, papers, the report of the week and a workbook in a folder."""

from __future__ import annotations

from pathlib import Path

from desktop_app.application.demo import build_demo
from desktop_app.application.desk import Desk
from desktop_app.application.tour import leave_papers
from tests.documents.reading import page_texts


def test_the_tour_leaves_a_list_papers_and_a_workbook(workspace: Desk, tmp_path: Path) -> None:
    build_demo(workspace, workspace.overview.day())
    made = leave_papers(workspace, tmp_path / "走查" / "文书")
    assert [path.name for path in made] == [
        "今日清单.txt",
        "项目帮办代办服务单-BB-2026-A-D11-0001.pdf",
        "证照批文移交清单-BB-2026-A-D19-0001.pdf",
        "项目帮办代办周调度表-BB-2026-A-D22A-0001.pdf",
        "企业问题台账-BB-2026-A-D34-0001.pdf",
        "问题台账-20261120.xlsx",
    ]
    lines = made[0].read_text(encoding="utf-8").splitlines()
    assert lines[0] == "今日清单  2026-11-20"
    board = workspace.overview.today()
    groups = {
        "逾期": board.overdue,
        "今日到期": board.due_today,
        "三个工作日内": board.soon,
        "暂停计时": board.suspended,
    }
    for name, rows in (groups | {"可以开办": board.ready, "待定环节": board.undecided}).items():
        place = lines.index(f"{name}（{len(rows)}）")
        assert [row.step.title in line for row, line in zip(rows, lines[place + 1 :], strict=False)] == [True] * len(
            rows
        )
    assert any(line.startswith("  ▲逾期") and "承诺到期 2026-" in line for line in lines)
    for path, title in ((made[1], "服务单"), (made[2], "移交清单")):
        content = path.read_bytes()
        assert workspace.documents.again(path.stem.split("-", 1)[1]).content == content
        assert title in page_texts(content)[0].replace(" ", "")
