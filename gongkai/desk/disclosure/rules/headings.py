"""Which row or column of the form a heading of somebody's table means, small differences forgiven. Pure."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher

from .applicants import Applicant
from .grids import plain
from .outcomes import ENDINGS, Group
from .tables import CARRIED_IN, CARRIED_OUT, HANDLED, LABELS, NEW, PROACTIVE, RESULTS, TOTAL

ALIKE, APART = 0.75, 0.08  # how alike a heading must be, and how much more than to the next; tried on tables
BEGINNING = 5  # characters of a long heading that stand for the whole
NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+|\d+)")
CHARACTERS = str.maketrans("它", "他")  # 其它 is 其他
NO_ROW = ""  # headings that stand above rows

ROWS: dict[str, str] = {
    plain(LABELS[NEW])[1:]: NEW,
    plain(LABELS[CARRIED_IN])[1:]: CARRIED_IN,
    "予以公开": "3.1",
    "部分公开": "3.2",
    **{
        plain(outcome.label): ending.row
        for outcome, ending in ENDINGS.items()
        if ending.group not in (Group.GRANTED, Group.PARTIAL)
    },
    "总计": HANDLED,
    "合计": HANDLED,
    "本年新收申请数量": NEW,
    "上年结转申请数量": CARRIED_IN,
    "结转下年度": CARRIED_OUT,
    plain(LABELS[CARRIED_OUT])[1:]: CARRIED_OUT,
    **dict.fromkeys(("本年度办理结果", "不予公开", "无法提供", "不予处理", "其他处理"), NO_ROW),
}
COLUMNS: dict[str, str] = {one.label: one.value for one in Applicant} | {
    "总计": TOTAL,
    "合计": TOTAL,
    "公民": Applicant.PERSON.value,
    "企业": Applicant.COMPANY.value,
    "公益组织": Applicant.CHARITY.value,
    "其他组织": Applicant.OTHER.value,
}
TWO: dict[str, str] = {label: row for row, (label, _) in PROACTIVE.items()} | {
    "规范性文件": "normative_documents",
    "事业性收费": "charges",
}
ENDS: dict[str, str] = {label: key for key, label in RESULTS.items()} | {
    "维持": "upheld",
    "纠正": "corrected",
    "其他": "other",
    "未审结": "pending",
    "总计": TOTAL,
    "合计": TOTAL,
}


def meant(text: str, known: Mapping[str, str]) -> str | None:
    """The key whose words a compared text (``grids.plain``) means; None when it means none or several."""
    bare = NUMBERING.sub("", text).translate(CHARACTERS)
    for words in (text.translate(CHARACTERS), bare):
        if words in known:
            return known[words] or None
    if len(bare) < 3:
        return None
    begins = {key for words, key in known.items() if len(words) > 3 and bare.startswith(words)}
    begins |= {key for words, key in known.items() if len(bare) >= BEGINNING and words.startswith(bare)}
    if len(begins) == 1:
        return begins.pop() or None
    best: dict[str, float] = {}
    for words, key in known.items():
        best[key] = max(best.get(key, 0.0), SequenceMatcher(None, bare, words).ratio())
    ranked = sorted(best.items(), key=lambda pair: -pair[1])
    (key, first), (_, second) = ranked[0], ranked[1]
    return key or None if first >= ALIKE and first - second >= APART else None
