"""What a reply says: the words that its outcome needs, its reasons, and the remedies that belong to it.

条例 arts. 33, 36 to 39; 行政复议法 arts. 20, 23; 行政诉讼法 arts. 45, 46. Pure: the same paragraphs become
the page, the PDF and the DOCX. What a template says is reviewed with the letter, by people.
"""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from gongkai.ground.language.rules.dates import written

from .outcomes import ENDINGS, Outcome
from .remedies import Remedy

MAX_NUMBER, MAX_TEXT = 80, 20_000  # characters
TITLE_LINE = 20  # characters of 2号 on a line of 156 mm (GB/T 9704-2012)
ENDS = "。；，、.;, \n"  # of what an applicant wrote: the letter sets its own full stop
FIELDS = {"number": "文号", "answer": "答复的内容", "reasons": "理由", "elsewhere": "其他途径"}
BLANK = "＿＿"  # what a template leaves to be filled in
REGULATION = "《中华人民共和国政府信息公开条例》"


class BadLetter(ValueError):
    """The letter cannot be written like this; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What the officer writes: the answer itself, the reasons, and where else to turn."""

    outcome: Outcome
    number: str = ""
    answer: str = ""
    reasons: str = ""
    elsewhere: str = ""

    def pack(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False).encode()


@dataclass(frozen=True, slots=True)
class Facts:
    """What the program knows: whom it answers, when, for whom, and where a remedy is sought.

    ``reconsider_days``, ``sue_months`` are the statutory numbers in force.
    """

    applicant: str
    organisation: str
    case: str
    received_on: date
    wish: str
    on: date
    reconsider_days: int
    sue_months: int
    sue_days: int
    authority: str = ""
    court: str = ""
    corrected_on: date | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``kind`` is title, number, address, text, signature or remedy."""

    kind: str
    text: str


def unpack(content: bytes) -> Letter:
    known = json.loads(content)
    return Letter(**{**known, "outcome": Outcome(known["outcome"])})


def problems(letter: Letter) -> dict[str, str]:
    """Field to what is missing, {} when the letter can go to review."""
    found: dict[str, str] = {}
    for name, text in (
        ("answer", letter.answer),
        ("reasons", letter.reasons),
        ("elsewhere", letter.elsewhere),
    ):
        if len(text) > MAX_TEXT:
            found[name] = f"最多 {MAX_TEXT:,} 字，现有 {len(text):,} 字"
        elif BLANK in text:
            found[name] = "还有空白（＿＿＿）没有填写，请填写或者删去"
    if not 0 < len(letter.number.strip()) <= MAX_NUMBER:
        found["number"] = f"请填写答复书文号，最多 {MAX_NUMBER} 字"
    if ENDINGS[letter.outcome].reasons and not letter.reasons.strip():
        found.setdefault(
            "reasons", f"“{letter.outcome.label}”应当说明理由（条例{ENDINGS[letter.outcome].articles}）"
        )
    if letter.outcome in (Outcome.GRANTED, Outcome.PARTIAL) and not letter.answer.strip():
        found.setdefault("answer", "请写明提供的信息，或者获取的方式、途径和时间")
    return found


def paragraphs(letter: Letter, facts: Facts, remedy: Remedy) -> list[Paragraph]:
    """The whole letter, in order. Raises BadLetter when something that it needs is missing."""
    if letter.outcome not in OPENING:
        raise BadLetter(f"“{letter.outcome.label}”不用答复书，由告知书告知申请人")
    if found := problems(letter):
        raise BadLetter("；".join(f"{FIELDS[name]}：{text}" for name, text in found.items()))
    lines = [
        Paragraph("title", f"{facts.organisation}政府信息公开申请答复书"),
        Paragraph("number", letter.number.strip()),
        Paragraph("address", f"{facts.applicant}："),
        Paragraph("text", received(facts)),
        Paragraph("text", OPENING[letter.outcome].format(articles=articles(letter))),
    ]
    for text in (letter.answer, letter.reasons, letter.elsewhere):
        lines += [Paragraph("text", one.strip()) for one in text.splitlines() if one.strip()]
    return finished(lines, remedies(remedy, facts), facts)


def finished(lines: list[Paragraph], last: list[str], facts: Facts) -> list[Paragraph]:
    """The paragraphs with the remedies and the signature, in signs that every document can hold."""
    lines = lines + [Paragraph("remedy", text) for text in last]
    lines += [Paragraph("signature", facts.organisation), Paragraph("signature", written(facts.on))]
    return [Paragraph(line.kind, _writable(line.text)) for line in lines]


def title_lines(lines: Sequence[Paragraph]) -> list[str]:
    """The title as it stands on paper: where it needs two lines, the organisation's name has the first."""
    whole = lines[0].text
    body = next((line.text for line in lines if line.kind == "signature"), "")
    if len(whole) > TITLE_LINE and body and whole.startswith(body):
        return [body, whole.removeprefix(body)]
    return [whole]


