"""The words of an annual report: sections 一, 五 and 六 with figures filled in, what they must say. Pure.

A figure is written as its name in braces, {新收}, and filled in from the tables whenever the report is read:
what is filled in cannot differ from the tables. Numbers that a person types are compared with them (W2).
"""

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal

from .identities import Broken, Tables
from .outcomes import ENDINGS, Group
from .tables import CARRIED_IN, CARRIED_OUT, HANDLED, MADE, MONEY_CELL, NEW, REPEALED, STANDING, TOTAL, Cell

SECTIONS = {"one": "一、总体情况", "five": "五、存在的主要问题及改进情况", "six": "六、其他需要报告的事项"}
TOPICS = ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障")
GOVERNMENT_TOPIC = "工作考核、社会评议和责任追究结果"  # art. 50 (4): governments only
ASKED = "【请填写"
MAX_SECTION, SHORTEST = 20_000, 10  # characters of a section; of what a topic says at least
FEE = "信息处理费"
TOKEN = re.compile(r"\{([^{}\n]{1,12})\}")

FIGURES: dict[str, tuple[Cell, ...]] = {
    "规章制发": (Cell(2, "rules", MADE),),
    "规章废止": (Cell(2, "rules", REPEALED),),
    "规章有效": (Cell(2, "rules", STANDING),),
    "规范性文件制发": (Cell(2, "normative_documents", MADE),),
    "规范性文件废止": (Cell(2, "normative_documents", REPEALED),),
    "规范性文件有效": (Cell(2, "normative_documents", STANDING),),
    "行政许可": (Cell(2, "licences", MADE),),
    "行政处罚": (Cell(2, "penalties", MADE),),
    "行政强制": (Cell(2, "coercive_measures", MADE),),
    "收费金额": (MONEY_CELL,),
    "新收": (Cell(3, NEW, TOTAL),),
    "上年结转": (Cell(3, CARRIED_IN, TOTAL),),
    "办结": (Cell(3, HANDLED, TOTAL),),
    "结转下年": (Cell(3, CARRIED_OUT, TOTAL),),
    **{
        group.label.partition("）")[2]: tuple(
            Cell(3, ending.row, TOTAL) for ending in ENDINGS.values() if ending.group is group
        )
        for group in Group
    },
    "行政复议": (Cell(4, "reconsidered", TOTAL),),
    "行政诉讼": (Cell(4, "sued_at_once", TOTAL), Cell(4, "sued_afterwards", TOTAL)),
}
# How people quote a figure: the words before the number.
QUOTED = {
    r"新收(?:到)?(?:的)?(?:政府信息公开)?申请": "新收",
    r"上年(?:度)?结转(?:的)?(?:政府信息公开)?(?:申请)?": "上年结转",
    r"(?:办结|办理完毕|答复)(?:的)?(?:政府信息公开)?(?:申请)?": "办结",
    r"结转(?:至|到)?下(?:一)?年(?:度)?(?:继续办理)?": "结转下年",
    r"予以公开": "予以公开", r"部分公开": "部分公开", r"不予公开": "不予公开",
    r"无法提供": "无法提供", r"不予处理": "不予处理",
    r"制发规章": "规章制发", r"制发(?:行政)?规范性文件": "规范性文件制发",
    r"废止(?:行政)?规范性文件": "规范性文件废止", r"现行有效(?:的)?(?:行政)?规范性文件": "规范性文件有效",
    r"行政许可(?:处理)?决定": "行政许可", r"行政处罚(?:处理)?决定": "行政处罚",
    r"行政强制(?:处理)?决定": "行政强制", r"行政事业性收费": "收费金额",
    r"行政复议(?:案件)?": "行政复议", r"行政诉讼(?:案件)?": "行政诉讼",
}  # fmt: skip
BETWEEN, AMOUNT = r"(?:共|共计|合计|为|金额|[:：]){0,3}\s*", r"(\d[\d,]*(?:\.\d+)?)\s*(?:件|万元|宗|起)"
QUOTES = [(re.compile(words + BETWEEN + AMOUNT), figure) for words, figure in QUOTED.items()]


