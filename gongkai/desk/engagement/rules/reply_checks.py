"""Whether a reply answers: not formulas alone, not past the question, not another reply over again.

A reply is read clause by clause. Greetings, receipts, thanks, forwarding, promises to study and criteria that
hold for everyone say nothing about the matter at hand (``reply_formulas.toml``); what is left is the answer.
A refusal with its reason is an answer. The thresholds come from practice (docs/quality.md).
"""

import hashlib
import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from gongkai.ground.language.rules import personal
from gongkai.ground.language.rules.folding import ZERO_WIDTH, fold
from gongkai.record.editorial.rules.checks.copying import compare
from gongkai.record.editorial.rules.checks.places import Paragraphs
from gongkai.record.editorial.rules.findings import Finding, Severity

LEAST = 20  # signs that are no formula; fewer are no answer
COPIED_SHARE = 0.9  # of the answer, formulas left out, that stands in one earlier reply
COPIED_LENGTH = 40  # signs; shorter answers may well be the same
SHOWN = 30  # characters of a clause that a finding shows
ECHO = 0.75  # of a clause's pairs that stand in the letter: it repeats the question
READ = 20_000  # characters of a letter and of a reply that are read

_CLAUSE = re.compile("[^，,。；;！？!?\n：:（）()\\s]+")
_ASKED = re.compile("[^。；;！!\n]*[？?吗呢]|[^。；;！!\n，,]*(?:请问|咨询|想问|想知道)[^。；;！!\n]*")
_NAMES_THE_LETTER = re.compile("[您你]|反[映应]|关于|问题|建议|咨询|诉求|投诉|[?？]$")
_HAN_PAIR = re.compile("(?=([\u3400-\u9fff]{2}))")
_SIGN = re.compile("[0-9a-z\u3400-\u9fff]")
_EDGES = " \"“”'‘’[]【】《》_-—、.·"
_CONNECTIVE = re.compile(
    "(?:如|例如|其中|汇总|梳理|另外|此外|同时|目前|首先|其次|最后|因此|在此|监督与支持)|[\\d\\-—.年月日]+|.{0,6}电话.{0,3}"
)
_DATED_END = re.compile("\\d{4}|.{2,16}(?:办事处|局|委|委员会|中心|办公室|政府|公司)")

# What a question asks, and what any answer to it would hold; wide on purpose: a wrong alarm costs more.
_QUESTIONS = (
    (
        "什么时候",
        "何时|什么时候|什么时间|多久|哪天|几时",
        "\\d|计划|预计|年底|季度|[上下本]半年|已|正在|尚未|暂|待|不|无|近期",
    ),
    ("多少钱、什么标准", "多少钱|多少元|收费标准|(?:补贴|补偿|赔偿)标准", "\\d|免费|元|标准|按照?|依据"),
    (
        "找哪里、找谁",
        "找谁|找哪个|哪个部门|联系电话|联系方式|在哪里?(?:办|交|领|查)",
        "局|委|中心|社区|街道|所|站|\\d{5,}",
    ),
    (
        "怎么办理",
        "怎么办理|如何办理|办理流程|什么手续|哪些手续|什么材料|哪些材料|需要什么证",
        "材料|证|携带|提供|申请|登录|办理|前往|手续|流程",
    ),
    (
        "能不能、是不是",
        "能否|能不能|是否|可不可以|可以.{0,12}吗|合[法理]吗",
        "可|不|能|符合|属于|应当?|须|无|已|是|同意|允许|暂|有",
    ),
)


class Clause(NamedTuple):
    """A clause of a reply and where it starts; ``formula`` is its kind, "" where it says something."""

    text: str
    start: int
    formula: str


def check(question: str, reply: str, earlier: Sequence[str] = ()) -> list[Finding]:
    """What a reviewer should see before the reply is sent: the gravest first; [] when nothing was found."""
    question, reply = question[:READ], reply[:READ]
    parts = clauses(question, reply)
    places = Paragraphs(reply)
    if substance(parts) < LEAST:
        return [_empty(parts, reply, places)]
    return [
        *_unanswered(question, reply),
        *_copied(parts, reply, earlier, places),
        *_forwarded(parts, places),
    ]


def is_empty(question: str, reply: str) -> bool:
    """Whether the reply holds formulas alone."""
    return substance(clauses(question[:READ], reply[:READ])) < LEAST


def clauses(question: str, reply: str) -> list[Clause]:
    """The clauses of a reply, each with the kind of formula it is."""
    folded = fold(reply).replace(ZERO_WIDTH, " ")
    asked = set(_HAN_PAIR.findall(fold(question)))
    found = [(match.group().strip(_EDGES), match.start()) for match in _CLAUSE.finditer(folded)]
    found = [(text, start) for text, start in found if text]
    return [
        Clause(text, start, _kind(text, asked, number >= len(found) - 2))
        for number, (text, start) in enumerate(found)
    ]


