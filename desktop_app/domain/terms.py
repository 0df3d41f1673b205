"""Terms 用语: the words for states, lamps and acts, and the one sentence for every refusal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from desktop_app.domain.events import Verb
from desktop_app.domain.limit import BoundParty
from desktop_app.domain.measure import BenchmarkStanding, Reach
from desktop_app.domain.progress import Lamp, StepState
from desktop_app.domain.refusals import Refusal

LAMP_SIGNS: Mapping[Lamp, str] = {
    Lamp.NORMAL: "●",
    Lamp.WARNING: "◆",
    Lamp.OVERDUE: "▲",
    Lamp.SUSPENDED: "‖",
    Lamp.READY: "▷",
    Lamp.NOT_STARTED: "○",
    Lamp.DONE: "✓",
    Lamp.DONE_LATE: "✓",
    Lamp.REFUSED: "✕",
    Lamp.WITHDRAWN: "↩",
    Lamp.SKIPPED: "－",
}

LAMP_WORDS: Mapping[Lamp, str] = {
    Lamp.NORMAL: "正常",
    Lamp.WARNING: "预警",
    Lamp.OVERDUE: "逾期",
    Lamp.SUSPENDED: "暂停",
    Lamp.READY: "可办",
    Lamp.NOT_STARTED: "未到",
    Lamp.DONE: "办结",
    Lamp.DONE_LATE: "逾期办结",
    Lamp.REFUSED: "退件",
    Lamp.WITHDRAWN: "撤回",
    Lamp.SKIPPED: "不适用",
}

STATE_WORDS: Mapping[StepState, str] = {
    StepState.WAITING: "未到",
    StepState.READY: "可办",
    StepState.IN_PROGRESS: "在办",
    StepState.SUSPENDED: "暂停",
    StepState.DONE: "已办结",
    StepState.REFUSED: "已退件",
    StepState.WITHDRAWN: "已撤回",
    StepState.SKIPPED: "不适用",
}

VERB_WORDS: Mapping[Verb, str] = {
    Verb.OPEN: "立件",
    Verb.RECEIVE: "收件",
    Verb.ACCEPT: "受理",
    Verb.SUSPEND: "暂停",
    Verb.RESUME: "恢复",
    Verb.FINISH: "办结",
    Verb.RECORD: "补录已办",
    Verb.RETURN: "退件",
    Verb.WITHDRAW: "撤回",
    Verb.RESTART: "重新起算",
    Verb.EXTEND: "延期",
    Verb.TOLERATE: "容缺受理",
    Verb.SUPPLEMENT: "容缺补齐",
    Verb.DELIVER: "送达",
    Verb.PART: "分项完成",
    Verb.SKIP: "标为不适用",
    Verb.INCLUDE: "纳入",
    Verb.ASSIGN: "指派代办员",
    Verb.REVERSE: "冲销",
    Verb.IMPORT: "台账导入",
    Verb.EDIT: "修改",
    Verb.CALENDAR: "日历更新",
    Verb.HONOUR: "记入纪录榜",
    Verb.MIGRATE: "换用流程版本",
}

CLOCK_WORDS: Mapping[str, str] = {
    "promised": "承诺",
    "statutory": "法定",
    "benchmark": "对标",
    "tolerance": "容缺补齐",
    "delivery": "送达",
    "plan": "计划",
    "validity": "有效期",
    "held": "原件有效",
}

ENTERPRISE_CLOCK = "企业时限"
"""What a limit that binds the enterprise is called, whether it was promised or comes from a law."""

DATE_WORDS: Mapping[str, str] = {**CLOCK_WORDS, "custody": "归还", BoundParty.ENTERPRISE: ENTERPRISE_CLOCK}
"""The dates that lists show: those of clocks, and the agreed return of an original."""


def clock_words(name: str, bound: str) -> str:
    """What a date is called: a limit that binds the enterprise is not a promise of a department."""
    own = bound == BoundParty.ENTERPRISE and name in ("promised", "statutory")
    return ENTERPRISE_CLOCK if own else DATE_WORDS.get(name, "")


def day_words(day: date) -> str:
    """A date as the desk writes it in a sentence."""
    return f"{day.year}年{day.month}月{day.day}日"


def benchmark_words(one: BenchmarkStanding) -> str:
    """How far a benchmark has run and by which 口径; 暂估 and 待核 are said, and a target counted in another unit."""
    basis = one.basis.words() + ("" if one.benchmark.verified else "；起止口径待核")
    days = f"{one.benchmark.days} 天"
    if one.converted is not None:
        days += f"（折合 {one.converted} 个{one.basis.unit_word}）"
    if one.reach is Reach.NOT_STARTED:
        return f"{days}，尚未起算；{basis}"
    if one.elapsed is None or one.remaining is None:
        return f"{days}，起止日期不详，无法计算；{basis}"
    doubt = "" if one.firm else "（暂估）"
    if one.reach is Reach.REACHED:
        outcome = "达标" if one.met else f"超出 {-one.remaining} 天"
        return f"{days}，用时 {one.elapsed} 天，{outcome}{doubt}；{basis}"
    rest = f"余 {one.remaining} 天" if one.remaining >= 0 else f"已超 {-one.remaining} 天"
    return f"{days}，第 {one.elapsed} 天，{rest}{doubt}；{basis}"


Facts = Mapping[str, object]


def _word(facts: Facts, key: str = "verb") -> str:
    value = facts[key]
    return VERB_WORDS[value] if isinstance(value, Verb) else str(value)


def _day(facts: Facts, key: str) -> str:
    value = facts[key]
    return day_words(value) if isinstance(value, date) else str(value)


def _names(facts: Facts, key: str) -> str:
    value = facts[key]
    names = [str(one) for one in value] if isinstance(value, tuple) else [str(value)]
    shown = "、".join(f"“{name}”" for name in names[:3])
    return shown + (f"等 {len(names)} 项" if len(names) > 3 else "")


def _state(facts: Facts) -> str:
    value = facts["state"]
    return STATE_WORDS[value] if isinstance(value, StepState) else str(value)


def _not_possible(facts: Facts) -> str:
    hints = {
        StepState.WAITING: "请先办前面的环节",
        StepState.READY: "请先登记收件或受理",
        StepState.IN_PROGRESS: "它正在办理中",
        StepState.SUSPENDED: "请先登记恢复",
        StepState.DONE: "如登记有误，请先冲销办结",
        StepState.REFUSED: "如重新申报，请先登记收件或受理",
        StepState.WITHDRAWN: "如重新申报，请先登记收件或受理",
        StepState.SKIPPED: "如确需办理，请先纳入",
    }
    state = facts["state"]
    hint = hints[state] if isinstance(state, StepState) else ""
    return f"“{facts['step']}”{_state(facts)}，不能{_word(facts)}；{hint}"


_SENTENCES: dict[str, Callable[[Facts], str]] = {
    "said": lambda f: str(f["sentence"]),
    "unknown_step": lambda f: f"流程“{f['template']}”里没有事项 {f['matter']}，请核对事项编码",
    "reason_missing": lambda f: f"“{f['step']}”{_word(f)}要写明原因",
    "not_possible_in": _not_possible,
    "undecided": lambda f: f"“{f['step']}”是可选环节，还没有决定办不办；请先纳入，或标为不适用",
    "already_accepted": lambda f: f"“{f['step']}”已于 {_day(f, 'on')} 受理，不能再次受理；如登记有误，请先冲销",
    "predecessors_open": lambda f: (
        f"“{f['step']}”的前置环节{_names(f, 'before')}到这一天尚未办结；如确已先行办理，请填写原因，将标记为提前或补录"
    ),
    "already_suspended": lambda f: f"“{f['step']}”已因{f['kind']}暂停，尚未恢复，不能重复登记",
    "not_suspended_by": lambda f: f"“{f['step']}”没有因{f['kind']}暂停，无可恢复",
    "which_suspension": lambda f: f"“{f['step']}”有几项暂停未恢复：{_names(f, 'kinds')}，请指明恢复哪一项",
    "not_accepted": lambda f: f"“{f['step']}”尚未受理，不能办结；请先登记受理，早已办完的请用“补录已办”",
    "last_choice": lambda f: f"“{f['group']}”必须选定一项，“{f['step']}”是最后一个可选项，不能标为不适用",
    "already_included": lambda f: f"“{f['step']}”已经纳入，无需重复",
    "required_step": lambda f: f"“{f['step']}”是必经环节，无需纳入",
    "choice_made": lambda f: f"“{f['group']}”只能选一项，已选“{f['chosen']}”；要改选请先冲销原选择",
    "officer_missing": lambda f: f"请写明“{f['step']}”交给哪位代办员",
    "same_officer": lambda f: f"“{f['step']}”现在就由{f['officer']}负责，无需重新指派",
    "nothing_to_reverse": lambda f: f"“{f['step']}”还没有记录，无可冲销",
    "already_reversed": lambda f: f"“{f['step']}”的这条记录已经冲销，或不属于本环节",
    "later_entries": lambda f: f"“{f['step']}”后面的“{_word(f, 'later')}”以这条“{_word(f)}”为前提，请先冲销后面那条",
    "before_last_entry": lambda f: (
        f"“{f['step']}”{_word(f)}日期 {_day(f, 'on')} 早于上一条记录 {_day(f, 'last')}，请核对日期"
    ),
    "date_missing": lambda f: f"“{f['step']}”{_word(f)}要写明日期",
    "no_such_limit": lambda f: f"“{f['step']}”没有{CLOCK_WORDS.get(str(f['clock']), '这种')}时限，无可延期",
    "amount_missing": lambda f: f"“{f['step']}”{_word(f)}要写明天数（大于 0 的整数）",
    "approver_missing": lambda f: f"“{f['step']}”延期要写明批准人和告知文书文号（行政许可法第四十二条）",
    "already_extended": lambda f: (
        f"“{f['step']}”的{CLOCK_WORDS[str(f['clock'])]}时限已经延期一次，不能再延；如登记有误，请先冲销"
    ),
    "missing_papers_unnamed": lambda f: f"“{f['step']}”容缺受理要在备注里写明缺哪些材料",
    "already_tolerated": lambda f: f"“{f['step']}”已有容缺未补齐（{f['missing']}），请先登记补齐",
    "nothing_tolerated": lambda f: f"“{f['step']}”没有待补齐的容缺材料",
    "no_such_part": lambda f: (
        f"“{f['step']}”没有分项“{f['part']}”，可登记的有：{_names(f, 'parts')}"
        if f["parts"]
        else f"“{f['step']}”不分项办理，请直接登记办结"
    ),
    "part_done": lambda f: f"“{f['step']}”的分项“{f['part']}”已于 {_day(f, 'on')} 完成，无需重复登记",
    "parts_open": lambda f: (
        f"“{f['step']}”还有分项{_names(f, 'parts')}没有登记完成；请先逐项登记，确已全部完成的请写明原因，一并办结"
    ),
    "already_delivered": lambda f: f"“{f['step']}”已于 {_day(f, 'on')} 送达，无需重复登记",
    "reversed_before": lambda f: (
        f"“{f['step']}”冲销日期 {_day(f, 'on')} 早于被冲销的记录 {_day(f, 'target')}，请核对日期"
    ),
    "month_unclear": lambda f: f"“{f['step']}”的月份“{f['month']}”看不懂，请写成 2026-05 的样子",
    "stale": lambda f: f"“{f['name']}”刚被其他人改动，您的修改没有保存；请刷新后再试",
}


def sentence(refusal: Refusal) -> str:
    """The one Chinese sentence of a refusal, the same in window, command line and on paper."""
    return _SENTENCES[refusal.code](refusal.facts)
