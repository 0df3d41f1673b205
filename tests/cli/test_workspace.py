"""Making workspaces from the command line."""

from tests.command_line import open_case


def test_init_takes_the_names_on_paper(bare):
    said = bare.answer("workspace", "init", "--centre", "侯马经济开发区帮办代办服务中心", "--desk", "B")
    assert (said["centre"], said["desk"], said["demo"]) == ("侯马经济开发区帮办代办服务中心", "B", False)
    assert bare.answer("workspace", "show")["desk"] == "B"


def test_init_refuses_a_folder_that_has_a_workspace(cli):
    assert "已经有工作区" in cli.refusal("workspace", "init")
    assert "已经有工作区" in cli.refusal("workspace", "demo")


def test_demo_is_marked_and_counted(bare):
    said = bare.answer("workspace", "demo")
    assert said["demo"] is True
    assert said["projects"] == 9
    assert said["cases"] >= 9
    assert set(bare.answer("workspace", "show")["officers"]) == {"甲", "乙", "丙", "丁"}


def test_people_read_the_settings(bare):
    assert "演示数据" in bare.here("workspace", "demo").out
    assert "台席代号：A" in bare.here("workspace", "show").out


def test_set_changes_only_what_is_stated(cli):
    said = cli.answer("workspace", "set", "--centre", " 侯马经济开发区帮办代办服务中心 ", "--desk", "C")
    assert (said["centre"], said["desk"]) == ("侯马经济开发区帮办代办服务中心", "C")
    cli.answer("workspace", "set", "--phone", "0357-0000000", "--name", "一号台")
    assert cli.answer("workspace", "set", "--phone", "")["phone"] == ""
    shown = cli.answer("workspace", "show")
    assert (shown["name"], shown["centre"], shown["desk"]) == ("一号台", "侯马经济开发区帮办代办服务中心", "C")
    assert "工作区名称：一号台" in cli.here("workspace", "show").out


def test_set_refuses_nothing_and_what_cannot_be(cli):
    before = cli.answer("workspace", "show")
    assert "没有写要改哪一项" in cli.refusal("workspace", "set")
    assert "大写字母" in cli.refusal("workspace", "set", "--desk", "b", "--name", "新名")
    assert "服务中心名称" in cli.refusal("workspace", "set", "--centre", " ")
    assert cli.answer("workspace", "show") == before


def test_the_policy_for_plain_days_is_tried_and_then_set(cli):
    case = open_case(cli, "SX-BA-CG")
    for verb in ("receive", "accept"):
        cli.answer("step", verb, case, "SG01", "--on", "2026-11-12", "--reason", "先行办理")
    before = cli.answer("clock", "explain", case, "SG01", "--clock", "statutory")
    assert cli.answer("workspace", "show")["day_policy"] == "WD"
    tried = cli.answer("workspace", "set", "--day-policy", "ND", "--dry-run")
    assert (tried["dry_run"], tried["day_policy"]) == (True, "WD")
    assert [(one["matter"], one["clock"], one["before"]) for one in tried["moved"]] == [
        ("SG01", "statutory", before["due"])
    ]
    for short in ((), ("--by", "甲"), ("--reason", "纪要三号"), ("--by", "甲", "--reason", " ")):
        said = cli.refusal("workspace", "set", "--day-policy", "ND", *short)
        assert "请写明依据（--reason）和登记人（--by）" in said
    done = cli.answer("workspace", "set", "--day-policy", "ND", "--by", "甲", "--reason", "纪要三号")
    assert (done["dry_run"], done["day_policy"], done["moved"]) == (False, "ND", tried["moved"])
    after = cli.answer("clock", "explain", case, "SG01", "--clock", "statutory")
    assert after["due"] == tried["moved"][0]["due"] != before["due"]
    assert "按自然日计" in cli.here("workspace", "show").out
    assert "现在就按自然日计" in cli.refusal("workspace", "set", "--day-policy", "ND")


def test_trying_is_for_the_policy_alone(cli):
    assert cli.here("workspace", "set", "--name", "新名", "--dry-run").code == 2
    assert cli.here("workspace", "set", "--name", "新名", "--day-policy", "ND").code == 2
    assert cli.answer("workspace", "show")["day_policy"] == "WD"
    assert cli.here("workspace", "set", "--day-policy", "WH").code == 2
    assert cli.answer("workspace", "show")["name"] != "新名"


def test_a_read_only_workspace_is_shown_and_every_write_refused(cli, monkeypatch):
    monkeypatch.setattr("desktop_app.storage.read_only.why_read_only", lambda _file: "所在的文件夹不让写入")
    shown = cli.here("workspace", "show", "--json")
    assert '"read_only": "所在的文件夹不让写入"' in shown.out
    assert "只读打开：所在的文件夹不让写入" in shown.err
    assert "（只读）" in cli.here("workspace", "show").out
    assert "这次没有写入" in cli.refusal("workspace", "set", "--phone", "0357-0000000")
