"""Officers, leaves and handovers on the command line."""

from tests.command_line import open_case
from tests.documents.reading import page_texts


def add(cli, *names):
    for name in names:
        cli.answer("officer", "add", name, "--by", "丁")


def test_people_are_listed_with_their_work(cli):
    assert "还没有人员" in cli.here("officer", "list").out
    open_case(cli)
    add(cli, "乙")
    first, second = cli.answer("officer", "list")["officers"]
    assert (first["name"], first["registered"], first["cases"]) == ("乙", True, 0)
    assert (second["registered"], second["cases"], second["share"]) == (False, 1, 1)
    assert "未登记" in cli.here("officer", "list").out
    assert cli.answer("officer", "add", "--all", "--by", "丁")["added"] == [second["name"]]
    shown = cli.answer("officer", "show", second["name"])
    assert shown["steps"] and shown["firm"]
    assert "\t可办\t" in cli.here("officer", "show", second["name"]).out.replace(" 可办", "\t可办")
    assert "没有“丙”" in cli.refusal("officer", "show", "丙")


def test_a_person_is_changed_and_renamed(cli):
    case = open_case(cli)
    old = cli.answer("case", "show", case)["officer"]
    add(cli, old)
    changed = cli.answer("officer", "add", old, "--unit", "审批局", "--active-from", "2025-01-01", "--by", "丁")
    assert changed == {"added": [old], "changed": True, "events": 0}
    renamed = cli.here("officer", "add", old, "--rename", "王新", "--carry", "--by", "丁")
    assert "已修改：王新" in renamed.out and "条记录改用新名" in renamed.out
    assert cli.answer("case", "show", case)["officer"] == "王新"
    assert cli.answer("officer", "show", old)["former"] == [old]


def test_a_leave_is_covered_and_cancelled(cli):
    add(cli, "甲", "乙")
    words = ("officer", "leave", "甲", "--from", "2026-11-20", "--to", "2026-11-24", "--by", "丁")
    assert "由谁代管" in cli.refusal(*words)
    assert cli.here(*words, "--substitute", "乙", "--reason", "年假").out == "甲请假期间由乙代管\n"
    assert "重叠" in cli.refusal(*words, "--substitute", "乙")
    (cover,) = cli.answer("officer", "cover")["covers"]
    assert (cover["absent"], cover["by"], cover["until"]) == ("甲", "乙", "2026-11-24")
    assert "由乙代管" in cli.here("officer", "show", "甲").out
    assert "2026-11-25 没有人请假" in cli.here("officer", "cover", "--on", "2026-11-25").out
    assert cli.answer(*words, "--cancel", "--reason", "不休了")["cancelled"]
    assert cli.answer("officer", "cover")["covers"] == []
    assert "已经撤销" in cli.refusal(*words, "--cancel", "--reason", "不休了")


def test_the_board_of_a_substitute_names_both(cli):
    case = open_case(cli)
    officer = cli.answer("case", "show", case)["officer"]
    add(cli, officer, "代管人")
    days = ("--from", "2026-11-20", "--to", "2026-11-20")
    cli.answer("officer", "leave", officer, *days, "--substitute", "代管人", "--by", "丁")
    board = cli.answer("today", "--officer", "代管人")
    assert {line["substitute"] for line in board["ready"]} == {"代管人"}
    assert f"{officer}（代管人代）" in cli.here("today").out


def test_a_handover_is_counted_committed_and_accepted(cli):
    case = open_case(cli)
    giver = cli.answer("case", "show", case)["officer"]
    add(cli, "乙")
    words = ("officer", "handover", "--from", giver, "--to", "乙", "--reason", "岗位调整")
    dry = cli.answer(*words, "--dry-run")
    assert (dry["dry_run"], dry["counts"]["cases"], len(dry["steps"])) == (True, 1, dry["counts"]["steps"])
    assert "只清点，没有交接" in cli.here(*words, "--dry-run").out
    assert "刚被其他人改动" in cli.refusal(*words, "--expect", "0000")
    assert "还没有交接" in cli.here("officer", "handovers").out
    made = cli.answer(*words, "--case", case, "--expect", dry["code"])
    assert (made["number"], made["counts"], made["steps"]) == ("JJ-2026-001", dry["counts"], dry["steps"])
    assert cli.answer("case", "show", case)["officer"] == "乙"
    assert "待接收" in cli.here("officer", "handovers", "--waiting").out
    assert "由乙确认接收" in cli.refusal("officer", "accept", made["number"], "--by", giver)
    accepted = cli.answer("officer", "accept", made["number"], "--by", "乙", "--difference", "少一份")
    assert [act["act"] for act in accepted["acts"]] == ["hand_over", "dispute"]
    assert cli.answer("officer", "handovers", "--waiting")["handovers"] == []


def test_a_handover_is_taken_back(cli):
    case = open_case(cli)
    giver = cli.answer("case", "show", case)["officer"]
    add(cli, "乙")
    done = cli.here("officer", "handover", "--from", giver, "--to", "乙", "--reason", "离岗", "--by", "丁")
    assert "已交接，编号 JJ-2026-001，待乙接收" in done.out
    assert "print staff-handover --handover JJ-2026-001 打印" in done.out
    back = cli.here("officer", "take-back", "JJ-2026-001", "--by", "丁", "--reason", "交错了")
    assert "已撤回" in back.out
    assert cli.answer("case", "show", case)["officer"] == giver


def test_the_paper_of_any_handover_is_printed(cli, tmp_path):
    giver = cli.answer("case", "show", open_case(cli))["officer"]
    for name in ("乙", "丙"):
        add(cli, name)
    cli.answer("officer", "handover", "--from", giver, "--to", "乙", "--reason", "休假", "--by", "丁")
    cli.answer("officer", "handover", "--from", "乙", "--to", "丙", "--reason", "离岗", "--by", "丁")
    file = tmp_path / "交接.pdf"
    cli.answer("print", "staff-handover", "--handover", "JJ-2026-001", "--witness", "戊", "--out", file, "--by", "丁")
    said = "".join(page_texts(file.read_bytes()))
    assert "JJ-2026-001" in said and "JJ-2026-002" not in said and "戊" in said
    unknown = cli.refusal("print", "staff-handover", "--handover", "JJ-2026-009", "--out", file, "--by", "丁")
    assert "JJ-2026-009" in unknown


def test_show_lists_the_rows_behind_every_count(cli):
    case = open_case(cli)
    officer = cli.answer("case", "show", case)["officer"]
    cli.answer(
        "ledger",
        "add",
        "visits",
        "日期=2026-11-10",
        "企业=某企业",
        "方式=上门",
        "事项=看现场",
        f"代办员={officer}",
        "--by",
        "丁",
    )
    shown = cli.answer("officer", "show", officer)
    assert {kind: len(lines) for kind, lines in shown["hand"].items()} == {
        kind: shown[kind] for kind in ("cases", "originals", "reminders", "problems", "visits")
    }
    assert (shown["hand"]["cases"][0]["case"], shown["hand"]["visits"][0]["what"]) == (case, "看现场")
    said = cli.here("officer", "show", officer).out
    assert "代办件：" in said
    assert "  上门\t某企业\t看现场\t2026-11-10" in said
    assert "原件：" not in said
