"""The file of a volume 卷宗: every part of a case in one container, listed with SHA-256 and signed; and reading it.

The container is a plain ZIP without compression, so that any PC can unpack it and the same parts give the same bytes:

    清单.json    what is in it: every part with its size and SHA-256, and the table of contents
    签名.txt     BBJZ1:<name of the key>:<SHA-256 of the list>:<Ed25519 signature>
    卷宗.pdf     the pages to read, PDF/A-2b
    案卷.json    the record: events, template version, plans, derivations
    文书/…       every paper as it was archived, with the data it was made from
    附件/…       every electronic file, unchanged

Nothing here needs a workspace. Where every byte belongs follows from the list alone, so a damaged byte is found in the
part it stands in, also when it stands between the parts.
"""

from __future__ import annotations

import json
import re
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from hashlib import sha256
from io import BytesIO
from typing import Any

from desktop_app.application.paper_register import KeyReading, PublicKey
from desktop_app.domain.paper_code import decode, encode, key_name
from desktop_app.domain.refusals import Refusal

FORMAT = "BBJZ1"
MANIFEST, SIGNATURE, PAGES, RECORD = "清单.json", "签名.txt", "卷宗.pdf", "案卷.json"
STRUCTURE = "压缩包结构"
"""What is named when a byte between the parts is not as written."""
LARGEST_BYTES = 2**31 - 1

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_VERSION, _UTF8, _STORED, _MIDNIGHT, _FIRST_DAY = 20, 0x0800, 0, 0, 0x21
_SIGNED = re.compile(rf"{FORMAT}:(?P<key>[0-9A-Z]{{8}}):(?P<list>[0-9a-f]{{64}}):(?P<signature>[0-9A-Z]{{103}})\n")
_SIGNATURE_BYTES = len(FORMAT) + 1 + 8 + 1 + 64 + 1 + 103 + 1


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a volume: its name in the container, what it is in words, its size in bytes and SHA-256."""

    name: str
    title: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """One line of the 卷内目录; `pages` is its first page, of the last line first and last (深圳市城建档案整理规范)."""

    ordinal: str
    number: str
    responsible: str
    title: str
    date: str
    pages: str
    remark: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The list 清单 of a volume: whose it is, what it holds, and the public key (52 characters) it is signed with."""

    number: str
    title: str
    project: str
    enterprise: str
    case_id: str
    centre: str
    made_on: str
    made_by: str
    issuer: str
    key: str
    page_count: int
    contents: tuple[ContentsLine, ...]
    parts: tuple[Part, ...]

    def written(self) -> bytes:
        """The list as it is stored and signed: UTF-8, keys in order."""
        text = json.dumps({"format": FORMAT} | asdict(self), ensure_ascii=False, sort_keys=True, indent=1)
        return text.encode() + b"\n"

    @classmethod
    def read(cls, content: bytes) -> Manifest:
        """The list in some bytes; raises ValueError when it is none."""
        told = json.loads(content)
        try:
            if told.pop("format") != FORMAT:
                raise ValueError("another format")
            contents = tuple(ContentsLine(**line) for line in told.pop("contents"))
            parts = tuple(Part(**part) for part in told.pop("parts"))
            return cls(contents=contents, parts=parts, **told)
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError("not a list of a volume") from error


class PartState(StrEnum):
    """What is found of a part."""

    SAME = "same"
    ALTERED = "altered"
    MISSING = "missing"
    ADDED = "added"


PART_WORDS: Mapping[PartState, str] = {
    PartState.SAME: "✓ 一致",
    PartState.ALTERED: "▲ 被改动",
    PartState.MISSING: "✕ 缺失",
    PartState.ADDED: "◆ 多出",
}


class VolumeVerdict(StrEnum):
    """What verifying a volume ends in."""

    GENUINE = "genuine"
    ALTERED = "altered"
    UNKNOWN = "unknown_issuer"


VOLUME_WORDS: Mapping[VolumeVerdict, str] = {
    VolumeVerdict.GENUINE: "✓ 真",
    VolumeVerdict.ALTERED: "▲ 不一致",
    VolumeVerdict.UNKNOWN: "◆ 出具单位不明",
}


@dataclass(frozen=True, slots=True)
class PartCheck:
    """A part, or STRUCTURE, and whether it is as it was made."""

    name: str
    title: str
    state: PartState


