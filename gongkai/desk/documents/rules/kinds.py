"""Which kind of publication a record is, its 文种, its mandatory item (条例 art. 20) and its channels.

Read from the source's own column first, then from the title, then from the document number.
"""

import re
from dataclasses import dataclass

from gongkai.record.catalogue.rules import Kind

# The fifteen kinds of official documents (党政机关公文处理工作条例 art. 8), and the forms of legislation.
OFFICIAL = (
    "决议", "决定", "命令", "公报", "公告", "通告", "意见",
    "通知", "通报", "报告", "请示", "批复", "议案", "函", "纪要",
)  # fmt: skip
LEGISLATION = ("条例", "办法", "规定", "细则", "规则", "准则", "规程")
OTHER_FORMS = (
    "令",
    "方案",
    "规划",
    "计划",
    "要点",
    "预案",
    "标准",
    "目录",
    "指南",
    "公示",
    "启事",
    "答复",
    "措施",
)
FORM = re.compile(
    "("
    + "|".join((*LEGISLATION, *OFFICIAL, *OTHER_FORMS))
    + r")(?:\s*[（(【\[〔][^）)】\]〕]*[）)】\]〕])*[\s》”\"。]*$"
)
NUMBER_BEHIND = re.compile(
    r"\s*[（(]?\s*[\u4e00-\u9fa5A-Za-z]{0,14}\s*[〔\[（(【]\s*(?:19|20)\d{2}\s*[〕\]）)】]\s*第?\s*\d{1,5}\s*号\s*[）)]?\s*$"
)
NOTICES = {"公告", "通告", "公示", "启事"}
DISTANT = {"报告", "请示", "纪要", "公报", "标准", "目录", "指南", "计划", "规划"}

NAMED = re.compile(r"《[^《》]*》")
INTERPRETING = re.compile(r"解读|图解|一图(?:看|读)懂|答记者问|问答|政策读|图说")
COLUMN_KINDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"解读|政策问答"), Kind.INTERPRETATION),
    (re.compile(r"任免|人事|招考|招录|招聘"), Kind.PERSONNEL),
    (re.compile(r"预决算|预算|决算"), Kind.BUDGET),
    (re.compile(r"招标|采购|中标"), Kind.PROCUREMENT),
    (re.compile(r"行政处罚"), Kind.PENALTY),
    (re.compile(r"行政许可"), Kind.LICENCE),
    (re.compile(r"统计"), Kind.STATISTICS),
    (re.compile(r"应急|突发"), Kind.EMERGENCY),
    (re.compile(r"专题"), Kind.TOPIC),
    (re.compile(r"会议"), Kind.MEETING),
    (re.compile(r"年度?报(?:告)?$|公开年报"), Kind.ANNUAL_REPORT),
)
TITLE_KINDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"信息公开.{0,6}年度?报告|信息公开工作报告"), Kind.ANNUAL_REPORT),
    (re.compile(r"信息公开指南"), Kind.GUIDE),
    (re.compile(r"信息公开(?:制度|保密审查|工作规范)"), Kind.RULE),
    (re.compile(r"任免|任职|免职|任命|解聘|聘任|工作分工"), Kind.PERSONNEL),
    (
        re.compile(r"公开?(?:招聘|考录|选调)|招录|录用|拟聘|考核聘用|面试公告|笔试公告|公务员考试"),
        Kind.PERSONNEL,
    ),
    (re.compile(r"(?:部门|财政|年度?)(?:预算|决算)(?:公开|报告|表|说明)?[）)]?$"), Kind.BUDGET),
    (re.compile(r"(?:招标|采购|中标|成交|询价|磋商)(?:结果)?(?:公告|公示|通知书)"), Kind.PROCUREMENT),
    (re.compile(r"行政处罚(?:决定|信息)"), Kind.PENALTY),
    (re.compile(r"许可(?:结果|决定)|准予.{0,12}许可"), Kind.LICENCE),
    (re.compile(r"统计(?:公报|月报|数据)|投资完成情况|主要(?:经济)?指标"), Kind.STATISTICS),
)
ITEMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"预算|决算"), "20.7"),
    (re.compile(r"行政事业性收费|收费(?:标准|项目)"), "20.8"),
    (re.compile(r"政府采购|集中采购|招标|中标"), "20.9"),
    (re.compile(r"重大(?:建设)?项目|建设项目.{0,10}(?:批复|审批)"), "20.10"),
    (re.compile(r"应急预案|预警|突发|疫情|确诊病例|无症状感染者|地质灾害"), "20.12"),
    (re.compile(r"监督抽检|抽检信息|双随机|监督检查|食品不合格"), "20.13"),
    (re.compile(r"公务员.{0,8}(?:招考|录用|考试)|招录|录用"), "20.14"),
    (re.compile(r"扶贫|低保|医疗保险|社会保障|社会救助|就业|养老|教育"), "20.11"),
    (re.compile(r"规划"), "20.3"),
    (re.compile(r"统计"), "20.4"),
)
ITEM_OF_KIND = {
    Kind.BUDGET: "20.7",
    Kind.PROCUREMENT: "20.9",
    Kind.PENALTY: "20.6",
    Kind.LICENCE: "20.5",
    Kind.STATISTICS: "20.4",
    Kind.EMERGENCY: "20.12",
}


