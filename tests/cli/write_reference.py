"""Writes docs/cli.md from the help of the program: python -m tests.cli.write_reference"""

from pathlib import Path

from desktop_app.cli.arguments import leaves
from desktop_app.cli.main import parser

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "cli.md"

_OPENING = """# 命令行 bangban-cli

命令行与窗口用同一套业务规则，被拒绝时说的是同一句话。只有一处更宽：窗口不收今天以后的日期，命令行收
（用来推演和补录整批数据），请自己核对。

- 加 `--json` 用一行 JSON 回答，供程序读取；不加则用文字回答。`--json` 和 `--workspace` 写在前后都可以。
- 退出码：0 办成；1 被拒绝（`{"refused": "一句话"}`）；2 用法有误；3 数据损坏（`{"damaged": "一句话"}`）；
  70 程序出错（`{"failed": "一句话"}`，一句话里写明日志在哪）；130 被中断。
  磁盘、数据库等系统自己说的话（多是英文）不在一句话里，在旁边的 `details`；有才出现。
- 凡带日期的回答都带 `firm`；为 `false` 时（算到了国务院尚未公布放假安排的年份），`due` 等为 `null`，
  旁边另有 `provisional`（暂估）和 `missing_years`（缺哪几年）。
- 答复出现在标准输出时，记录已经落盘。

以下由程序自己的 `--help` 生成（`python -m tests.cli.write_reference`），测试会逐字比对。
"""


def reference() -> str:
    """The whole page: the opening, then the help of the program and of every command."""
    root = parser()
    parts = [_OPENING, _section(root.prog, root.format_help())]
    parts += [_section(leaf.prog, leaf.format_help()) for leaf in leaves(root)]
    return "\n".join(parts)


def _section(title: str, text: str) -> str:
    return f"## {title}\n\n```text\n{text}```\n"


if __name__ == "__main__":
    REFERENCE.write_text(reference(), encoding="utf-8", newline="\n")
