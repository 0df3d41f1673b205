"""The shipped templates are sound, and every mistake in a file is named with its line."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.catalog.marked import DEEPEST_NESTING, LARGEST_FILE
from desktop_app.catalog.matters import load_matters
from desktop_app.catalog.templates import check_template, load_templates
from desktop_app.domain.limit import Limit, Unit
from desktop_app.domain.matter import Matter
from desktop_app.domain.refusals import Damaged, Refusal
from desktop_app.domain.template import ApprovalTemplate
from desktop_app.locations import resources

TEMPLATES = resources() / "templates"

GOOD = """\
id: T
name: 模板
version: 2026.11
effective_from: 2026-08-15
benchmarks:
- name: 十天
  start: {matter: QQ01, event: accepted}
  end: {matter: LX01, event: done}
  days: 10
  unit: ND
choose:
  环评:
    rule: exactly_one
    of: [HP01, HP02]
groups:
- name: 并联
  members: [DJ03]
  limit: {days: 5, unit: WD}
steps:
- matter: QQ01
  after: []
- matter: LX01
  after: [QQ01]
  promised: {days: 1, unit: WD, basis: 内部默认}
- matter: DJ03
  after: [QQ01]
  parallel_group: 并联
- matter: HP01
  after: [LX01]
  optional: true
- matter: HP02
  after: [LX01]
  optional: true
  condition: 可能造成重大影响的项目
