"""Scripts of the demonstration: for each project a template, what was done before, and the acts since, by day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from desktop_app.domain.events import Verb

CENTRE = "临汾经济开发区帮办代办服务中心（演示）"

_LAW_45 = "行政许可法第四十五条，已书面告知"


class Days(Protocol):
    """Days counted back from the day the demonstration is built."""

    @property
    def today(self) -> date:
        """That day, working or not."""

    def ago(self, number: int) -> date:
        """The working day `number` working days before it."""

    def months_ago(self, number: int) -> str:
        """The month (YYYY-MM) `number` months before it."""

    def tight(self, length: int, most: int) -> int:
        """How long ago a stretch of `length` working days ended that took at most `most` natural days."""


@dataclass(frozen=True, slots=True)
class Move:
    """One act on a step, `ago` working days before today; None means today itself, even on a rest day."""

    verb: Verb
    matter: str
    ago: int | None
    reason: str = ""
    kind: str = ""
    basis: str = ""
    officer: str = ""
    note: str = ""
    amount: int = 0


@dataclass(frozen=True, slots=True)
class CaseScript:
    """One case: `opened` working days ago; `done` says of earlier steps how long ago, in which month, or "" (不详).

    `planned` working days ago a plan was frozen, with `spare` working days more than the case needed at that time.
    """

    project: str
    template: str
    officer: str
    opened: int
    include: tuple[str, ...] = ()
    leave_out: tuple[tuple[str, str], ...] = ()
    done: tuple[tuple[str, int | str], ...] = ()
    moves: tuple[Move, ...] = ()
    planned: int | None = None
    spare: int = 0


def _accept(matter: str, ago: int | None, reason: str = "") -> tuple[Move, ...]:
    return (Move(Verb.ACCEPT, matter, ago, reason),)


def _done(matter: str, accepted: int, finished: int) -> tuple[Move, ...]:
    return (Move(Verb.ACCEPT, matter, accepted), Move(Verb.FINISH, matter, finished))


def _hold(matter: str, kind: str, ago: int, reason: str, basis: str = "") -> tuple[Move, ...]:
    return (Move(Verb.SUSPEND, matter, ago, reason, kind, basis),)


def _go_on(matter: str, kind: str, ago: int) -> tuple[Move, ...]:
    return (Move(Verb.RESUME, matter, ago, kind=kind),)


def _together(*parts: Iterable[Move]) -> tuple[Move, ...]:
    return tuple(move for part in parts for move in part)


def _quick_registration(days: Days) -> CaseScript:
    """From the first talk to the business licence within ten days: a finished case."""
    end = days.tight(5, 10)
    return CaseScript(
        "金刚石深加工生产项目",
        "SX-ZS-JS",
        "丁",
        opened=end + 5,
        leave_out=(("DJ06", "企业已在原登记地缴存"), ("LX01", "无新增固定资产投资")),
        moves=_together(
            _done("QQ01", end + 5, end + 5),
            _done("QQ05", end + 5, end + 5),
            _done("QQ02", end + 5, end + 4),
            _done("QQ03", end + 4, end + 3),
            _done("QQ06", end + 4, end + 3),
            _done("DJ01", end + 3, end + 3),
            _done("QQ04", end + 3, end + 2),
            _done("DJ02", end + 1, end),
            _done("DJ03", end, end),
            _done("DJ04", end, end),
            _done("DJ05", end, end),
            _done("DJ07", end, end - 1),
            _done("YJ01", end - 1, end - 1),
        ),
    )


def _registration(days: Days) -> CaseScript:
    """From the inspection to the business licence within 26 days, but not within ten; the rest still runs."""
    end = days.tight(12, 25)
    return CaseScript(
        "紫光集团临汾智能制造基地",
        "SX-ZS",
        "乙",
        opened=end + 13,
        moves=_together(
            _done("QQ01", end + 13, end + 12),
            _done("QQ02", end + 12, end + 9),
            _done("QQ03", end + 9, end + 5),
            _done("QQ04", end + 5, end + 3),
            _done("QQ05", end + 3, end + 2),
            _done("QQ06", end + 2, end + 1),
            _done("DJ01", end + 2, end + 2),
            _done("DJ02", end + 1, end),
            _done("DJ03", end, end - 1),
            _done("DJ04", end - 1, end - 4),
            _done("DJ05", end - 1, end - 2),
            _accept("DJ07", 3),
        ),
    )


def _commitment(days: Days) -> CaseScript:
    """A case taken over half way, on the fast track of commitments, with the 150 days running."""
    return CaseScript(
        "浙江运达风电设备制造全产业链（襄汾）基地",
        "SX-BA-CNZ",
        "乙",
        opened=30,
        include=("HP01",),
        leave_out=(("AQ01", "不涉及危险化学品"), ("AQ02", "不涉及危险化学品"), ("ZY01", "企业另行委托")),
        done=(
            ("QQ02", days.months_ago(3)),
            ("QQ03", ""),
            ("QQ04", 42),
            ("QQ05", 41),
            ("QQ06", 40),
            ("DJ01", 40),
            ("DJ02", 39),
            ("DJ03", days.months_ago(2)),
            ("DJ04", days.months_ago(2)),
            ("DJ05", ""),
            ("DJ07", ""),
            ("QP00", ""),
        ),
        moves=_together(
            _done("QQ01", 48, 47),
            _done("LX01", 37, 37),
            _accept("YD01", 36),
            _hold("YD01", "auction", 30, "挂牌转为拍卖", _LAW_45),
            _go_on("YD01", "auction", 26),
            (Move(Verb.FINISH, "YD01", 12),),
            _done("YD02", 12, 8),
            _done("CN01", 8, 7),
            # Corrections: two working days of standing still, due on day 0.
            (Move(Verb.RECEIVE, "YD03", 6),),
            _accept("YD03", 5),
            _hold("YD03", "correction", 4, "地形图比例尺不符，一次性告知补正"),
            _go_on("YD03", "correction", 2),
            _accept("YD04", 6),
            (Move(Verb.ASSIGN, "YD04", 6, officer="丁"),),
            (Move(Verb.TOLERATE, "YD04", 6, note="契税完税凭证", amount=7),),
            _accept("GH01", 4),
            _hold("GH01", "correction", 1, "设计方案缺少日照分析，一次性告知补正"),
            _accept("HP01", 6),
            _hold("HP01", "publicity", 3, "环评文件公示"),
            _accept("AQ03", 13),
            _accept("CN02", 0),
            _accept("SZ01", 9, "企业先行报装，规划许可同步办理"),
            _hold("SZ01", "force_majeure", 4, "强降雨，外线施工中断", "气象部门灾害证明"),
            (Move(Verb.RECEIVE, "CN03", None, "设计方案联审会上一并收取承诺书"),),
        ),
    )


def _standard_land(days: Days) -> CaseScript:
    """标准地: the zone did its part beforehand, the land is being auctioned, the builder is being chosen."""
    regional = tuple((f"QP0{number}", "") for number in range(8))
    return CaseScript(
        "中联恒创光电新能源产业园中园",
        "SX-BZD",
        "甲",
        opened=32,
        planned=30,
        spare=3,
        include=("HP04", "PW03"),
        leave_out=(("SG1A", "一次性办理施工许可"),),
        done=(*regional, ("BZ01", days.months_ago(2)), ("QQ01", 40), ("QQ02", 38), ("QQ03", 36), ("QQ04", 34)),
        moves=_together(
            _done("BZ02", 32, 27),
            _done("QQ05", 32, 31),
            _done("QQ06", 31, 29),
            _done("DJ01", 31, 31),
            _done("DJ02", 30, 29),
            _done("DJ03", 29, 28),
            _done("DJ04", 29, 26),
            _done("DJ05", 29, 28),
            _accept("DJ07", 2),
            _done("LX01", 28, 28),
            _done("BZ03", 28, 19),
            _accept("HP04", 27),
            _hold("HP04", "publicity", 26, "告知承诺公示五个工作日"),
            _go_on("HP04", "publicity", 21),
            (Move(Verb.FINISH, "HP04", 21),),
            _accept("YD01", 14),
            _hold("YD01", "auction", 5, "竞买人三家以上，现场竞价", _LAW_45),
            _accept("ZB01", 8),
            _hold("ZB01", "tender", 3, "施工招标公告期", "招标投标法第二十四条"),
            _accept("AQ03", 3),
        ),
    )


def _ordinary(days: Days) -> CaseScript:
    """The ordinary procedure with its expert reviews, a hearing, a refusal and a withdrawal."""
    return CaseScript(
        "山西国强交安产品生产线",
        "SX-BA-CG",
        "甲",
        opened=26,
        include=("PG01", "PG03", "PG04", "PG05", "JN01", "SB01", "HP02", "QS01"),
        leave_out=(("PG02", "不在地质灾害易发区"), ("PG06", "不在气象探测环境保护范围"), ("AQ01", "不涉及危险化学品")),
        done=(("QQ01", days.months_ago(2)), ("QQ02", days.months_ago(2)), ("QQ03", 30), ("QQ04", 28)),
        moves=_together(
            _done("QQ05", 26, 25),
            _done("QQ06", 25, 23),
            _done("DJ01", 25, 25),
            _accept("DJ02", 24),
            (Move(Verb.FINISH, "DJ02", 22), Move(Verb.REVERSE, "DJ02", 22, "办结日期登记错误")),
            (Move(Verb.FINISH, "DJ02", 23),),
            _done("DJ03", 23, 22),
            _done("DJ04", 23, 21),
            _done("DJ05", 23, 22),
            _done("LX01", 22, 22),
            _accept("PG01", 25),
            _hold("PG01", "expert_review", 22, "专家评审压覆范围", _LAW_45),
            _go_on("PG01", "expert_review", 18),
            (Move(Verb.FINISH, "PG01", 6),),
            _accept("PG03", 16),
            (Move(Verb.RETURN, "PG03", 14, "报告编制单位资质不符"),),
            _accept("PG04", 9),
            _hold("PG04", "appraisal", 6, "勘探出土器物送鉴定", _LAW_45),
            _accept("PG05", 6),
            _hold("PG05", "survey", 4, "现场勘验河道断面"),
            _go_on("PG05", "survey", 2),
            _accept("JN01", 5),
            _hold("JN01", "expert_review", 3, "节能报告专家评审", _LAW_45),
            _accept("SB01", 12),
            _hold("SB01", "correction", 10, "方案缺弃渣场选址意见"),
            _go_on("SB01", "correction", 7),
            (Move(Verb.EXTEND, "SB01", 3, "须补充现场监测", "statutory", "延期告知书", "行政审批局负责人", amount=10),),
            _accept("HP02", 8),
            _hold("HP02", "hearing", 5, "公众要求听证", _LAW_45),
            _accept("QS01", 11),
            (Move(Verb.WITHDRAW, "QS01", 9, "改用园区集中供水"),),
            _accept("AQ03", 1),
        ),
    )


def _rented_hall(days: Days) -> CaseScript:
    """A rented hall: small steps, equipment under inspection and quarantine, a step late before it stopped."""
    return CaseScript(
        "樊氏科技（深圳）等三家企业项目",
        "SX-ZL",
        "丙",
        opened=22,
        include=("HP03", "PW03", "XF01", "TZ01", "PS01"),
        leave_out=(("ZL03", "装修限额以下"),),
        done=(("QQ01", 26), ("QQ02", 24)),
        moves=_together(
            _done("QQ03", 22, 20),
            _done("ZL01", 20, 18),
            _done("QQ05", 18, 17),
            _done("QQ06", 17, 16),
            _done("DJ01", 17, 17),
            _done("DJ02", 16, 15),
            _done("DJ03", 15, 14),
            _done("DJ04", 15, 14),
            _done("DJ05", 15, 13),
            _done("DJ07", 14, 11),
            _done("HP03", 15, 15),
            _done("ZL02", 16, 11),
            _accept("XF01", 16),
            _hold("XF01", "testing", 14, "消防设施检测", _LAW_45),
            _go_on("XF01", "testing", 11),
            (Move(Verb.RETURN, "XF01", 9, "疏散宽度不足，须重新设计"),),
            _accept("TZ01", 6),
            _hold("TZ01", "inspection", 5, "锅炉安装监督检验", _LAW_45),
            _hold("TZ01", "quarantine", 5, "进口设备木质包装检疫", _LAW_45),
            _go_on("TZ01", "quarantine", 3),
            _accept("PS01", 9),
            (Move(Verb.WITHDRAW, "PS01", 7, "改为接入园区污水站"),),
            _accept("AQ03", 14),
            _hold("AQ03", "enterprise", 2, "企业更换安全评价单位"),
        ),
    )


def _milestones_of_building(days: Days) -> CaseScript:
    """A project that was signed and begun years ago: only months are known, so no benchmark is invented."""
    return CaseScript(
        "25亿元光伏组件项目",
        "SX-SGYP",
        "丙",
        opened=15,
        include=("RT01",),
        done=(("QQ04", "2022-06"), ("LX01", ""), ("KG01", "2022-11")),
        moves=_together(_accept("RT01", 7)),
    )


def _milestones_of_running(days: Days) -> CaseScript:
    """A plant that produces: what is left is to reach its figures and to enter the statistics."""
    return CaseScript(
        "年产170万吨焦化项目",
        "SX-SGYP",
        "丁",
        opened=20,
        include=("RT02",),
        leave_out=(("RT01", "已在项目所在县入统"),),
        done=(("QQ04", ""), ("LX01", ""), ("KG01", ""), ("TC01", "")),
        moves=_together(_accept("DX01", 2), _accept("RT02", 18)),
    )


def _milestones_of_commitment(days: Days) -> CaseScript:
    """A second case of one project: it shares the record of the matters it has in common with the first."""
    return CaseScript("浙江运达风电设备制造全产业链（襄汾）基地", "SX-SGYP", "丁", opened=10)


SCRIPTS: tuple[Callable[[Days], CaseScript], ...] = (
    _registration,
    _quick_registration,  # after the slower one, whose record it beats
    _commitment,
    _standard_land,
    _ordinary,
    _rented_hall,
    _milestones_of_building,
    _milestones_of_running,
    _milestones_of_commitment,
)
"""Every case of the demonstration, in the order they are entered."""