@dataclass(frozen=True, slots=True)
class OpenedVolume:
    """A volume as it was found: `manifest` is None when the list cannot be read, `parts` hold what could be.

    `issuer` is empty unless the key is a known one.
    """

    verdict: VolumeVerdict
    manifest: Manifest | None
    issuer: str
    checks: tuple[PartCheck, ...]
    parts: Mapping[str, bytes]

    @property
    def wrong(self) -> tuple[PartCheck, ...]:
        """What is not as it was made."""
        return tuple(one for one in self.checks if one.state is not PartState.SAME)

    @property
    def sentence(self) -> str:
        """The verdict in a sentence that says what to do."""
        if self.verdict is VolumeVerdict.ALTERED:
            named = "、".join(f"“{one.name}”{PART_WORDS[one.state][2:]}" for one in self.wrong[:5])
            more = f"等 {len(self.wrong)} 处" if len(self.wrong) > 5 else ""
            if all(one.name == STRUCTURE for one in self.wrong):
                return "卷宗重新打包过，或者压缩包的目录被改动；各部分的内容都与清单一致。请向制作单位要原样的文件。"
            return f"卷宗与制作时不一致：{named}{more}。不能采信，请向制作单位要原样的文件。"
        if self.verdict is VolumeVerdict.UNKNOWN:
            return (
                "卷宗完整，与所附公钥的签名相符，但这把公钥不认识，不能确定是谁做的；"
                "请向制作单位要公钥，在“设置 → 公钥”里加进来再验。"
            )
        parts = len(self.manifest.parts) if self.manifest else 0
        return f"卷宗是{self.issuer}制作的，签名有效，{parts} 个部分全部与制作时一致。"

    @property
    def record(self) -> Mapping[str, Any]:
        """The record in it, empty when it cannot be read."""
        try:
            told = json.loads(self.parts.get(RECORD, b"{}"))
        except ValueError:
            return {}
        return told if isinstance(told, dict) else {}


