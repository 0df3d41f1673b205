"""Answer files: what is filled in on a paper, as a JSON object by key."""

from __future__ import annotations

import json
from pathlib import Path

from desktop_app.domain.refusals import Refusal

_LARGEST_ANSWERS = 1_000_000


def read_answers(path: Path | None) -> dict[str, object]:
    """The answers in a JSON file, none without a file; raises Refusal when it cannot be used."""
    if path is None:
        return {}
    try:
        if path.stat().st_size > _LARGEST_ANSWERS:
            raise Refusal.say(f"文件 {path} 太大，不像是填写项")
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Refusal.say(f"读不到文件 {path}，请检查文件是否存在、有没有权限") from error
    except ValueError as error:
        raise Refusal.say(
            f"文件 {path} 不是 JSON，请写成 {{“填写项”: “内容”}} 的形式；填写项见 print --list"
        ) from error
    if not isinstance(found, dict):
        raise Refusal.say(f"文件 {path} 里应是一个 JSON 对象，键是填写项；填写项见 print --list")
    return found
