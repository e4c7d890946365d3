"""法定主动公开内容: the items that every organ discloses unasked (政府信息公开条例 arts. 20 and 21).

An article's item is ``20.7``; what an organisation names under it in its own catalogue is ``20.7.3``, so that
the article of any publication is read from its code, whatever became of the catalogue since.
Pure: no Django, no clock, no I/O.
"""

import re
from dataclasses import dataclass

from gongkai.ground.orgs.rules import OrganisationKind

from . import Kind


@dataclass(frozen=True, slots=True)
class MandatoryItem:
    """One item: ``code`` is article and number, ``article`` as cited."""

    code: str
    title: str
    article: str


ARTICLE_20 = (
    "行政法规、规章和规范性文件",
    "机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名",
    "国民经济和社会发展规划、专项规划、区域规划及相关政策",
    "国民经济和社会发展统计信息",
    "办理行政许可和其他对外管理服务事项的依据、条件、程序以及办理结果",
    "实施行政处罚、行政强制的依据、条件、程序以及具有一定社会影响的行政处罚决定",
    "财政预算、决算信息",
    "行政事业性收费项目及其依据、标准",
    "政府集中采购项目的目录、标准及实施情况",
    "重大建设项目的批准和实施情况",
    "扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施及其实施情况",
    "突发公共事件的应急预案、预警信息及应对情况",
    "环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况",
    "公务员招考的职位、名额、报考条件等事项以及录用结果",
    "法律、法规、规章和国家有关规定规定应当主动公开的其他政府信息",
)
ARTICLE_21 = (
    "市政建设、公共服务、公益事业、土地征收、房屋征收、治安管理、社会救助等方面的政府信息",
    "乡镇贯彻落实农业农村政策、农田水利工程建设运营、农村土地承包经营权流转、宅基地使用情况审核、"
    "土地征收、房屋征收、筹资筹劳、社会救助等方面的政府信息",
)
ITEMS = tuple(
    MandatoryItem(f"{article}.{number}", title, f"《政府信息公开条例》第{cited}条")
    for article, cited, titles in ((20, "二十", ARTICLE_20), (21, "二十一", ARTICLE_21))
    for number, title in enumerate(titles, 1)
)
BY_CODE = {item.code: item for item in ITEMS}


def title(code: str) -> str:
    """The item's title, "" for an unknown code."""
    return BY_CODE[code].title if code in BY_CODE else ""


CODE = re.compile(r"2[01]\.[1-9]\d?(?:\.[1-9]\d{0,4})?")
OTHER = "20.15"
CITY, TOWNSHIP = "21.1", "21.2"
# Where a publication hangs when nobody says: what kind it is decides. What no article names is 20.15.
KIND_ITEMS = {
    Kind.DOCUMENT: "20.1",
    Kind.INTERPRETATION: "20.1",
    Kind.PLAN: "20.3",
    Kind.PERSONNEL: "20.2",
    Kind.LEADER: "20.2",
    Kind.BUDGET: "20.7",
    Kind.LICENCE: "20.5",
    Kind.PENALTY: "20.6",
    Kind.PROCUREMENT: "20.9",
    Kind.PROJECT: "20.10",
    Kind.EMERGENCY: "20.12",
    Kind.STATISTICS: "20.4",
}


def article(code: str) -> str:
    """The article's item that a code belongs to: 20.7 of 20.7.3 and of itself."""
    return ".".join(code.split(".")[:2])


def own(code: str) -> bool:
    """Whether a code names an item of an organisation's own catalogue."""
    return code.count(".") == 2


def known(code: str) -> bool:
    """Whether a code has the form of one and its article exists."""
    return bool(CODE.fullmatch(code)) and article(code) in BY_CODE


def default(kind: Kind) -> str:
    """The article's item on which a publication of this kind hangs when its draft names none."""
    return KIND_ITEMS.get(kind, OTHER)


def binding(kind: str) -> tuple[MandatoryItem, ...]:
    """The items that an organisation of this kind answers for: art. 21 has one for cities, one for towns."""
    towns = (OrganisationKind.TOWN, OrganisationKind.STREET)
    left_out = CITY if kind in towns else TOWNSHIP
    return tuple(item for item in ITEMS if item.code != left_out)
