"""What is not for the mailbox: petitions, reports on officials, reconsideration and suits have channels of
their own (信访工作条例, 纪检监察机关处理检举控告工作规则, 行政复议法, 行政诉讼法). Pure.

Recognised by the words that give it away, and told with them; a person decides.
"""

import re
from dataclasses import dataclass

from .kinds import Elsewhere

WORDS = {
    Elsewhere.PETITION: re.compile(
        r"信访(?:事项|件|诉求|复查|复核|答复意见)|(?:我要|要求|申请|依法)信访|(?:进京|集体|越级)上访|集体访|三级终结"
    ),
    Elsewhere.DISCIPLINE: re.compile(
        r"(?:实名|匿名)?(?:举报|检举|控告)[^。！？，,\n]{0,15}(?:书记|镇长|乡长|局长|(?<!业委会)主任|干部|公职人员|党员|民警)"
        r"|(?:书记|镇长|乡长|局长|主任|干部|公职人员|党员|领导)[^。！？，,\n]{0,15}"
        r"(?:贪污|受贿|索贿|行贿|挪用公款|以权谋私|违纪|滥用职权|吃拿卡要)"
        r"|(?:请|向)(?:市|区|县)?纪(?:委|检)"
    ),
    Elsewhere.REMEDY: re.compile(
        r"(?:申请|提起|要求)(?:行政)?复议|行政复议(?:申请|决定)|(?:提起|要提|准备)(?:行政)?诉讼"
        r"|(?:不服|撤销)[^。！？\n]{0,20}(?:处罚决定|行政决定|判决|裁定|认定书)"
    ),
}
TOLD = {
    Elsewhere.PETITION: "信访事项由信访部门登记办理：请通过国家信访局网上信访、来信或者到信访接待场所提出，"
    "已经在信访程序中的按告知的复查、复核途径办理。",
    Elsewhere.DISCIPLINE: "反映公职人员违纪违法问题由纪检监察机关受理："
    "请拨打 12388，或者登录 12388 举报网站提出。",
    Elsewhere.REMEDY: "不服行政行为的，依法申请行政复议或者提起行政诉讼；"
    "期限和受理机关以该决定书上告知的为准。",
    Elsewhere.HOTLINE: "这件工单不由本级政府办理，已经退回 12345 热线另行交办；进度请向 12345 查询。",
}


@dataclass(frozen=True, slots=True)
class Recognised:
    """Where a letter may belong, and the words that gave it away, in their order."""

    channel: Elsewhere
    words: tuple[str, ...]

    @property
    def told(self) -> str:
        """What the writer is told."""
        return TOLD[self.channel]


def recognised(*texts: str) -> Recognised | None:
    """The channel that the texts speak of most, None for an ordinary letter."""
    found = {
        channel: tuple(dict.fromkeys(hit[0] for text in texts for hit in pattern.finditer(text)))
        for channel, pattern in WORDS.items()
    }
    channel = max(found, key=lambda one: len(found[one]))
    return Recognised(channel, found[channel]) if found[channel] else None
