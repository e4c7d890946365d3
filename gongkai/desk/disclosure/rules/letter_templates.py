"""Reviewed words to begin a reply with, outcome by outcome; the officer fills in the blanks (＿＿＿).

They follow 条例 arts. 14 to 16 and 35 to 39 and repeat nothing that every letter says. Pure.
"""

from dataclasses import dataclass

from .letters import Letter
from .outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Template:
    answer: str = ""
    reasons: str = ""
    elsewhere: str = ""


ORGAN = "据了解，该信息可能由＿＿＿负责公开，地址：＿＿＿，联系电话：＿＿＿，您可以向其申请。"
TEMPLATES = {
    Outcome.GRANTED: Template("现将＿＿＿（文号：＿＿＿）以＿＿＿形式提供给您。"),
    Outcome.PARTIAL: Template(
        "现将＿＿＿中可以公开的部分以＿＿＿形式提供给您。",
        "其中＿＿＿部分属于＿＿＿，依照《中华人民共和国政府信息公开条例》第＿＿＿条的规定不予公开，已作区分处理。",
    ),
    Outcome.SECRET: Template(
        reasons="该信息已于＿＿＿年＿＿＿月由＿＿＿依法确定为国家秘密，密级＿＿＿，保密期限＿＿＿，尚未解密。"
    ),
    Outcome.PROHIBITED: Template(reasons="《＿＿＿》第＿＿＿条规定＿＿＿，该信息属于禁止公开的情形。"),
    Outcome.ENDANGERING: Template(reasons="该信息涉及＿＿＿，公开后可能＿＿＿，危及＿＿＿。"),
    Outcome.THIRD_PARTY: Template(
        reasons="该信息涉及第三方的＿＿＿。本机关已书面征求其意见，第三方不同意公开且有合理理由：＿＿＿。"
        "本机关认为不公开不会对公共利益造成重大影响。"
    ),
    Outcome.INTERNAL: Template(reasons="该信息是本机关在＿＿＿管理中形成的＿＿＿，对外部没有直接影响。"),
    Outcome.PROCESS: Template(
        reasons="该信息是本机关在办理＿＿＿过程中形成的＿＿＿，所涉事项尚未办结，对外不产生效力。"
    ),
    Outcome.CASE_FILE: Template(reasons="该信息是＿＿＿一案的执法案卷材料。您是当事人的，可以依法查阅案卷。"),
    Outcome.INQUIRY: Template(
        reasons="该信息属于＿＿＿登记资料，查询依照《＿＿＿》第＿＿＿条办理。",
        elsewhere="您可以持有效证件到＿＿＿查询，地址：＿＿＿，联系电话：＿＿＿。",
    ),
    Outcome.NOT_HELD: Template(
        reasons="本机关以“＿＿＿”为关键词检索了＿＿＿系统和＿＿＿档案，没有找到您申请的信息。",
        elsewhere=ORGAN,
    ),
    Outcome.TO_BE_MADE: Template(reasons="本机关没有现成的＿＿＿，提供它需要对＿＿＿进行汇总、加工、分析。"),
    Outcome.UNCLEAR: Template(reasons="经补正，您的描述仍不能指向特定的政府信息：＿＿＿。"),
    Outcome.PETITION: Template(
        reasons="您的申请内容是＿＿＿，实质是提出＿＿＿。",
        elsewhere="您可以通过＿＿＿反映，联系电话：＿＿＿。",
    ),
    Outcome.REPEATED: Template(
        reasons="您曾于＿＿＿年＿＿＿月＿＿＿日就同一信息提出申请，本机关已以＿＿＿号答复书答复。"
    ),
    Outcome.PRINTED: Template(
        reasons="您要求提供的是《＿＿＿》，属于公开出版物。", elsewhere="您可以到＿＿＿查阅或者购买。"
    ),
    Outcome.EXCESSIVE: Template(
        reasons="您自＿＿＿年＿＿＿月以来就＿＿＿提出＿＿＿件申请，明显超过合理范围；本机关要求说明理由，您的说明是＿＿＿，不合理。"
    ),
    Outcome.CONFIRMATION: Template(
        reasons="您已于＿＿＿年＿＿＿月＿＿＿日取得该信息，要求＿＿＿不属于申请公开政府信息。"
    ),
}


def begun(outcome: Outcome, number: str = "") -> Letter:
    """A letter to be filled in; an outcome without a template has an empty one."""
    words = TEMPLATES.get(outcome, Template())
    return Letter(outcome, number, words.answer, words.reasons, words.elsewhere)
