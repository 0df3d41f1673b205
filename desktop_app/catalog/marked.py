"""YAML read with line numbers, so that every complaint about a resource file can point at its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from desktop_app.domain.refusals import Refusal
from desktop_app.domain.template import Problem, Where

LARGEST_FILE = 2_000_000
DEEPEST_NESTING = 40
_KNOWN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")
)


@dataclass(frozen=True, slots=True)
class Marked:
    """One value of a YAML file with its 1-based line: a text, a list, a mapping, or nothing (`is_null`)."""

    line: int
    tag: str
    text: str | None = None
    items: tuple[Marked, ...] | None = None
    entries: Mapping[str, Marked] | None = None
    key_lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_null(self) -> bool:
        """Whether nothing was written here (`null`, `~` or an empty place)."""
        return self.tag == "null"


class Unreadable(Exception):
    """A file that is not YAML we accept; carries the one problem that stops the reading."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True, slots=True)
class MarkedFile:
    """A file read with line numbers; `problems` are those the reading itself found (doubled keys, foreign tags)."""

    path: Path
    root: Marked
    problems: tuple[Problem, ...]

    def line(self, where: Where) -> int:
        """The line of a place, or of the deepest part of the path that the file holds."""
        value = self.root
        line = value.line
        for step in where:
            found: Marked | None = None
            if isinstance(step, int) and value.items is not None and step < len(value.items):
                found = value.items[step]
            elif isinstance(step, str) and value.entries is not None and step in value.entries:
                found = value.entries[step]
            if found is None:
                return line
            value = found
            line = value.line
        return line


def load_marked(path: Path) -> MarkedFile:
    """Read one YAML file; raises Unreadable when it is not YAML we accept, Refusal when it cannot be opened."""
    text = _text(path)
    try:
        _refuse_tricks(path, text)
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = min(mark.line, text.count("\n")) + 1 if mark else 1
        raise Unreadable(
            _problem(path, line, "不是合法的 YAML，请检查这一行和上一行的缩进、冒号、引号和括号")
        ) from error
    except yaml.YAMLError as error:
        raise Unreadable(_problem(path, 1, "文件里有 YAML 不允许的字符，请另存为纯文本")) from error
    if node is None or node.tag == "tag:yaml.org,2002:null":
        raise Unreadable(_problem(path, 1, "文件是空的"))
    problems: list[Problem] = []
    return MarkedFile(path, _marked(node, path, problems), tuple(problems))


def _text(path: Path) -> str:
    try:
        if not path.is_file():
            raise Refusal.say(f"没有文件 {path}，请核对路径。")
        if path.stat().st_size > LARGEST_FILE:
            raise Unreadable(_problem(path, 1, f"文件超过 {LARGEST_FILE // 1_000_000} MB，不像是流程模板或事项库"))
        body = path.read_bytes()
    except (OSError, ValueError) as error:
        raise Refusal.say(f"打不开文件 {path}，请核对路径和读取权限。") from error
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body[: error.start].count(b"\n") + 1
        raise Unreadable(_problem(path, line, "不是 UTF-8 编码的文本，请另存为 UTF-8")) from error


def _refuse_tricks(path: Path, text: str) -> None:
    """Look at the flat stream of events first: a tree too deep or full of aliases must never be built."""
    depth = 0
    documents = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise Unreadable(_problem(path, line, "不接受 YAML 引用（& 和 *），请把内容直接写出来"))
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST_NESTING:
                raise Unreadable(_problem(path, line, f"嵌套超过 {DEEPEST_NESTING} 层"))
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise Unreadable(_problem(path, line, "一个文件只能有一份 YAML 文档，请删去多余的 --- 及其后的内容"))


def _marked(node: yaml.Node, path: Path, problems: list[Problem]) -> Marked:
    line = node.start_mark.line + 1
    tag = node.tag.removeprefix("tag:yaml.org,2002:")
    if node.tag not in _KNOWN_TAGS:
        problems.append(_problem(path, line, f"不接受的 YAML 标记 {node.tag}"))
    if isinstance(node, yaml.SequenceNode):
        return Marked(line, tag, items=tuple(_marked(item, path, problems) for item in node.value))
    if isinstance(node, yaml.MappingNode):
        entries: dict[str, Marked] = {}
        key_lines: dict[str, int] = {}
        for key_node, value_node in node.value:
            key_line = key_node.start_mark.line + 1
            value = _marked(value_node, path, problems)
            if not isinstance(key_node, yaml.ScalarNode):
                problems.append(_problem(path, key_line, "键只能是一个词"))
            elif key_node.value in entries:
                first = key_lines[key_node.value]
                problems.append(_problem(path, key_line, f"键 {key_node.value} 重复（第 {first} 行已写过）"))
            else:
                entries[key_node.value] = value
                key_lines[key_node.value] = key_line
        return Marked(line, tag, entries=entries, key_lines=key_lines)
    return Marked(line, tag, text=str(node.value))


def _problem(path: Path, line: int, message: str) -> Problem:
    return Problem(str(path), line, message)