@dataclass(frozen=True, slots=True)
class Classified:
    kind: Kind
    genre: str
    mandatory_item: str


def genre(title: str) -> str:
    """文种: the last word of a title, behind which only brackets may stand; "" when it is none of the
    known ones."""
    found = FORM.search(NUMBER_BEHIND.sub("", title.strip()))
    return {"命令": "令"}.get(found[1], found[1]) if found else ""


def classify(title: str, column: str, number: str, form: str = "") -> Classified:
    """Kind, 文种 and mandatory item. ``number`` is the document number as far as one was read."""
    form = form or genre(title)
    kind = kind_of(title, column, number, form)
    form = "" if kind is Kind.INTERPRETATION else form
    return Classified(kind, form, mandatory_item(kind, title, form, number))


def kind_of(title: str, column: str, number: str, form: str) -> Kind:
    about = NAMED.sub("", title)  # 解读《…的通知》 is no 通知
    explaining = INTERPRETING.search(about) and (form not in OFFICIAL or genre(about) not in OFFICIAL)
    if explaining or (INTERPRETING.search(column) and not (number and form in OFFICIAL)):
        return Kind.INTERPRETATION
    for pattern, kind in TITLE_KINDS:
        if pattern.search(title) and form not in LEGISLATION:
            return kind
    if not number:
        for pattern, kind in COLUMN_KINDS:
            if pattern.search(column):
                return kind
        if form in NOTICES or re.search(r"征求意见|征集|公开征求", title):
            return Kind.NOTICE
    if number or form in LEGISLATION or form in ("决定", "令", "批复"):
        return Kind.DOCUMENT
    if form in ("规划", "计划"):
        return Kind.PLAN
    if form in OFFICIAL and form not in DISTANT:
        return Kind.DOCUMENT
    if re.search(r"公告公示|通知公告|公告|公示", column):
        return Kind.NOTICE
    return Kind.NEWS


def mandatory_item(kind: Kind, title: str, form: str, number: str) -> str:
    """The art. 20 item where the kind or the title makes it clear, otherwise 20.1 for documents and ""."""
    if kind in ITEM_OF_KIND:
        return ITEM_OF_KIND[kind]
    if kind in (Kind.DOCUMENT, Kind.PLAN) and form in LEGISLATION:
        return "20.1"
    for pattern, item in ITEMS:
        if pattern.search(title):
            return item
    return "20.1" if kind is Kind.DOCUMENT and (number or form) else ""
