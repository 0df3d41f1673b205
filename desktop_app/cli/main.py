"""The command line 命令行: `bangban-cli [--workspace DIR] NOUN VERB … [--json]`, on the same services as the window."""

from __future__ import annotations

import argparse
import importlib
import logging
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

from desktop_app import __version__
from desktop_app.application.desk import Desk
from desktop_app.application.workspaces import read_only_words
from desktop_app.cli.answer import Answer, Installation, Needs, Program
from desktop_app.cli.arguments import ChineseParser, leaves
from desktop_app.cli.speech import as_json, complain, say, speak_utf8
from desktop_app.domain.refusals import Damaged, Refusal, WrongUsage, in_full

if TYPE_CHECKING:
    from desktop_app.application.verification import Verifier
    from desktop_app.cli.answer import OpenDesk, PaperProof

NOUNS: Mapping[str, str] = {
    "workspace": "workspace",
    "project": "project",
    "case": "case",
    "step": "step",
    "material": "material",
    "today": "today",
    "overdue": "overdue",
    "remind": "remind",
    "report": "report",
    "officer": "officer",
    "team": "team",
    "benchmark": "benchmark",
    "statistics": "statistics",
    "indicators": "indicators",
    "ledger": "ledger",
    "reconcile": "reconcile",
    "print": "paper",
    "paper": "papers",
    "verify": "verify",
    "archive": "archive",
    "key": "keys",
    "wording": "wording",
    "font": "fonts",
    "calendar": "calendar",
    "clock": "clock",
    "template": "template",
    "self-test": "self_test",
}
"""The nouns in the order of the help with the module of each, which registers its verbs with `run`, `render` and, if
not CALENDAR, `needs`."""

_LOG_NAME = "bangban-cli.log"
_LOGGER = logging.getLogger("bangban-cli")
_LOGGER.propagate = False

REFUSED, WRONG_USAGE, DAMAGED, FAILED, INTERRUPTED = 1, 2, 3, 70, 130


def run(
    argv: Sequence[str],
    *,
    open_desk: OpenDesk,
    bundled: Callable[[], Any],
    proof: Callable[[], PaperProof],
    verifier: Callable[[], Verifier],
) -> int:
    """Carry out one command line and return its exit code; nothing is answered before it is stored.

    0 done, 1 refused, 2 wrong usage, 3 damaged data, 70 a fault of the program (with its log), 130 interrupted.
    """
    speak_utf8()
    wants_json = "--json" in argv
    try:
        args = parser(noun_of(argv)).parse_args(argv)
        wants_json = args.json
        answer = _carry_out(args, Program(open_desk, bundled, proof, verifier))
    except SystemExit as ended:  # help, version, or wrong usage as argparse says it
        return ended.code if isinstance(ended.code, int) else WRONG_USAGE
    except KeyboardInterrupt:
        complain("已中断，没有写入。")
        return INTERRUPTED
    except Refusal as refusal:
        return _turned_down(REFUSED, "refused", refusal, wants_json)
    except Damaged as damaged:
        return _turned_down(DAMAGED, "damaged", damaged, wants_json)
    except WrongUsage as wrong:
        complain(f"用法有误：{wrong}")
        return WRONG_USAGE
    except Exception as fault:
        with _log_file() as log:
            _LOGGER.exception("bangban-cli %s", " ".join(argv))
        sentence = f"程序出错，没有完成（{type(fault).__name__}）。详情已记入 {log}，请连同这条命令一起反馈。"
        return _answered(FAILED, {"failed": sentence}, sentence, wants_json)
    say(as_json(answer.payload) if wants_json else args.render(args, answer.payload))
    return answer.exit_code


def noun_of(argv: Sequence[str]) -> str:
    """The noun a command line names, empty when it names none or asks for the help of all."""
    words = iter(argv)
    for word in words:
        if word in ("-h", "--help"):
            return ""
        if word == "--workspace":
            next(words, None)
        elif not word.startswith("-"):
            return word if word in NOUNS else ""
    return ""