def articles(letter: Letter) -> str:
    """What the letter cites. Item 5 of art. 36 only where another organ is named, or pointed to."""
    if letter.outcome is Outcome.NOT_HELD and not letter.elsewhere.strip():
        return "第三十六条第四项"
    return ENDINGS[letter.outcome].articles


def _writable(text: str) -> str:
    """Without what no document can hold: controls and what is no character (XML 1.0, 2.2)."""
    signs = (" " if sign in "\t\n\r" else sign for sign in text)
    return "".join(
        sign
        for sign in signs
        if unicodedata.category(sign) not in ("Cc", "Cs") and sign not in "\ufffe\uffff"
    )


def remedies(remedy: Remedy, facts: Facts, *, paper: str = "答复书", act: str = "答复") -> list[str]:
    """Where the applicant may turn, with the days of the law. ``paper`` is what is served, ``act`` what it
    tells: what ends without a reply is told by a notice."""
    authority, court = facts.authority or "行政复议机关", facts.court or "有管辖权的人民法院"
    since = f"自收到本{paper}之日起"
    reconsider = f"{since} {facts.reconsider_days} 日内向{authority}申请行政复议"
    match remedy:
        case Remedy.RECONSIDER_FIRST:
            return [
                f"如不服本{act}，应当先{reconsider}；对行政复议决定仍不服的，可以自收到复议决定书之日起 "
                f"{facts.sue_days} 日内向{court}提起行政诉讼"
                "（《中华人民共和国行政复议法》第二十三条第一款第四项）。"
            ]
        case Remedy.EITHER:
            return [
                f"如不服本{act}，可以{reconsider}，也可以{since} "
                f"{facts.sue_months} 个月内向{court}提起行政诉讼。"
            ]
    return []


def received(facts: Facts) -> str:
    """Which request is answered: its day, its number and what it asks for."""
    corrected = f"，并于 {written(facts.corrected_on)}收到您的补正材料" if facts.corrected_on else ""
    return (
        f"本机关于 {written(facts.received_on)}收到您提交的政府信息公开申请（编号 {facts.case}）{corrected}。"
        f"您申请公开：{facts.wish.rstrip(ENDS)}。"
    )


_UNDER = f"根据{REGULATION}{{articles}}的规定，"
OPENING = {
    Outcome.GRANTED: _UNDER + "本机关予以公开。",
    Outcome.PARTIAL: f"您申请公开的信息能够作区分处理。{_UNDER}可以公开的部分予以公开，其余部分不予公开。",
    Outcome.SECRET: f"您申请公开的信息属于国家秘密。{_UNDER}不予公开。",
    Outcome.PROHIBITED: f"您申请公开的信息属于法律、行政法规禁止公开的政府信息。{_UNDER}不予公开。",
    Outcome.ENDANGERING: f"公开该信息可能危及国家安全、公共安全、经济安全、社会稳定。{_UNDER}不予公开。",
    Outcome.THIRD_PARTY: f"公开该信息会对第三方合法权益造成损害。{_UNDER}不予公开。",
    Outcome.INTERNAL: f"您申请公开的信息属于内部事务信息。{_UNDER}不予公开。",
    Outcome.PROCESS: f"您申请公开的信息属于过程性信息。{_UNDER}不予公开。",
    Outcome.CASE_FILE: f"您申请公开的信息属于行政执法案卷信息。{_UNDER}不予公开。",
    Outcome.INQUIRY: f"有关法律、行政法规对您申请的信息的获取有特别规定。{_UNDER}请依照该特别规定办理。",
    Outcome.NOT_HELD: f"经检索，本机关不掌握您申请公开的信息。{_UNDER}特此告知。",
    Outcome.TO_BE_MADE: f"提供您申请的信息需要对现有政府信息进行加工、分析。{_UNDER}本机关不予提供。",
    Outcome.UNCLEAR: f"您的申请经补正，内容仍不明确（{REGULATION}{{articles}}），本机关无法提供。",
    Outcome.PETITION: f"您提出的事项属于信访、投诉、举报。{_UNDER}不作为政府信息公开申请处理。",
    Outcome.REPEATED: f"本机关已就您的同一申请作出答复。{_UNDER}不予重复处理。",
    Outcome.PRINTED: f"您要求提供的是公开出版物（{REGULATION}{{articles}}），本机关不予处理。",
    Outcome.EXCESSIVE: f"您申请公开的数量、频次明显超过合理范围，且理由不合理。{_UNDER}本机关不予处理。",
    Outcome.CONFIRMATION: "您要求本机关确认或者重新出具已经获取的政府信息，不属于申请公开政府信息"
    "（{articles}），本机关不予处理。",
}