def substance(parts: Sequence[Clause]) -> int:
    """Signs of the clauses that are no formula; a decision or a place to go to is enough, however short."""
    answers = _formulas()["answers"]
    told = [part.text for part in parts if not part.formula]
    return sum(LEAST if answers.search(text) else len(_SIGN.findall(text)) for text in told)


def _kind(clause: str, asked: set[str], at_the_end: bool) -> str:
    known = _formulas()
    answers = bool(known["answers"].search(clause)) and not known["always"].search(clause)
    if not answers:
        for kind in ("greeting", "receipt", "forward", "promise", "thanks", "criteria"):
            if known[kind].search(clause):
                return kind
        pairs = _HAN_PAIR.findall(clause)
        repeated = sum(pair in asked for pair in pairs)
        if pairs and _NAMES_THE_LETTER.search(clause) and repeated >= ECHO * len(pairs):
            return "echo"
    if _CONNECTIVE.fullmatch(clause) or (at_the_end and not answers and _DATED_END.match(clause)):
        return "frame"
    return ""


def _empty(parts: Sequence[Clause], reply: str, places: Paragraphs) -> Finding:
    told = next((part for kind in ("forward", "promise", "criteria", "receipt") for part in parts
                 if part.formula == kind), None)  # fmt: skip
    if told is None:
        return _finding("empty", Severity.BLOCKING, "正文", reply.strip()[:SHOWN] or "（空白）", EMPTY, reply)
    advice = FORWARDED if told.formula == "forward" else EMPTY
    return _finding("empty", Severity.BLOCKING, places.at(told.start), told.text, advice, reply)


def _forwarded(parts: Sequence[Clause], places: Paragraphs) -> Iterator[Finding]:
    """A matter passed on beside some answer: a note, since the answer may be somebody else's."""
    for part in parts:
        if part.formula == "forward":
            yield _finding("forwarded", Severity.NOTE, places.at(part.start), part.text, PASSED_ON)
            return


def _unanswered(question: str, reply: str) -> Iterator[Finding]:
    """Kinds of question for which the reply holds nothing that could be an answer."""
    asked = [(match.group().strip(), match.start()) for match in _ASKED.finditer(fold(question))]
    answer, places = fold(reply), Paragraphs(question)
    for name, asks, answers in _QUESTIONS:
        found = next(((text, start) for text, start in asked if re.search(asks, text)), None)
        if found and not re.search(answers, answer):
            place = places.at(found[1]).replace("正文", "来信")
            yield _finding("unanswered", Severity.WARNING, place, found[0], UNANSWERED.format(name))


def _copied(
    parts: Sequence[Clause], reply: str, earlier: Sequence[str], places: Paragraphs
) -> Iterator[Finding]:
    """The earlier reply that this one repeats most, if it repeats one."""
    told = [part for part in parts if not part.formula]
    answer = "，".join(part.text for part in told)
    best, which = 0.0, -1
    for number, other in enumerate(earlier):
        shown = compare(answer, fold(other[:READ]))
        if shown.counted >= COPIED_LENGTH and shown.share > best:
            best, which = shown.share, number
    if best >= COPIED_SHARE:
        advice = COPIED.format(which + 1, best)
        yield _finding("copied", Severity.WARNING, places.at(told[0].start), told[0].text, advice, answer)


EMPTY = (
    "答复只有套话，没有说明查到了什么、做了什么或者为什么不能办；"
    "请写明核实的情况、处理结果或理由、下一步的时间。"
)
FORWARDED = (
    "只说已转办不算答复；请向承办单位问清情况，写明处理结果，暂无结果的写明承办单位、联系方式和何时答复。"
)
PASSED_ON = "这里写了转办；事情已办结的请写结果，未办结的请写明承办单位和何时答复。"
UNANSWERED = "来信问的是“{}”，答复里没有找到回答；请逐一回答来信的问题，不能回答的说明原因。"
COPIED = "与第 {} 份较早的答复有 {:.0%} 相同；请核对是否确是同一件事，并写明本件的具体情况。"


def _finding(check: str, severity: Severity, place: str, text: str, advice: str, exact: str = "") -> Finding:
    shown = personal.mask(text)
    digest = hashlib.sha256(exact.encode("utf-8", "surrogatepass")).hexdigest()[:16] if exact else ""
    return Finding(
        f"reply.{check}", severity, place, shown[:SHOWN] + "…" * (len(shown) > SHOWN), advice, exact=digest
    )


@cache
def _formulas() -> dict[str, re.Pattern[str]]:
    known = tomllib.loads((files(__package__) / "reply_formulas.toml").read_text("utf-8"))
    return {kind: re.compile("|".join(f"(?:{one})" for one in patterns)) for kind, patterns in known.items()}
