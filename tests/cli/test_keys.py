"""Public keys on the command line."""

from tests.command_line import CommandLine, open_case


def test_no_key_before_the_first_paper(cli):
    assert "还没有公钥" in cli.here("key", "list").out


def test_keys_are_exchanged_as_files(cli, tmp_path, capsys):
    cli.answer("print", "handover", open_case(cli), "--out", tmp_path / "x.pdf")
    (own,) = cli.answer("key", "list")["keys"]
    assert own["own"] and len(own["key"]) == 52
    file = tmp_path / "公钥.pem"
    assert cli.answer("key", "export", "--out", file)["name"] == own["name"]
    assert "BEGIN PUBLIC KEY" in file.read_text(encoding="utf-8")
    assert "PRIVATE" not in file.read_text(encoding="utf-8")
    other = CommandLine(capsys, tmp_path / "另一个")
    assert other.here("workspace", "init").code == 0
    added = other.answer("key", "add", file, "--by", "乙")
    assert (added["name"], added["owner"], added["own"]) == (own["name"], own["owner"], False)
    assert "已经在表里" in other.refusal("key", "add", own["key"], "--owner", "谁")
    assert own["name"] in other.here("key", "list").out
    other.answer("key", "remove", own["name"])
    assert other.answer("key", "list")["keys"] == []
    assert "不能移除" in cli.refusal("key", "remove", own["name"])


def test_what_is_no_key_is_refused(cli, tmp_path):
    assert "没有验真公钥" in cli.refusal("key", "add", "hello", "--owner", "谁")
    assert "哪个单位" in cli.refusal("key", "add", "0" * 52)
    assert "没有公钥" in cli.refusal("key", "remove", "ABCDEFGH")
    assert "写不了" in cli.refusal("key", "export", "--out", tmp_path / "无" / "x.pem")
    assert "已写到" in cli.here("key", "export", "--out", tmp_path / "x.pem").out
