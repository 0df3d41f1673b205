"""Template packs 模板包: versions with their matters in one file that another centre can take in, sealed by SHA-256."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from desktop_app.application.template_packs import Pack
from desktop_app.application.whole_file import write_whole
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.template import ApprovalTemplate, TemplateProblem

SUFFIX = ".bbmb"
_MARK = "bangban-template-pack"
_FORMAT_VERSION = 1
_LARGEST_FILE = 20_000_000


class _Sealed(msgspec.Struct):
    """What stands around the templates; they are decoded only when the seal is right."""

    format: str
    format_version: int
    sha256: str
    templates: list[Any]


def pack_bytes(templates: Sequence[ApprovalTemplate]) -> bytes:
    """The file of some versions: the same versions give the same bytes on every machine and day."""
    plain = [msgspec.to_builtins(one) for one in sorted(templates, key=lambda one: (one.key, one.version))]
    sealed = _Sealed(_MARK, _FORMAT_VERSION, _seal(plain), plain)
    return msgspec.json.format(msgspec.json.encode(sealed), indent=1) + b"\n"


def write_pack(templates: Sequence[ApprovalTemplate], path: Path) -> str:
    """Write a pack and answer its seal; raises Refusal when the file cannot be written, and then there is none."""
    content = pack_bytes(templates)
    write_whole(path, content)
    return msgspec.json.decode(content, type=_Sealed).sha256


def read_pack(path: Path) -> Pack:
    """Read a pack; raises Refusal for a file that is none, was changed on the way, or holds no usable template."""
    sealed = _sealed(path, _content(path))
    if sealed.sha256 != _seal(sealed.templates):
        raise Refusal.say(f"模板包 {path.name} 的内容与封签不符，可能传送时损坏或被改动过，请重新索取")
    templates: list[ApprovalTemplate] = []
    for number, plain in enumerate(sealed.templates, start=1):
        template = _template(path, number, plain)
        if any((one.key, one.version) == (template.key, template.version) for one in templates):
            raise Refusal.say(f"模板包 {path.name} 里流程模板 {template.key} 的版本 {template.version} 出现两次")
        templates.append(template)
    if not templates:
        raise Refusal.say(f"模板包 {path.name} 里没有流程模板")
    return Pack(sealed.sha256, tuple(templates))


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise Refusal.say(f"没有文件 {path}，请核对路径。")
        if path.stat().st_size > _LARGEST_FILE:
            raise Refusal.say(f"{path.name} 超过 {_LARGEST_FILE // 1_000_000} MB，不像是模板包")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise Refusal.say(f"打不开文件 {path}，请核对路径和读取权限。") from error


def _sealed(path: Path, content: bytes) -> _Sealed:
    try:
        sealed = msgspec.json.decode(content, type=_Sealed)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Refusal.say(f"{path.name} 不是模板包（{SUFFIX}），或已损坏，没有导入任何内容") from error
    if sealed.format != _MARK:
        raise Refusal.say(f"{path.name} 不是帮办台的模板包，没有导入任何内容")
    if sealed.format_version != _FORMAT_VERSION:
        raise Refusal.say(
            f"模板包 {path.name} 的格式是第 {sealed.format_version} 版，本机程序只认第 {_FORMAT_VERSION} 版；"
            "请用同样新的程序导入，或请对方重新导出"
        )
    return sealed


def _template(path: Path, number: int, plain: Any) -> ApprovalTemplate:
    named = plain.get("key", "") if isinstance(plain, dict) else ""
    told = f"（{named}）" if isinstance(named, str) and named else ""
    where = f"模板包 {path.name} 的第 {number} 个模板{told}"
    try:
        template = msgspec.convert(plain, ApprovalTemplate)
    except msgspec.ValidationError as error:
        if isinstance(error.__cause__, TemplateProblem):
            raise Refusal.say(f"{where}有问题：{error.__cause__.message}") from error
        place = str(error).partition(" - at ")[2].strip("`") or "$"
        raise Refusal.say(f"{where}在 {place} 处的内容不合格式，请重新索取") from error
    except Refusal as refusal:
        raise Refusal.say(f"{where}有问题：{refusal}") from refusal
    if not template.key.strip() or not template.version.strip():
        raise Refusal.say(f"{where}没有编号或版本号，不能导入")
    return template


def _seal(plain: list[Any]) -> str:
    """The digest of the content, whatever spaces or line ends a mail program put between."""
    return sha256(msgspec.json.encode(plain, order="sorted")).hexdigest()
