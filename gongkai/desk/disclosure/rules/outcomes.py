"""The twenty-one ways in which a request can end, each with its article and its row of table three.

条例 arts. 30, 35 to 39 and 42; rows of 国办公开办函〔2021〕30号. A request has exactly one outcome: a partial
disclosure counts as that alone. Pure.
"""

from dataclasses import dataclass

from gongkai.ground.deadlines.rules.events import Step
from gongkai.ground.language.rules.labels import Labelled


class Group(Labelled):
    """The six headings of "本年度办理结果"."""

    GRANTED = "granted", "（一）予以公开"
    PARTIAL = "partial", "（二）部分公开"
    REFUSED = "refused", "（三）不予公开"
    UNAVAILABLE = "unavailable", "（四）无法提供"
    NOT_HANDLED = "not_handled", "（五）不予处理"
    OTHERWISE = "otherwise", "（六）其他处理"


class Outcome(Labelled):
    GRANTED = "granted", "予以公开"
    PARTIAL = "partial", "部分公开"
    SECRET = "secret", "属于国家秘密"
    PROHIBITED = "prohibited", "其他法律行政法规禁止公开"
    ENDANGERING = "endangering", "危及“三安全一稳定”"
    THIRD_PARTY = "third_party", "保护第三方合法权益"
    INTERNAL = "internal", "属于三类内部事务信息"
    PROCESS = "process", "属于四类过程性信息"
    CASE_FILE = "case_file", "属于行政执法案卷"
    INQUIRY = "inquiry", "属于行政查询事项"
    NOT_HELD = "not_held", "本机关不掌握相关政府信息"
    TO_BE_MADE = "to_be_made", "没有现成信息需要另行制作"
    UNCLEAR = "unclear", "补正后申请内容仍不明确"
    PETITION = "petition", "信访举报投诉类申请"
    REPEATED = "repeated", "重复申请"
    PRINTED = "printed", "要求提供公开出版物"
    EXCESSIVE = "excessive", "无正当理由大量反复申请"
    CONFIRMATION = "confirmation", "要求行政机关确认或重新出具已获取信息"
    UNCORRECTED = "uncorrected", "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
    UNPAID = "unpaid", "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
    OTHERWISE = "otherwise", "其他"


@dataclass(frozen=True, slots=True)
class Ending:
    """What an outcome is by law: its row, its articles, the step that brings it, what the reply holds.

    ``reasons`` says that the reply gives reasons; ``search`` that a record of the search is kept;
    ``corrected`` that a correction must have been asked before.
    """

    row: str
    group: Group
    articles: str
    step: Step = Step.REPLIED
    reasons: bool = True
    search: bool = False
    corrected: bool = False


ENDINGS = {
    Outcome.GRANTED: Ending("3.1", Group.GRANTED, "第三十六条第一、二项", reasons=False),
    Outcome.PARTIAL: Ending("3.2", Group.PARTIAL, "第三十七条"),
    Outcome.SECRET: Ending("3.3.1", Group.REFUSED, "第十四条、第三十六条第三项"),
    Outcome.PROHIBITED: Ending("3.3.2", Group.REFUSED, "第十四条、第三十六条第三项"),
    Outcome.ENDANGERING: Ending("3.3.3", Group.REFUSED, "第十四条、第三十六条第三项"),
    Outcome.THIRD_PARTY: Ending("3.3.4", Group.REFUSED, "第十五条、第三十二条、第三十六条第三项"),
    Outcome.INTERNAL: Ending("3.3.5", Group.REFUSED, "第十六条第一款、第三十六条第三项"),
    Outcome.PROCESS: Ending("3.3.6", Group.REFUSED, "第十六条第二款、第三十六条第三项"),
    Outcome.CASE_FILE: Ending("3.3.7", Group.REFUSED, "第十六条第二款、第三十六条第三项"),
    Outcome.INQUIRY: Ending("3.3.8", Group.REFUSED, "第三十六条第七项"),
    Outcome.NOT_HELD: Ending("3.4.1", Group.UNAVAILABLE, "第三十六条第四、五项", search=True),
    Outcome.TO_BE_MADE: Ending("3.4.2", Group.UNAVAILABLE, "第三十八条"),
    Outcome.UNCLEAR: Ending("3.4.3", Group.UNAVAILABLE, "第三十条", corrected=True),
    Outcome.PETITION: Ending("3.5.1", Group.NOT_HANDLED, "第三十九条第一款"),
    Outcome.REPEATED: Ending("3.5.2", Group.NOT_HANDLED, "第三十六条第六项"),
    Outcome.PRINTED: Ending("3.5.3", Group.NOT_HANDLED, "第三十九条第二款"),
    Outcome.EXCESSIVE: Ending("3.5.4", Group.NOT_HANDLED, "第三十五条"),
    Outcome.CONFIRMATION: Ending("3.5.5", Group.NOT_HANDLED, "国办公开办函〔2021〕30号表三（五）5"),
    Outcome.UNCORRECTED: Ending("3.6.1", Group.OTHERWISE, "第三十条", step=Step.ABANDONED, corrected=True),
    Outcome.UNPAID: Ending("3.6.2", Group.OTHERWISE, "第四十二条", step=Step.ABANDONED),
    Outcome.OTHERWISE: Ending("3.6.3", Group.OTHERWISE, "", step=Step.WITHDRAWN, reasons=False),
}
