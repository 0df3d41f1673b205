"""Papers verified from the command line: in the workspace that issued them, and elsewhere with a public key alone."""

from io import BytesIO

import pypdfium2
import pytest

from tests.command_line import CommandLine, open_case


def scanned(content: bytes, dpi: int = 150) -> bytes:
    """The first page as a scanner would deliver it."""
    document = pypdfium2.PdfDocument(content)
    try:
        picture = document[0].render(scale=dpi / 72, grayscale=True).to_pil()
    finally:
        document.close()
    buffer = BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture
def paper(cli, tmp_path):
    """An issued sheet: its number, its file and a scan of it."""
    out, picture = tmp_path / "单.pdf", tmp_path / "扫描.png"
    issued = cli.answer("print", "service-sheet", open_case(cli), "--out", out)
    picture.write_bytes(scanned(out.read_bytes()))
    return issued["number"], out, picture


def one(answer):
    (found,) = answer["papers"]
    return found


def test_a_scan_is_genuine_and_names_what_to_compare(cli, paper):
    number, _out, picture = paper
    found = one(cli.answer("verify", "--image", picture))
    assert (found["verdict"], found["number"], found["archived"]) == ("genuine", number, True)
    assert {"label": "项目名称", "field": "project", "value": "试验项目1"} in found["facts"]
    said = cli.here("verify", "--image", picture).out
    assert "✓ 真" in said and "项目名称：试验项目1" in said


def test_the_archived_file_itself_is_a_reprint(cli, paper):
    assert one(cli.answer("verify", "--image", paper[1]))["verdict"] == "reprint"


def test_a_changed_field_is_named_with_both_texts(cli, paper):
    said = cli.here("verify", "--image", paper[2], "--field", "项目名称=别的项目", "--field", "officer=甲", "--json")
    found = one(said.json)
    assert said.code == 1
    assert found["verdict"] == "altered"
    assert found["differences"] == [
        {"field": "project", "label": "项目名称", "shown": "别的项目", "issued": "试验项目1"}
    ]
    assert found["checked"] == ["代办员"]
    spoken = cli.here("verify", "--image", paper[2], "--field", "项目名称=别的项目").out
    assert "▲ 项目名称：纸上是“别的项目”，出具时是“试验项目1”" in spoken


def test_elsewhere_the_public_key_alone_is_enough(cli, paper, tmp_path, capsys):
    key = tmp_path / "公钥.pem"
    cli.answer("key", "export", "--out", key)
    elsewhere = CommandLine(capsys, tmp_path / "没有工作区")
    found = one(elsewhere.answer("verify", "--image", paper[2], "--key", key, "--field", "项目名称=试验项目1"))
    assert (found["verdict"], found["checked"], found["archived"]) == ("genuine", ["项目名称"], False)
    assert "临汾" in found["issuer"] or "帮办代办" in found["issuer"]
    said = elsewhere("verify", "--image", paper[2], "--key", key, "--field", "项目名称=别的", "--json")
    assert (said.code, one(said.json)["verdict"]) == (1, "altered")
    assert not (tmp_path / "没有工作区").exists()


def test_a_key_can_be_given_as_characters(cli, paper, tmp_path, capsys):
    characters = cli.answer("key", "list")["keys"][0]["key"]
    elsewhere = CommandLine(capsys, tmp_path / "没有工作区")
    assert one(elsewhere.answer("verify", "--image", paper[2], "--key", characters))["verdict"] == "genuine"


def test_another_workspace_does_not_know_the_issuer_until_it_has_the_key(cli, paper, tmp_path, capsys):
    key = tmp_path / "公钥.pem"
    cli.answer("key", "export", "--out", key)
    other = CommandLine(capsys, tmp_path / "另一个工作区")
    assert other.here("workspace", "init").code == 0
    said = other.here("verify", "--image", paper[2], "--json")
    assert (said.code, one(said.json)["verdict"]) == (1, "unknown_issuer")
    other.answer("key", "add", key)
    assert one(other.answer("verify", "--image", paper[2]))["verdict"] == "genuine"


def test_a_void_paper_says_why(cli, paper):
    cli.answer("paper", "void", paper[0], "--reason", "企业名称有误", "--by", "甲")
    said = cli.here("verify", "--image", paper[2], "--json")
    assert said.code == 1
    assert one(said.json)["verdict"] == "void"
    assert one(said.json)["void"]["reason"] == "企业名称有误"


def test_wrong_usage_and_unreadable_files(cli, paper, tmp_path):
    assert cli.here("verify").code == 2
    assert cli.here("verify", "x", "--image", paper[1]).code == 2
    assert cli.here("verify", "x", "--field", "没有等号").code == 2
    assert "看不出是验真码" in cli.refusal("verify", "hello")
    assert "没有的文件" in cli.refusal("verify", "--image", tmp_path / "没有的文件.png")
    text = tmp_path / "字.txt"
    text.write_text("不是图片", encoding="utf-8")
    assert "不是能读的照片或 PDF" in cli.refusal("verify", "--image", text)
    assert "没有“颜色”这个核对项" in cli.refusal("verify", "--image", paper[2], "--field", "颜色=红")
