"""Template versions from the command line: list, compare, migrate, export, import."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from desktop_app.bootstrap import open_desk
from desktop_app.domain import template_draft as edit
from desktop_app.domain.limit import Limit
from desktop_app.domain.template_draft import TemplateDraft
from tests.command_line import FRIDAY, CommandLine, open_case

BUNDLED = "2026.11-草案2"
LOCAL = "2026.11-本地1"


def publish(cli: CommandLine, change: Callable[[TemplateDraft], TemplateDraft]) -> None:
    """A version of SX-ZS published in the window; running windows and commands share the workspace."""
    desk = open_desk(cli.folder, now=lambda: FRIDAY)
    stored = desk.drafts.begin("SX-ZS", "乙")
    desk.drafts.save(stored, change(stored.draft), "乙")
    desk.drafts.publish(stored.id, LOCAL, date(2026, 11, 20), "乙", "按新指南")
    desk.close()


slower = partial(edit.set_promised, code="QQ01", limit=Limit.parse("60WD"))


def test_versions_and_what_differs(cli: CommandLine) -> None:
    open_case(cli, "SX-ZS")
    publish(cli, slower)
    own, bundled = cli.answer("template", "versions", "SX-ZS")
    assert (own["version"], own["origin"], own["in_force"], own["base"]) == (LOCAL, "published", True, BUNDLED)
    assert (own["recorded_by"], own["why"], own["effective_from"], own["firm"]) == (
        "乙",
        "按新指南",
        "2026-11-20",
        True,
    )
    assert (bundled["version"], bundled["origin"], bundled["cases"], bundled["running"]) == (BUNDLED, "bundled", 1, 1)
    assert len(cli.answer("template", "versions")) == 10
    said = cli.here("template", "versions", "SX-ZS").out
    assert "本地发布、现行" in said and "程序自带" in said and "乙：按新指南" in said
    (found,) = cli.answer("template", "diff", "SX-ZS", BUNDLED, LOCAL)["differences"]
    assert (found["kind"], found["subject"], found["matter"]) == ("changed", "limit", "QQ01")
    assert cli.here("template", "diff", "SX-ZS", BUNDLED, LOCAL).out.splitlines() == [found["words"], "共 1 处差别"]
    assert "没有差别" in cli.here("template", "diff", "SX-ZS", LOCAL, LOCAL).out
    assert "没有版本 9" in cli.refusal("template", "diff", "SX-ZS", LOCAL, "9")


def test_a_dry_run_then_the_move_then_back(cli: CommandLine) -> None:
    case = open_case(cli, "SX-ZS")
    cli.answer("step", "accept", case, "QQ01", "--on", "2026-11-17")
    publish(cli, slower)
    words = ("template", "migrate", "SX-ZS")
    seen = cli.answer(*words, "--dry-run")
    (one,) = seen["cases"]
    assert (seen["to"], seen["dry_run"], seen["possible"], seen["blocked"]) == (LOCAL, True, 1, 0)
    (moved,) = one["dates"]
    assert (moved["before"], moved["due"], moved["firm"], moved["missing_years"]) == ("2026-11-18", None, False, [2027])
    said = cli.here(*words, "--dry-run").out
    assert "（暂估）" in said and "可以换版 1 件" in said
    assert cli.answer("case", "show", case)["version"] == BUNDLED
    assert "为什么" in cli.refusal(*words, "--by", "乙")
    done = cli.answer(*words, "--by", "乙", "--why", "按新指南", "--case", case)
    assert done["cases"] == seen["cases"]
    assert cli.answer("case", "show", case)["version"] == LOCAL
    back = cli.here(*words, "--to", BUNDLED, "--by", "乙", "--why", "换回去")
    assert "已换版 1 件" in back.out and cli.answer("case", "show", case)["version"] == BUNDLED


def test_a_case_that_cannot_move(cli: CommandLine) -> None:
    case = open_case(cli, "SX-ZS")
    for code in ("QQ01", "QQ02"):
        for verb in ("accept", "finish"):
            cli.answer("step", verb, case, code, "--on", "2026-11-17")
    cli.answer("step", "accept", case, "QQ03", "--on", "2026-11-18")
    publish(cli, partial(edit.remove_step, code="QQ03"))
    seen = cli.here("template", "migrate", "SX-ZS", "--case", case, "--dry-run", "--json")
    assert seen.code == 1 and seen.json["cases"][0]["obstacles"] and not seen.json["cases"][0]["possible"]
    assert "正在办理，新版本里没有这个环节" in cli.here("template", "migrate", "SX-ZS", "--dry-run").out
    assert "正在办理" in cli.refusal("template", "migrate", "SX-ZS", "--by", "乙", "--why", "试", "--case", case)


def test_a_pack_from_one_workspace_to_another(
    cli: CommandLine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(cli, slower)
    file = tmp_path / "模板.bbmb"
    written = cli.answer("template", "export", "SX-ZS", f"SX-SGYP@{BUNDLED}", "--out", file)
    assert (written["file"], written["templates"]) == (str(file), 2)
    assert "已导出 1 个" in cli.here("template", "export", "SX-ZS", "--out", tmp_path / "又.bbmb").out
    other = CommandLine(capsys, tmp_path / "另一个")
    assert other.here("workspace", "init").code == 0
    seen = other.answer("template", "import", file, "--dry-run")
    assert (seen["added"], seen["dry_run"], seen["sha256"]) == (1, True, written["sha256"])
    assert "将导入 1 个版本" in other.here("template", "import", file, "--dry-run").out
    taken = other.answer("template", "import", file, "--by", "丙")
    assert [(one["key"], one["state"]) for one in taken["templates"]] == [("SX-SGYP", "same"), ("SX-ZS", "version")]
    assert "已有，不再导入" in other.here("template", "import", file, "--by", "丙").out
    assert other.answer("template", "versions", "SX-ZS")[0]["source"] == "模板.bbmb"
    file.write_bytes(file.read_bytes().replace(b"QQ01", b"QQ0x"))
    assert "与封签不符" in other.refusal("template", "import", file, "--by", "丙")
