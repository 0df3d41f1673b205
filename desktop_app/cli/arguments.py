"""Arguments 参数: a parser that speaks Chinese, and the kinds of values the commands take."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NoReturn

_HEADINGS = {"positional arguments": "参数", "options": "选项"}
_WIDTH = 110

_SAID: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.+)", r"缺少参数：\1"),
    (r"one of the arguments (.+) is required", r"以下参数必须给出一个：\1"),
    (r"unrecognized arguments: (.+)", r"看不懂的参数：\1"),
    (r"argument (.+?): expected one argument", r"\1 后面要写一个值"),
    (r"argument (.+?): expected at least one argument", r"\1 后面至少要写一个值"),
    (r"argument (.+?): expected at most one argument", r"\1 后面最多写一个值"),
    (r"argument (.+?): expected (\d+) arguments?", r"\1 后面要写 \2 个值"),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", r"\1 没有 \2，可选：\3"),
    (r"argument (.+?): invalid \w+ value: (.+)", r"\1 的值 \2 看不懂"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 不能与 \2 同用"),
    (r"argument (.+?): ignored explicit argument (.+)", r"\1 后面不能带值 \2"),
    (r"argument (.+?): (.+)", r"\1：\2"),
)


def in_chinese(message: str) -> str:
    """The sentence of argparse in Chinese; what is in Chinese already stays."""
    for pattern, said in _SAID:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match is not None:
            return match.expand(said)
    return message


class _Layout(argparse.HelpFormatter):
    """Help with Chinese headings and of the same width everywhere, so that the documentation can quote it."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=32, width=_WIDTH)

    def start_section(self, heading: str | None) -> None:
        super().start_section(_HEADINGS.get(heading or "", heading))

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class ChineseParser(argparse.ArgumentParser):
    """A parser whose help and complaints are in Chinese and which never guesses an abbreviated option."""

    def __init__(self, **wishes: Any) -> None:
        wishes |= {"formatter_class": _Layout, "allow_abbrev": False, "add_help": False}
        super().__init__(**wishes)
        self.add_argument("-h", "--help", action="help", help="显示这份说明并退出")

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """Options stand anywhere: argparse would take a list of cells for empty where an option comes before it."""
        words = list(sys.argv[1:] if args is None else args)
        return super().parse_known_args(words if self._has_verbs() else self._options_last(words), namespace)

    def _has_verbs(self) -> bool:
        return any(isinstance(action, argparse._SubParsersAction) for action in self._actions)

    def _options_last(self, words: Sequence[str]) -> list[str]:
        """The words with the options and their values behind all others, both in the order they were written."""
        if "--" in words:
            return list(words)
        plain: list[str] = []
        options: list[str] = []
        room = 0
        for word in words:
            name, equals, _ = word.partition("=")
            option = self._option_string_actions.get(name) if name.startswith("-") else None
            if option is not None:
                # One value without nargs, none for a flag, and a list as far as the next option.
                room = 0 if equals or option.nargs == 0 else 1 if option.nargs is None else len(words)
            (options if option is not None or room else plain).append(word)
            room -= option is None and room > 0
        return plain + options

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line on standard error and end with exit code 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"用法有误：{in_chinese(message)}\n")


def leaves(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """The parsers of the verbs (and of nouns without a verb)."""
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not below:
        yield parser
    for action in below:
        for child in action.choices.values():
            yield from leaves(child)


def kind(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """Turn a reader that raises ValueError with a Chinese sentence into an argparse type."""

    def read_value(text: str) -> Any:
        try:
            return read(text.strip())
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from error

    return read_value


def _day(text: str) -> date:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise ValueError(f"没有“{text}”这一天，请核对日期") from None
    raise ValueError(f"日期“{text}”看不懂，请写成 2026-11-05 的样子")


def _month(text: str) -> str:
    if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text, re.ASCII) and text >= "0001":
        return text
    raise ValueError(f"月份“{text}”看不懂，请写成 2026-09 的样子")


def _year(text: str) -> int:
    if re.fullmatch(r"\d{4}", text, re.ASCII) and text != "0000":
        return int(text)
    raise ValueError(f"年份“{text}”看不懂，请写成 2026 的样子")


def _time_of_day(text: str) -> str:
    if re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text, re.ASCII):
        return text
    raise ValueError(f"时刻“{text}”看不懂，请写成 17:45 的样子")


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals or not key or not value:
        raise ValueError(f"“{text}”看不懂，请写成 名称=内容 的样子，如 QQ02=不需要")
    return key, value


def _limit(text: str) -> int:
    if re.fullmatch(r"\d{1,6}", text, re.ASCII):
        return int(text)
    raise ValueError(f"行数“{text}”不对，请写 0 或更大的整数（0 为全部）")


def _copies(text: str) -> int:
    if re.fullmatch(r"[1-9]|1\d|20", text, re.ASCII):
        return int(text)
    raise ValueError(f"份数“{text}”不对，请写 1 到 20 的整数")


copies = kind(_copies)
limit = kind(_limit)
day = kind(_day)
month = kind(_month)
year = kind(_year)
pair = kind(_pair)
time_of_day = kind(_time_of_day)
