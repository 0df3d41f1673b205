"""The columns offices keep, and the many headers they give them.

A header in `usual` names the field without doubt; one in `also` is taken only when no usual one stands in the table.
Headers are compared without spaces, line breaks, units and 是否. Planned dates and yearly amounts are deliberately
not here: 拟开工时间 is no 开工时间, 年度完成投资 is no 累计完成投资.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How the cells of a column are read."""

    TEXT = "text"
    AMOUNT = "amount"
    DATE = "date"
    YES_NO = "yes_no"
    BATCH = "batch"
    CODE = "code"
    SERIAL = "serial"


@dataclass(frozen=True, slots=True)
class KnownColumn:
    """A field of a project with the headers that mean it."""

    field: str
    kind: Kind
    usual: frozenset[str]
    also: frozenset[str] = frozenset()


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


KNOWN_COLUMNS: tuple[KnownColumn, ...] = (
    KnownColumn("serial", Kind.SERIAL, _words("序号 序 编号 顺序号 项目序号 no. no")),
    KnownColumn("name", Kind.TEXT, _words("项目名称 项目名 建设项目名称 投资项目名称"), _words("项目 名称")),
    KnownColumn(
        "project_code", Kind.CODE, _words("项目代码 投资项目代码 项目统一代码 统一项目代码 在线审批平台代码 赋码")
    ),
    KnownColumn(
        "enterprise",
        Kind.TEXT,
        _words(
            "项目单位 项目单位(企业) 企业 企业名称 建设单位 项目业主 业主单位 投资方 投资主体 投资企业 投资单位 "
            "项目法人 实施主体 建设主体 实施单位 项目企业 申报单位 落地企业 签约企业"
        ),
        _words("单位 单位名称 业主 公司名称"),
    ),
    KnownColumn(
        "zone",
        Kind.TEXT,
        _words(
            "所在开发区 开发区 开发区名称 所属开发区 所在园区 园区 所属园区 园区名称 落户园区 落地园区 所在开发区(园区)"
        ),
        _words("县区 所在县区 县(市、区) 所在县(市、区) 县市区 所属县区 区县 属地 所在地 项目所在地"),
    ),
    KnownColumn(
        "investment_yuan",
        Kind.AMOUNT,
        _words("总投资 总投资额 项目总投资 计划总投资 投资总额 投资额 项目投资额 协议总投资 概算总投资 项目总投资额"),
        _words("投资 投资金额 协议投资 协议投资额 签约金额 签约额 计划投资额 投资规模"),
    ),
    KnownColumn(
        "completed_yuan",
        Kind.AMOUNT,
        _words("已完成 已完成投资 已完成投资额 累计完成投资 累计完成投资额 累计完成 累计投资 实际完成投资"),
        _words("完成投资 完成投资额"),
    ),
    KnownColumn(
        "batch",
        Kind.BATCH,
        _words("类别 批次类别 项目类别 三个一批类别 所属批次类别 签约/开工/投产 三个一批"),
        _words("项目类型"),
    ),
    KnownColumn("batch_label", Kind.BATCH, _words("批次 所属批次 批次(年-次) 入选批次 项目批次 年度批次")),
    KnownColumn(
        "signed", Kind.DATE, _words("签约时间 签约日期 签订时间 签订日期 协议签订时间 实际签约时间"), _words("签约")
    ),
    KnownColumn("started", Kind.DATE, _words("开工时间 开工日期 实际开工时间 实际开工日期 实际开工"), _words("开工")),
    KnownColumn("produced", Kind.DATE, _words("投产时间 投产日期 实际投产时间 实际投产日期 实际投产"), _words("投产")),
    KnownColumn(
        "chain",
        Kind.TEXT,
        _words("产业链 所属产业链 产业链名称 产业链/专业镇 重点产业链"),
        _words("产业 产业类别 所属产业 行业 所属行业 产业类型"),
    ),
    KnownColumn("commitment", Kind.YES_NO, _words("承诺制 承诺制项目 实行承诺制 承诺制改革 企业投资承诺制")),
    KnownColumn("standard_land", Kind.YES_NO, _words("标准地 标准地项目 标准地出让")),
    KnownColumn("full_agency", Kind.YES_NO, _words("全代办 全代办项目 全程代办 实行全代办 领办代办")),
    KnownColumn(
        "lead_official", Kind.TEXT, _words("包联领导 领办领导 包保领导 包联县级领导 包联市级领导 包抓领导 牵头领导")
    ),
    KnownColumn("lead_unit", Kind.TEXT, _words("包联单位 包保单位 包抓单位 帮扶单位"), _words("责任单位 牵头单位")),
    KnownColumn(
        "specialist",
        Kind.TEXT,
        _words("项目专员 代办员 专员 代办专员 帮办员 帮办代办员 项目管家"),
        _words("项目秘书 联系人"),
    ),
    KnownColumn(
        "note",
        Kind.TEXT,
        _words("备注 存在问题及备注 备注说明 备注(存在问题)"),
        _words("存在问题 存在的问题 说明 进展情况 项目进展 问题"),
    ),
)

BY_FIELD = {column.field: column for column in KNOWN_COLUMNS}
_USUAL = {header: column.field for column in KNOWN_COLUMNS for header in column.usual}
_ALSO = {header: column.field for column in KNOWN_COLUMNS for header in column.also}
_UNIT = re.compile(
    r"\((?:单位[:：]?)?(?:人民币)?(?:亿元?|百万元|万元?|千元|元)\)|[/:](?:亿元|万元|千元|元)$|,?(?:亿元|万元)$"
)
_PLANNED = re.compile(r"拟|计划|预计|预期|年度|当年|本年|今年|本月|当月|\d{4}年")
_REMARK = re.compile(r"\([^()]*\)$")
_TIMES = re.compile(r"时间|日期|节点")
_CLEAR_LENGTH = 4
_NARROWED = frozenset({"signed", "started", "produced", "completed_yuan"})


@dataclass(frozen=True, slots=True)
class Recognised:
    """A field a header means, and whether by its usual name."""

    field: str
    usual: bool


def plain_header(text: str) -> str:
    """A header without spaces, line breaks, unit, 是否 and typographic differences."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).lower()
    plain = re.sub(r'[“”"*]', "", plain)
    return _UNIT.sub("", plain).removeprefix("是否").rstrip(":")


def recognise(stack: tuple[str, ...]) -> Recognised | None:
    """The field meant by the header texts above a column, from the top down; None when nothing fits."""
    texts = [plain for plain in (plain_header(text) for text in stack) if plain]
    if not texts:
        return None
    leaf, whole = texts[-1], "".join(texts)
    lone = leaf if _may_stand_alone(leaf, texts[:-1]) else ""
    is_planned = any(_PLANNED.search(text) for text in texts)
    # 责任 above 单位 is 责任单位 and no company, so the whole stack is looked up before its lowest text.
    for names, usual, candidates in (
        (_USUAL, True, (whole, leaf)),
        (_ALSO, False, (whole, lone)),
        (_USUAL, False, (_REMARK.sub("", leaf),)),
    ):
        for candidate in candidates:
            field = names.get(candidate)
            if field is not None and not (field in _NARROWED and is_planned):
                return Recognised(field, usual)
    return None


def _may_stand_alone(leaf: str, above: list[str]) -> bool:
    """Whether a short, ambiguous header such as 名称 or 签约 means a field under the headers above it."""
    return not above or len(leaf) >= _CLEAR_LENGTH or any(_TIMES.search(text) for text in above)