def parser(only: str = "") -> ChineseParser:
    """The whole command line, or what belongs to one noun: a command loads its own noun and no other.

    `--workspace` and `--json` are understood before the noun and after the verb.
    """
    root = ChineseParser(prog="bangban-cli", description="帮办台命令行：与窗口用同一套业务规则。")
    root.add_argument("--version", action="version", version=f"帮办台 {__version__}", help="显示版本并退出")
    root.add_argument("--workspace", metavar="DIR", type=Path, default=None, help=_WORKSPACE_HELP)
    root.add_argument("--json", action="store_true", help=_JSON_HELP)
    nouns = root.add_subparsers(dest="noun", metavar="NOUN", required=True, help="对象，每个都有自己的 --help")
    for noun, module in NOUNS.items():
        if only in ("", noun):
            importlib.import_module(f"desktop_app.cli.{module}").register(nouns)
    for leaf in leaves(root):
        # Left out of the namespace unless written, so that the one before the noun stands.
        leaf.add_argument("--workspace", metavar="DIR", type=Path, default=argparse.SUPPRESS, help=_WORKSPACE_HELP)
        leaf.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=_JSON_HELP)
    return root


_WORKSPACE_HELP = "工作区文件夹；不写则用环境变量 BANGBAN_WORKSPACE，再不然用本人的默认工作区"
_JSON_HELP = "用一行 JSON 回答"


def default_folder() -> Path:
    """The workspace used when none is named: $BANGBAN_WORKSPACE, else the person's own data folder."""
    named = os.environ.get("BANGBAN_WORKSPACE", "").strip()
    return Path(named) if named else Path(platformdirs.user_data_dir("帮办台", appauthor=False))


def _carry_out(args: argparse.Namespace, program: Program) -> Answer:
    needs = getattr(args, "needs", Needs.CALENDAR)
    folder = args.workspace or default_folder()
    desk: Desk | None = None
    given: Any
    if needs is Needs.INSTALLATION:
        given = Installation(program, folder)
    elif needs is Needs.WORKSPACE:
        given = desk = program.open_desk(folder)
    else:
        desk = _calendar_of(program.open_desk, args.workspace)
        given = desk or program.bundled()
    try:
        if desk is not None and desk.read_only:
            # Beside the answer, so that what a script reads stays the same.
            complain(read_only_words(desk.read_only))
        answer = args.run(args, given)
    finally:
        if desk is not None:
            desk.close()
    return answer if isinstance(answer, Answer) else Answer(answer)


def _calendar_of(open_desk: OpenDesk, folder: Path | None) -> Desk | None:
    """The workspace named for a command that needs none: its local calendar counts, unless there is no workspace."""
    if folder is None:
        return None
    try:
        return open_desk(folder)
    except Refusal:
        return None


def _turned_down(code: int, key: str, said: Refusal | Damaged, wants_json: bool) -> int:
    details = {"details": said.details} if said.details else {}
    return _answered(code, {key: str(said), **details}, in_full(said), wants_json)


def _answered(code: int, payload: dict[str, str], sentence: str, wants_json: bool) -> int:
    if wants_json:
        say(as_json(payload))
    else:
        complain(sentence)
    return code


@contextmanager
def _log_file() -> Iterator[Path]:
    """While it lasts, faults are written to a file; answers where it lies."""
    place = Path(platformdirs.user_log_dir("帮办台", appauthor=False))
    try:
        place.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(place / _LOG_NAME, encoding="utf-8")
    except OSError:
        place = Path(tempfile.gettempdir())
        handler = logging.FileHandler(place / _LOG_NAME, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    _LOGGER.addHandler(handler)
    try:
        yield place / _LOG_NAME
    finally:
        _LOGGER.removeHandler(handler)
        handler.close()
