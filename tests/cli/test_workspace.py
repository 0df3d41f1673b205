"""Making workspaces from the command line."""


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