"""


@functools.cache
def matters() -> dict[str, Matter]:
    return load_matters(resources() / "matters")


@functools.cache
def templates() -> tuple[ApprovalTemplate, ...]:
    return load_templates(TEMPLATES, matters())


def check(tmp_path: Path, body: str | bytes) -> list[tuple[int, str]]:
    path = tmp_path / "t.yaml"
    path.write_bytes(body if isinstance(body, bytes) else body.encode())
    problems = check_template(path, matters())
    assert {problem.file for problem in problems} <= {str(path)}
    return [(problem.line, problem.message) for problem in problems]


def test_nine_templates_with_their_steps() -> None:
    counts = {template.key: (len(template.steps), len(template.choices)) for template in templates()}
    assert counts == {
        "SX-BA-CG": (70, 3),
        "SX-BA-CNZ": (63, 2),
        "SX-BZD": (63, 2),
        "SX-HZ": (70, 3),
        "SX-HZ-CNZ": (70, 6),
        "SX-SGYP": (7, 0),
        "SX-ZL": (31, 2),
        "SX-ZS": (15, 0),
        "SX-ZS-JS": (15, 0),
    }


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_shipped_template_has_no_problem_and_its_own_name(path: Path) -> None:
    assert check_template(path, matters()) == ()
    assert path.stem in {template.key for template in templates()}


def test_what_a_template_says_arrives() -> None:
    by_key = {template.key: template for template in templates()}
    quick = by_key["SX-ZS-JS"]
    assert quick.step("QQ02").promised_limit == Limit(2, Unit.WORKING_DAYS, basis="极速目标值(内部默认)")
    assert quick.step("YJ01").title == "证照移交与办结评价"
    assert [(rule.name, rule.days) for rule in by_key["SX-SGYP"].thresholds] == [
        ("签而未落", 90),
        ("落而未投", 180),
        ("投而未效(投未达效)", 365),
    ]
    assert [(mark.days, mark.unit) for mark in by_key["SX-ZS"].benchmarks] == [
        (26, Unit.NATURAL_DAYS),
        (10, Unit.NATURAL_DAYS),
    ]
    assert by_key["SX-BA-CG"].benchmarks[0].leaves_out == ("SG02",)


def test_choices_agree_with_the_matters() -> None:
    """A matter that is usually one of a choice belongs to that choice, also where a template adds others."""
    for template in templates():
        for choice in template.choices:
            labels = {template.step(code).matter.choice_group for code in choice.members}
            assert labels <= {choice.name, ""}, (template.key, choice.name)


def test_joint_limits_and_parts_are_those_that_were_found() -> None:
    by_key = {template.key: template for template in templates()}
    limits = {(key, group.name): group.limit for key, one in by_key.items() for group in one.groups if group.limit}
    assert {place: limit.words() for place, limit in limits.items()} == {
        ("SX-BA-CG", "多评合一"): "27 个工作日",
        ("SX-HZ", "多评合一"): "27 个工作日",
    }
    assert all("待核" in limit.basis for limit in limits.values())
    for one in by_key.values():
        unsaid = [group.name for group in one.groups if group.limit is None]
        assert all(name in " ".join(one.notes) for name in unsaid), one.key
    parts = by_key["SX-BA-CG"].step("JG03").parts
    assert [(part.name, part.limit.amount if part.limit else None) for part in parts] == [
        ("受理", 1),
        ("资料审查", 4),
        ("现场验收", 3),
        ("回复意见", 1),
    ]


def test_the_pilot_template_says_that_it_is_unverified() -> None:
    pilot = {template.key: template for template in templates()}["SX-HZ-CNZ"]
    assert "待核" in pilot.name and "待核" in pilot.applies_to
    assert {choice.name for choice in pilot.choices} >= {"节能", "水土保持", "防雷", "施工图"}
    assert pilot.step("LX02").matter.approval_kind == "核准"


def test_a_good_file_has_no_problem(tmp_path: Path) -> None:
    assert check(tmp_path, GOOD) == []
    assert check(tmp_path, GOOD.replace("\n", "\r\n")) == []
    assert check(tmp_path, b"\xef\xbb\xbf" + GOOD.encode()) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("matter: LX01\n  after", "matter: XX99\n  after", 22, "未知事项 XX99"),
        ("after: [QQ01]\n  promised", "after: [XX99]\n  promised", 23, "环节 LX01 的前置 XX99 不在本模板的环节里"),
        ("after: []", "after: [HP01]", 21, "环节前后成环：QQ01 → LX01 → HP01 → QQ01"),
        ("after: [QQ01]\n  parallel", "after: [DJ03]\n  parallel", 26, "环节前后成环：DJ03 → DJ03"),
        ("matter: DJ03", "matter: LX01", 25, "环节 LX01 重复出现，同一事项在一个模板里只能有一次"),
        ("after: []", "aftr: []", 21, "环节 QQ01 里有不认识的键 aftr，是不是 after？"),
        ("version:", "verzion:", 3, "模板里有不认识的键 verzion，是不是 version？"),
        ("days: 1,", "days: -1,", 24, "环节 LX01 的 promised 的 days 不能是负数"),
        ("days: 1,", "days: 1.5,", 24, "环节 LX01 的 promised 的 days 应是整数"),
        ("days: 1,", "days: yes,", 24, "环节 LX01 的 promised 的 days 应是整数"),
        ("days: 1,", "days: 99999999999999999999,", 24, "环节 LX01 的 promised 的 days 太大，最多 10000"),
        ("days: 1,", "", 24, "环节 LX01 的 promised 缺少 days"),
        ("unit: WD, basis", "unit: 工作日, basis", 24, "环节 LX01 的 promised 的 unit 看不懂“工作日”，只能写 WD"),
        ("unit: WD, basis", "unit: WD, start: soon, basis", 24, "环节 LX01 的 promised 的 start 看不懂“soon”"),
        ("of: [HP01, HP02]", "of: [HP01, HP09]", 14, "择一组“环评”的成员 HP09 不在本模板的环节里"),
        ("of: [HP01, HP02]", "of: [HP01, DJ03]", 14, "择一组“环评”的成员 DJ03 不是可选环节"),
        ("rule: exactly_one", "rule: both", 13, "择一组“环评”的 rule 看不懂“both”，只能写 exactly_one、at_most_one"),
        ("members: [DJ03]", "members: [DJ03, ZZ]", 17, "并联组“并联”的成员 ZZ 不在本模板的环节里"),
        ("parallel_group: 并联", "parallel_group: 串联", 27, "环节 DJ03 的并联组“串联”没有定义"),
        ("end: {matter: LX01", "end: {matter: ZZ", 8, "对标“十天”指向的事项 ZZ 不在本模板的环节里"),
        ("event: done", "event: ended", 8, "对标“十天”的事件 ended 看不懂"),
        ("2026-08-15", "2026-13-15", 4, "模板的 effective_from 不是日期“2026-13-15”"),
        ("optional: true\n- matter: HP02", "optional: 是\n- matter: HP02", 30, "环节 HP01 的 optional 只能写"),
        ("optional: true\n  condition", "optional: 1\n  optional: 1\n  condition", 34, "键 optional 重复（第 33 行"),
        ("id: T\n", "name: 甲\n", 2, "键 name 重复（第 1 行已写过）"),
        ("id: T", "id:", 1, "模板缺少 id"),
        ("after: []", "note: 无", 21, "环节 QQ01 里有不认识的键 note"),
    ],
)  # fmt: skip
def test_one_mistake_is_named_with_its_line(tmp_path: Path, old: str, new: str, line: int, message: str) -> None:
    assert GOOD.count(old) == 1
    found = check(tmp_path, GOOD.replace(old, new))
    assert any(at == line and said.startswith(message) for at, said in found), found


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    body = (
        GOOD.replace("QQ01\n  after: []", "XX99\n  after: [NO]")
        .replace("exactly_one", "one")
        .replace("days: 10", "days: x")
    )
    lines = [line for line, _ in check(tmp_path, body)]
    assert {9, 13, 20, 21} <= set(lines)
    assert lines == sorted(lines)


def test_steps_behind_a_cycle_are_named(tmp_path: Path) -> None:
    found = check(tmp_path, GOOD.replace("after: [QQ01]\n  promised", "after: [QQ01, HP01]\n  promised"))
    assert (23, "环节前后成环：LX01 → HP01 → LX01") in found
    assert (32, "环节 HP02 排在成环的环节之后，永远轮不到") in found


def test_a_statutory_limit_without_a_law_is_named(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    path.write_text("id: T\nname: 模板\nversion: 1\nsteps:\n- matter: A\n  after: []\n", encoding="utf-8")
    (problem,) = check_template(path, {"A": Matter("A", "甲", statutory=Limit(3, Unit.WORKING_DAYS))})
    assert (problem.line, problem.message) == (5, "事项 A 的法定时限缺少法律依据，请在事项库里补上 basis")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("", "文件是空的"),
        ("# 只有注释\n", "文件是空的"),
        ("null\n", "文件是空的"),
        ("- 一\n- 二\n", "模板应写成“键: 值”的形式"),
        ("42", "模板应写成“键: 值”的形式"),
        ("a: b: c", "不是合法的 YAML"),
        ("{", "不是合法的 YAML"),
        ("---\n---\n", "一个文件只能有一份 YAML 文档"),
        ("a: &x [1]\nb: [*x, *x]", "不接受 YAML 引用"),
        ("!!python/object/apply:os.getcwd []", "不接受的 YAML 标记"),
        ("? [a, b]\n: c", "键只能是一个词"),
        ("[" * 100_000, f"嵌套超过 {DEEPEST_NESTING} 层"),
        ("{a: " * 100_000, f"嵌套超过 {DEEPEST_NESTING} 层"),
        (b"\x00\x01\x02", "文件里有 YAML 不允许的字符"),
        (b"\x89PNG\r\n\x1a\n\xff", "不是 UTF-8 编码的文本"),
        ("模板".encode("gb18030"), "不是 UTF-8 编码的文本"),
        (b"a" * (LARGEST_FILE + 1), "文件超过 2 MB"),
    ],
    ids=range(17),
)
def test_what_is_no_template_at_all(tmp_path: Path, body: str | bytes, message: str) -> None:
    found = check(tmp_path, body)
    assert any(said.startswith(message) for _, said in found), found


def test_a_bomb_of_aliases_is_refused_before_it_grows(tmp_path: Path) -> None:
    levels = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    assert check(tmp_path, "\n".join(levels)) == [(1, "不接受 YAML 引用（& 和 *），请把内容直接写出来")]


@pytest.mark.parametrize("name", ["nothing.yaml", "."])
def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refusal, match="没有文件"):
        check_template(tmp_path / name, matters())


PIECES = st.sampled_from(
    [": ", "- ", "[", "]", "{", "}", "\n", "&a ", "*a", '"', "'", "null", "? ", "!!set ", "|", "\t", "<<: ", "\x00"]
)  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_template_gives_problems_or_none_but_never_an_error(tmp_path: Path, data: st.DataObject) -> None:
    body = GOOD
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(body)))
        cut = data.draw(st.integers(0, 12))
        body = body[:at] + data.draw(PIECES | st.just("")) + body[at + cut :]
    lines = body.count("\n") + 1
    assert all(1 <= line <= lines and said for line, said in check(tmp_path, body))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_any_bytes_give_problems_but_never_an_error(tmp_path: Path, body: bytes) -> None:
    assert check(tmp_path, body)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.fixed_dictionaries(
        {},
        optional={
            **{key: JSON for key in ("id", "name", "version", "effective_from", "notes", "benchmarks", "thresholds")},
            "choose": st.dictionaries(st.text(max_size=3), JSON | st.fixed_dictionaries({"rule": JSON, "of": JSON})),
            "groups": JSON
            | st.lists(st.fixed_dictionaries({"name": JSON, "members": JSON, "limit": JSON}), max_size=2),
            "steps": JSON
            | st.lists(
                st.fixed_dictionaries(
                    {"matter": st.just("LX01") | JSON, "after": JSON},
                    optional={"promised": st.fixed_dictionaries({"days": JSON, "unit": JSON}), "optional": JSON},
                ),
                max_size=3,
            ),
        },
    )
)
def test_wrong_types_give_problems_but_never_an_error(tmp_path: Path, body: dict[str, object]) -> None:
    assert check(tmp_path, yaml.safe_dump(body, allow_unicode=True)) or body.keys() >= {
        "id",
        "name",
        "version",
        "steps",
    }


def test_two_files_of_one_key_are_damage(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    with pytest.raises(Damaged, match=r"b\.yaml 第 1 行：模板 T 重复"):
        load_templates(tmp_path, matters())


def test_a_wrong_file_among_the_shipped_is_damage(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD.replace("LX01\n  after", "XX99\n  after"), encoding="utf-8")
    with pytest.raises(Damaged, match=r"a\.yaml 第 22 行：未知事项 XX99"):
        load_templates(tmp_path, matters())


def test_the_names_of_earlier_drafts_are_understood(tmp_path: Path) -> None:
    old = "san_wei_rules:\n- {name: 签而未落, definition: 已签约, default_threshold_days: 90, unit: ND, source: 供稿}\n"
    (tmp_path / "a.yaml").write_text(GOOD + old, encoding="utf-8")
    (template,) = load_templates(tmp_path, matters())
    assert [(rule.name, rule.days) for rule in template.thresholds] == [("签而未落", 90)]


def test_a_step_reads_its_parts(tmp_path: Path) -> None:
    parts = "\n  parts:\n  - {name: 一期, limit: {days: 4, unit: WD}}\n  - {name: 二期}"
    assert check(tmp_path, GOOD.replace("after: []", f"after: []{parts}")) == []
    twice = GOOD.replace("after: []", f"after: []{parts.replace('二期', '一期')}")
    assert [said for _, said in check(tmp_path, twice)] == ["环节 QQ01 的分项“一期”写了两次"]
