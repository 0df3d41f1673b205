"""Keys 公钥: the signature under every paper of this desk, and the public keys of other desks."""

from __future__ import annotations

import json
from dataclasses import dataclass

from desktop_app.application.paper_register import KeyReading, KeyRing, PaperMark, PublicKey
from desktop_app.application.ports import Now, OpenUnitOfWork, UnitOfWork
from desktop_app.domain.paper_code import PaperCode, data_digest, encode, key_name
from desktop_app.domain.paper_facts import facts_of
from desktop_app.domain.refusals import Refusal


@dataclass(frozen=True, slots=True)
class KeyService:
    """Use cases on keys."""

    open_work: OpenUnitOfWork
    ring: KeyRing
    texts: KeyReading
    now: Now

    def mark(self, work: UnitOfWork, number: str, frozen: bytes, by: str, replaces: str = "") -> PaperMark:
        """The signed mark of a paper about to be archived; a key used for the first time joins the known ones.

        `frozen` is the form data (JSON) that the archive keeps. Must be called inside the transaction that archives it.
        """
        key = self._own(work, by)
        data = json.loads(frozen)
        code = PaperCode.of(number, key.name, data_digest(frozen, replaces), facts_of(data))
        code = code.signed(self.ring.sign(code.signed_part))
        return PaperMark(code.text, code.short, key.name, replaces)

    def own(self, by: str = "") -> PublicKey:
        """The public key that this PC signs with now; the pair is made when there is none."""
        with self.open_work() as work:
            key = self._own(work, by)
            work.commit()
        return key

    def every(self) -> list[PublicKey]:
        """Every key papers can be verified with, own ones first."""
        with self.open_work(writes=False) as work:
            return work.register.public_keys()

    def written(self, key: PublicKey) -> str:
        """A key as the file that other desks import."""
        return self.texts.written(key.raw, key.owner)

    def add(self, text: str, owner: str, by: str) -> PublicKey:
        """Trust the key in a file or text from another desk.

        Raises:
            Refusal: there is no key in it, nobody is named as its owner, or it is known already.
        """
        raw = self.texts.read(text)
        owner = owner.strip() or _owner_in(text)
        if not owner:
            raise Refusal.say("请写明这把公钥是哪个单位、哪个工位的，验真时会显示这个名称")
        key = PublicKey(key_name(raw), raw, owner, own=False, added_at=self.now(), added_by=by.strip())
        with self.open_work() as work:
            known = next((one for one in work.register.public_keys() if one.name == key.name), None)
            if known is not None:
                raise Refusal.say(f"公钥 {key.name} 已经在表里了：{known.owner}")
            work.register.add_key(key)
            work.commit()
        return key

    def remove(self, name: str) -> None:
        """Trust the key of another desk no longer; raises Refusal for an unknown key and for one of this workspace."""
        with self.open_work() as work:
            key = next((one for one in work.register.public_keys() if one.name == name), None)
            if key is None:
                raise Refusal.say(f"没有公钥 {name}")
            if key.own:
                raise Refusal.say("本工作区自己的公钥不能移除：以前的文书要靠它验真")
            work.register.remove_key(name)
            work.commit()

    def _own(self, work: UnitOfWork, by: str) -> PublicKey:
        raw = self.ring.public()
        name = key_name(raw)
        known = next((one for one in work.register.public_keys() if one.name == name), None)
        if known is not None and known.own:
            return known
        workspace = work.workspace()
        owner = f"{workspace.centre}（{workspace.desk} 台席）"
        key = PublicKey(name, raw, owner, own=True, added_at=self.now(), added_by=by.strip())
        work.register.add_key(key)
        return key


def key_characters(key: PublicKey) -> str:
    """A public key as 52 characters, to be pasted where a file cannot be sent."""
    return encode(key.raw)


def _owner_in(text: str) -> str:
    """The owner named in a key file above the key itself."""
    for line in text.splitlines():
        if line.startswith("单位："):
            return line.removeprefix("单位：").strip()
    return ""