def seal(manifest: Manifest, signature: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The container: the list, the signature of `signed_message`, then the parts in the order of the list.

    Raises Refusal when it would be larger than LARGEST_BYTES.
    """
    written = manifest.written()
    key = key_name(decode(manifest.key))
    signed = f"{FORMAT}:{key}:{sha256(written).hexdigest()}:{encode(signature)}\n".encode()
    entries = [(MANIFEST, written), (SIGNATURE, signed), *((part.name, parts[part.name]) for part in manifest.parts)]
    if sum(len(content) for _name, content in entries) > LARGEST_BYTES:
        raise Refusal.say("卷宗超过 2 GB，没有制作；请先把特别大的附件移出来，另行归档")
    return _packed(entries)


def signed_message(manifest: Manifest) -> bytes:
    """What the signature of a volume is over."""
    return f"{FORMAT}:{sha256(manifest.written()).hexdigest()}".encode()


def part_of(name: str, title: str, content: bytes) -> Part:
    """The entry of a part in the list."""
    return Part(name, title, len(content), sha256(content).hexdigest())


def open_volume(content: bytes, keys: Sequence[PublicKey], texts: KeyReading) -> OpenedVolume:
    """Read and verify a volume with nothing but public keys; raises Refusal for a file that is none."""
    found = _Container(content)
    manifest, written, signed = _list_of(found)
    if manifest is None:
        return OpenedVolume(VolumeVerdict.ALTERED, None, "", (_altered(MANIFEST, "清单"),), {})
    parts = {part.name: found.part(part, place) for part, place in _places(manifest, len(written))}
    checks = [_altered(name, title) for name, title in _faults(manifest, written, signed, texts)]
    checks = checks or [PartCheck(MANIFEST, "清单", PartState.SAME), PartCheck(SIGNATURE, "签名", PartState.SAME)]
    checks += [_checked(part, parts[part.name]) for part in manifest.parts]
    if all(one.state is PartState.SAME for one in checks):
        whole = [(MANIFEST, written), (SIGNATURE, signed), *((name, data or b"") for name, data in parts.items())]
        checks += _beside(found, _packed(whole))
    key = next((one for one in keys if encode(one.raw) == manifest.key), None)
    verdict = VolumeVerdict.GENUINE if key else VolumeVerdict.UNKNOWN
    if any(one.state is not PartState.SAME for one in checks):
        verdict = VolumeVerdict.ALTERED
    read = {name: data for name, data in parts.items() if data is not None}
    return OpenedVolume(verdict, manifest, key.owner if key else "", tuple(checks), read)


def _beside(found: _Container, whole: bytes) -> list[PartCheck]:
    """What is wrong with a file whose listed parts are all right: entries nobody listed, or another structure."""
    if found.content == whole:
        return []
    with_list = set(dict(_zipped(whole)))
    added = [PartCheck(name, "清单里没有", PartState.ADDED) for name in found.zipped if name not in with_list]
    # In a file of the same length nothing was added: a name in the directory was damaged.
    return added if added and len(found.content) != len(whole) else [_altered(STRUCTURE, "各部分之间")]


def _altered(name: str, title: str) -> PartCheck:
    return PartCheck(name, title, PartState.ALTERED)


def _checked(part: Part, content: bytes | None) -> PartCheck:
    if content is None:
        return PartCheck(part.name, part.title, PartState.MISSING)
    same = len(content) == part.size and sha256(content).hexdigest() == part.sha256
    return PartCheck(part.name, part.title, PartState.SAME if same else PartState.ALTERED)


def _faults(manifest: Manifest, written: bytes, signed: bytes, texts: KeyReading) -> Iterator[tuple[str, str]]:
    """Whether the list is the signed one, and the signature one of the key it names."""
    told = _SIGNED.fullmatch(signed.decode("ascii", "replace"))
    digest = sha256(written).hexdigest()
    if told is None:
        yield SIGNATURE, "签名"
    elif not _signs(manifest, told, digest, texts):
        # A list that is not the one named beside the signature was changed itself.
        yield (SIGNATURE, "签名") if digest == told["list"] else (MANIFEST, "清单")
    elif digest != told["list"]:
        yield SIGNATURE, "签名"


def _signs(manifest: Manifest, told: re.Match[str], digest: str, texts: KeyReading) -> bool:
    """Whether the signature is one over this list by the key it names."""
    try:
        raw, signature = decode(manifest.key), decode(told["signature"])
    except ValueError:
        return False
    # Base 32 leaves a few bits over at the end; what is not written the one way was changed.
    spelled = encode(signature) == told["signature"] and key_name(raw) == told["key"]
    return spelled and texts.verifies(raw, f"{FORMAT}:{digest}".encode(), signature)


class _Container:
    """The bytes of a file, read as a ZIP where that is possible and by position where it is not."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.zipped = dict(_zipped(content))

    def part(self, part: Part, place: int) -> bytes | None:
        """The content of a part: from where it must lie, else from wherever the ZIP has it; None when nowhere."""
        here = self.content[place : place + part.size]
        if sha256(here).hexdigest() == part.sha256:
            return here
        # What the directory has without its checksum matching is known to be there, but only its place tells what.
        if part.name in self.zipped:
            found = self.zipped[part.name]
            return here if found is None else found
        return None if self.zipped else here


def _zipped(content: bytes) -> Iterator[tuple[str, bytes | None]]:
    """The entries a ZIP reader finds, None for one whose checksum does not match."""
    import zipfile

    try:
        with zipfile.ZipFile(BytesIO(content)) as opened:
            if sum(entry.file_size for entry in opened.infolist()) > LARGEST_BYTES:
                raise Refusal.say("解开以后超过 2 GB，不是本程序制作的卷宗")
            for entry in opened.infolist():
                try:
                    yield entry.filename, opened.read(entry)
                except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
                    yield entry.filename, None
    except (zipfile.BadZipFile, UnicodeDecodeError, ValueError, NotImplementedError, struct.error):
        return


def _list_of(found: _Container) -> tuple[Manifest | None, bytes, bytes]:
    """The list with its bytes and those of the signature; None when no list can be read.

    Raises Refusal when nothing says that the file is a volume.
    """
    content, name = found.content, MANIFEST.encode()
    last = content.rfind(name)
    if last < 0 and MANIFEST not in found.zipped:
        raise Refusal.say("这个文件不是卷宗；请选“制作卷宗”或 archive make 做出来的 .zip 文件")
    start = _LOCAL.size + len(name)
    sizes = [_LOCAL.unpack_from(content)[7:9]] if len(content) >= _LOCAL.size else []
    if last >= _CENTRAL.size:
        sizes.append(_CENTRAL.unpack_from(content, last - _CENTRAL.size)[8:10])
    tried: list[tuple[bytes, bytes]] = []
    for size in dict.fromkeys(size for pair in sizes for size in pair):
        place = start + size + _LOCAL.size + len(SIGNATURE.encode())
        tried.append((content[start : start + size], content[place : place + _SIGNATURE_BYTES]))
    tried.append((found.zipped.get(MANIFEST) or b"", found.zipped.get(SIGNATURE) or b""))
    read = [(manifest, *pair) for pair in tried if (manifest := _read(pair[0])) is not None]
    fitting = [one for one in read if _SIGNED.fullmatch(one[2].decode("ascii", "replace"))]
    return next(iter([*fitting, *read]), (None, b"", b""))


def _read(written: bytes) -> Manifest | None:
    try:
        return Manifest.read(written)
    except ValueError:
        return None


def _places(manifest: Manifest, list_bytes: int) -> Iterator[tuple[Part, int]]:
    """Where the content of every part begins."""
    place = 2 * _LOCAL.size + len(MANIFEST.encode()) + list_bytes + len(SIGNATURE.encode()) + _SIGNATURE_BYTES
    for part in manifest.parts:
        place += _LOCAL.size + len(part.name.encode())
        yield part, place
        place += part.size


def _packed(entries: Sequence[tuple[str, bytes]]) -> bytes:
    """A ZIP written field by field, so that no version of a library can write it otherwise."""
    body, directory = BytesIO(), BytesIO()
    for name, content in entries:
        told, checksum = name.encode(), zlib.crc32(content)
        known = (_UTF8, _STORED, _MIDNIGHT, _FIRST_DAY, checksum, len(content), len(content), len(told), 0)
        directory.write(_CENTRAL.pack(b"PK\x01\x02", _VERSION, _VERSION, *known, 0, 0, 0, 0, body.tell()) + told)
        body.write(_LOCAL.pack(b"PK\x03\x04", _VERSION, *known) + told)
        body.write(content)
    start, size, count = body.tell(), directory.tell(), len(entries)
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, size, start, 0)
    return body.getvalue() + directory.getvalue() + end
