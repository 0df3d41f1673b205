"""Rhythm settings 调度节奏: the rhythm a workspace decided on, and by which definitions its bulletin gives rates."""

from __future__ import annotations

import json
from datetime import datetime

from desktop_app.application.ports import UnitOfWork
from desktop_app.domain.indicator import SET_WORDS
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.rhythm import Cadence, CadenceRule, DueRule, RhythmSettings

_SETTINGS = "rhythm"


def stored_settings(work: UnitOfWork) -> RhythmSettings:
    """The rhythm in force; what was never decided is as proposed."""
    stored = work.recall(_SETTINGS)
    if not stored:
        return RhythmSettings()
    said = json.loads(stored)
    known = dict(RhythmSettings().rules)
    for key, rule in said["rules"].items():
        known[Cadence(key)] = CadenceRule(rule["on"], DueRule(rule["rule"]))
    return RhythmSettings(known, said.get("rates", RhythmSettings().rates))


def keep_settings(work: UnitOfWork, settings: RhythmSettings, at: datetime, by: str) -> None:
    """Put another rhythm in force; raises Refusal without a name or for an unknown set of definitions."""
    if not by.strip():
        raise Refusal.say("请写明登记人：由谁修改了调度节奏")
    if settings.rates not in SET_WORDS:
        known = "、".join(f"{key}（{name}）" for key, name in SET_WORDS.items())
        raise Refusal.say(f"没有“{settings.rates}”这套指标口径，可选：{known}")
    rules = {one.value: {"on": rule.on, "rule": rule.rule.value} for one, rule in settings.rules.items()}
    said = {"rules": rules, "rates": settings.rates, "by": by.strip(), "at": at.isoformat(timespec="seconds")}
    work.remember(_SETTINGS, json.dumps(said, ensure_ascii=False, sort_keys=True))
