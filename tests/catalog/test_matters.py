"""The shipped matter library is whole, and every mistake in a file is named with its line."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from desktop_app.catalog.matters import load_matters, load_sources, read_matters
from desktop_app.catalog.templates import check_template
from desktop_app.domain.limit import BoundParty, Limit, LimitKind, Unit
from desktop_app.domain.refusals import Damaged
from desktop_app.locations import resources

FOLDER = resources() / "matters"
MATTERS = load_matters(FOLDER)

LEGEND = """\
legend:
  service_mode: [代办]
  approval_kind: [许可]
  verified: {law: 已核对}
sources:
  L: 《某法》第1条
"""
GOOD = """\
matters:
- code: A
  name: 甲
  stage: 前期
  authority: 某局
  approval_kind: 许可
  service_mode: 代办
  statutory: {days: 3, unit: WD, start: received, basis: 某法1}
  correction_notice: {days: 5, unit: WD, basis: 行政许可法32}
  exclusions:
  - {kind: 听证, max_days: null, unit: WD, basis: 行政许可法47}
  materials:
  - {name: 申请表, form: 原件, copies: 2, tolerable: true}
  result: {name: 许可证, validity: null}
  verified: law
  sources: [L]
"""


def write(folder: Path, body: str) -> list[tuple[str, int, str]]:
    (folder / "a.yaml").write_text(body, encoding="utf-8")
    (folder / "legend.yaml").write_text(LEGEND, encoding="utf-8")
    return [(Path(problem.file).name, problem.line, problem.message) for problem in read_matters(folder)[1]]


def test_the_library_is_whole() -> None:
    assert len(MATTERS) == 94
    assert sum(len(matter.materials) for matter in MATTERS.values()) == 239
    assert Counter(matter.verified for matter in MATTERS.values()) == {"law": 43, "general": 29, "local_ref": 22}
    assert sum(matter.statutory is not None for matter in MATTERS.values()) == 40
    assert sum(matter.correction_notice is not None for matter in MATTERS.values()) == 21
    assert sum(len(matter.exclusions) for matter in MATTERS.values()) == 31
    assert [code for code, matter in MATTERS.items() if matter.promised is None] == ["SG02"]
    assert [code for code, matter in MATTERS.items() if matter.ask_days] == ["SG02"]
    assert all(matter.statutory.basis for matter in MATTERS.values() if matter.statutory)


def test_what_a_matter_says_arrives() -> None:
    assert MATTERS["YD01"].statutory is not None
    assert MATTERS["YD01"].statutory.kind is LimitKind.MINIMUM
    permit = MATTERS["SG01"]
    assert permit.statutory == Limit(
        7, Unit.DAYS, "received", basis="建筑法8", text="自收到申请之日起七日内(法条写“日”)"
    )
    assert permit.correction_notice is not None
    assert (permit.correction_notice.amount, permit.correction_notice.start) == (5, "received")
    assert permit.promised == Limit(3, Unit.WORKING_DAYS, "accepted", basis="唐山3; 一般压至1")
    filing = MATTERS["JG04"].statutory
    assert filing is not None
    assert (filing.start, filing.bound_party) == ("done:JG02", BoundParty.ENTERPRISE)


def test_every_source_a_matter_names_has_words() -> None:
    sources = load_sources(FOLDER)
    named = {source for matter in MATTERS.values() for source in matter.sources}
    assert named <= sources.keys()
    assert all(sources[one] for one in named)


def test_sources_of_a_broken_library_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("sources: [", encoding="utf-8")
    with pytest.raises(Damaged):
        load_sources(tmp_path)


def test_no_source_points_at_a_code_host() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.yaml"))
    assert "github" not in text.lower()


@pytest.mark.parametrize(
    "path", sorted(set(FOLDER.glob("*.yaml")) - {FOLDER / "legend.yaml"}), ids=lambda path: path.stem
)
def test_a_matter_file_can_be_checked_on_its_own(path: Path) -> None:
    assert check_template(path, MATTERS) == ()


def test_a_good_file_has_no_problem(tmp_path: Path) -> None:
    assert write(tmp_path, GOOD) == []
    assert load_matters(tmp_path)["A"].exclusions[0].max_days is None


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        (", basis: 某法1", "", 8, "事项 A 的 statutory 缺少 basis（法律依据）"),
        (", basis: 行政许可法32", "", 9, "事项 A 的 correction_notice 缺少 basis（法律依据）"),
        ("start: received", "start: done:ZZ", 8, "事项 A 的 statutory 从未知事项 ZZ 办结起算"),
        ("days: 3, unit: WD", "days: 3, unit: 天", 8, "事项 A 的 statutory 的 unit 看不懂“天”"),
        ("service_mode: 代办", "service_mode: 代辦", 7, "事项 A 的 service_mode 看不懂“代辦”，图例里只有 代办"),
        ("sources: [L]", "sources: [L, M]", 16, "事项 A 的来源 M 没有在 sources 里写明"),
        ("  name: 甲\n", "", 2, "事项 A 缺少 name"),
        ("copies: 2", "copies: 1000", 13, "事项 A 的材料的 copies 太大，最多 100"),
        ("tolerable:", "tolerated:", 13, "事项 A 的材料里有不认识的键 tolerated，是不是 tolerable？"),
        ("- code: A", "- code: A\n  code: B", 3, "键 code 重复（第 2 行已写过）"),
        ("result: {name: 许可证, validity: null}", "result: 许可证", 14, "事项 A 的结果应写成“键: 值”的形式"),
    ],
)
def test_one_mistake_is_named_with_its_line(tmp_path: Path, old: str, new: str, line: int, message: str) -> None:
    assert GOOD.count(old) == 1
    found = write(tmp_path, GOOD.replace(old, new))
    assert any(file == "a.yaml" and at == line and said.startswith(message) for file, at, said in found), found


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("amount: 0, unit: year, basis: 某法1", "事项 A 的有效期缺少 amount，应是大于 0 的整数"),
        ("amount: 5, unit: 年, basis: 某法1", "事项 A 的有效期的 unit 看不懂“年”"),
        ("amount: 5, unit: year", "事项 A 的有效期缺少 basis"),
        ("amount: 5, unit: year, basis: 某法1, from: opened", "事项 A 的有效期的 from 看不懂“opened”"),
        ("amount: 5, unit: year, basis: 某法1, used_by: [ZZ]", "事项 A 的有效期写了未知事项 ZZ"),
    ],
)
def test_a_validity_that_cannot_be_is_named(tmp_path: Path, written: str, message: str) -> None:
    found = write(tmp_path, GOOD.replace("validity: null", f"validity: 五年, lasts: {{{written}}}"))
    assert any(said.startswith(message) for _, _, said in found), found


def test_validities_of_the_library() -> None:
    library = load_matters(resources() / "matters")
    lasting = {
        code: (matter.result.lasts.words(), matter.result.lasts.used_by)
        for code, matter in library.items()
        if matter.result and matter.result.lasts
    }
    assert lasting == {
        "DJ01": ("2 个月", ("DJ02",)),
        "HP01": ("5 年", ("KG01",)),
        "HP02": ("5 年", ("KG01",)),
        "HP04": ("5 年", ("KG01",)),
        "LX02": ("2 年", ("KG01",)),
        "SB01": ("3 年", ("KG01",)),
        "SG01": ("3 个月", ("KG01",)),
        "PW01": ("5 年", ()),
        "PW02": ("5 年", ()),
        "PS01": ("5 年", ()),
        "AQ04": ("3 年", ()),
    }
    # What is said in words is also said as a length, so that somebody can be reminded.
    assert {code for code, one in library.items() if one.result and one.result.validity} == set(lasting)


def test_one_code_twice_is_named(tmp_path: Path) -> None:
    again = GOOD.removeprefix("matters:\n")
    assert ("a.yaml", 17, "事项 A 重复，事项库里已有同一编号") in write(tmp_path, GOOD + again)


def test_a_broken_or_missing_library_is_damage(tmp_path: Path) -> None:
    with pytest.raises(Damaged, match=r"没有 \.yaml 文件"):
        load_matters(tmp_path)
    write(tmp_path, "matters: [")
    with pytest.raises(Damaged, match=r"事项库有 1 处问题，无法使用：.*a\.yaml 第 1 行：不是合法的 YAML"):
        load_matters(tmp_path)
