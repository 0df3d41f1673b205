"""Words the samples share: the texts as bundled, a name of 60 characters, rare characters, many matters."""

from __future__ import annotations

from desktop_app.catalog.wording import load_wording
from desktop_app.locations import resources

CENTRE = "临汾经济开发区帮办代办服务中心"
GONE = "\U0003134a"
"""A character of CJK Extension G that no bundled font has."""
RARE = "䶮𫖮（山西）喆堃垚镕𠮷𬱖" + GONE + "科技有限责任公司"
LONG_NAME = (
    "晋南（临汾）𬭎㛃新能源装备制造与《零碳园区》“源网荷储”一体化示范"
    "及配套基础设施建设项目（一期工程）第二标段三十六号厂房"
)
TEXTS = {one.key: one.text for one in load_wording(resources() / "wording")}
TITLES = (
    "企业投资项目备案",
    "建设用地规划许可证核发",
    "建设工程规划许可证核发",
    "固定资产投资项目节能审查（和碳排放评价）",
    "建筑工程施工许可证核发（合并质量、安全监督手续）",
    "竣工联合验收（规划核实、消防、人防、档案等）",
)


def paragraphs(key: str) -> tuple[str, ...]:
    """A bundled text as its paragraphs."""
    return tuple(TEXTS[key].splitlines())


def title(number: int) -> str:
    """The name of one of many matters."""
    return f"{TITLES[number % len(TITLES)]}（其{number}）"