def template(*, government: bool) -> dict[str, str]:
    """The sections as a report begins: figures by their names, and what only people know asked for."""
    one = [
        "（一）主动公开。本年度制发规章{规章制发}件、行政规范性文件{规范性文件制发}件，"
        "现行有效行政规范性文件{规范性文件有效}件；作出行政许可决定{行政许可}件、行政处罚决定{行政处罚}件。",
        "（二）依申请公开。本年度新收政府信息公开申请{新收}件，上年结转{上年结转}件，办结{办结}件，"
        "其中予以公开{予以公开}件、部分公开{部分公开}件、不予公开{不予公开}件，结转下年{结转下年}件；"
        "因政府信息公开提起的行政复议{行政复议}件、行政诉讼{行政诉讼}件。",
        f"（三）政府信息管理。{ASKED}：政府信息的制作、审查、发布、更新和清理情况】",
        f"（四）政府信息公开平台建设。{ASKED}：网站专栏、政务新媒体、查阅点等情况】",
        f"（五）监督保障。{ASKED}：机构、人员、培训、监督检查情况】",
    ]
    if government:
        one.append(f"（六）{GOVERNMENT_TOPIC}。{ASKED}】")
    five = [f"（一）存在的主要问题。{ASKED}】", f"（二）改进情况。{ASKED}】"]
    return {"one": "\n".join(one), "five": "\n".join(five), "six": "{信息处理费}"}


def fee_words(fee: Decimal | None) -> str:
    """What section 六 says of the fee charged (国办函〔2020〕109号)."""
    if fee is None:
        return f"{ASKED}：{FEE}收取情况】"
    return f"本年度收取{FEE} {fee} 元。" if fee else f"本年度没有收取{FEE}。"


def filled(text: str, tables: Tables, fee: Decimal | None) -> str:
    """A section with its figures; a name that is none stays as it is (``lacking`` names it)."""

    def figure(found: re.Match[str]) -> str:
        if found[1] == FEE:
            return fee_words(fee)
        cells = FIGURES.get(found[1])
        return found[0] if cells is None else str(sum(tables.get(cell, 0) for cell in cells))

    return TOKEN.sub(figure, text)


def cleaned(text: str) -> str:
    """A section as it is kept: lines trimmed, no NUL, no empty lines at the ends."""
    lines = (" ".join(line.split()) for line in text.replace("\0", "").splitlines())
    return "\n".join(line for line in lines if line)


def placed(sections: Mapping[str, str]) -> tuple[list[str], tuple[str, ...]]:
    """The lines of all sections, and of each where it stands."""
    lines, places = [], []
    for key, label in SECTIONS.items():
        for number, line in enumerate(sections.get(key, "").split("\n"), start=1):
            lines.append(line)
            places.append(f"“{label}”第 {number} 段")
    return lines, tuple(places)


def lacking(sections: Mapping[str, str], *, government: bool) -> list[str]:
    """What filled sections must still say before review, in words; [] when nothing."""
    found = []
    for key, label in SECTIONS.items():
        text = sections.get(key, "")
        if len(text) > MAX_SECTION:
            found.append(f"“{label}”最多 {MAX_SECTION} 字")
        if ASKED in text:
            found.append(f"“{label}”还有“{ASKED}…】”没有填写")
        found += [f"“{label}”里没有 {name} 这个数字，可用的见说明" for name in TOKEN.findall(text)]
    topics = (*TOPICS, GOVERNMENT_TOPIC) if government else TOPICS
    found += [
        f"“{SECTIONS['one']}”没有写“{topic}”" for topic in topics if not _says(sections.get("one", ""), topic)
    ]
    five = sections.get("five", "")
    found += [f"“{SECTIONS['five']}”没有写{word}" for word in ("问题", "改进") if word not in five]
    if FEE not in sections.get("six", ""):
        found.append(f"“{SECTIONS['six']}”须写明收取{FEE}的情况")
    return found


def _says(text: str, topic: str) -> bool:
    """Whether a topic stands in the text with something after it."""
    after = text.partition(topic)[2].partition("\n")[0]
    return len(after.strip("。：: ）")) >= SHORTEST


def doubtful(sections: Mapping[str, str], tables: Tables) -> list[Broken]:
    """W2: numbers quoted in sections 一 and 五 that differ from the tables."""
    found = []
    for key in ("one", "five"):
        text = unicodedata.normalize("NFKC", sections.get(key, ""))
        for pattern, figure in QUOTES:
            for quote in pattern.finditer(text):
                cells = FIGURES[figure]
                stands, said = sum(tables.get(cell, 0) for cell in cells), Decimal(quote[1].replace(",", ""))
                if said != stands:
                    names = "、".join(cell.name for cell in cells[:2])
                    words = f"“{SECTIONS[key]}”写“{quote[0]}”，表中“{figure}”为 {stands}（{names}）"
                    found.append(Broken("W2", cells, words))
    return found
