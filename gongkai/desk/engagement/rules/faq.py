"""常见问题: what an entry must say, how long it holds, and when it must be looked at anew. Pure.

Nothing here is law: after how many months an entry is looked at anew is practice (``practice.toml``), and
each entry carries its own day.
"""

from dataclasses import dataclass
from datetime import date, datetime
from html import escape

from gongkai.ground.language.rules import markup
from gongkai.ground.language.rules.labels import Labelled

from .kinds import RuleBroken
from .public_page import ANSWER

MAX_QUESTION, MAX_CATEGORY, MAX_ANSWER, MAX_REASON = 120, 60, 20_000, 500  # characters
_SIGNS = dict.fromkeys([*range(9), *range(11, 32), 127])


class Incomplete(RuleBroken):
    """What was written lacks something; ``problems`` says field by field what."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__("；".join(problems.values()))
        self.problems = problems


class State(Labelled):
    DRAFTING = "drafting", "起草中"
    REVIEWING = "reviewing", "审核中"
    APPROVED = "approved", "待发布"
    PUBLISHED = "published", "已公开"
    WITHDRAWN = "withdrawn", "已撤回"


class Fault(Labelled):
    """What a reader says is wrong with an entry."""

    WRONG = "wrong", "有误"
    OUTDATED = "outdated", "过时"


class Standing(Labelled):
    """What became of a reader's report."""

    OPEN = "open", "待处理"
    MENDED = "mended", "已修改"
    KEPT = "kept", "核对无误，保留"


@dataclass(frozen=True, slots=True)
class Content:
    """What a person writes. ``source`` is a publication's index number or ""; ``review_by`` None for the
    longest that an entry may go without being looked at."""

    question: str
    answer: str
    category: str = ""
    source: str = ""
    review_by: date | None = None


def clean(content: Content) -> Content:
    """Without control characters, which no database takes, and white space at the ends."""
    return Content(
        " ".join(content.question.translate(_SIGNS).split()),
        content.answer.replace("\r\n", "\n").translate(_SIGNS).strip(),
        " ".join(content.category.translate(_SIGNS).split()),
        content.source.translate(_SIGNS).strip(),
        content.review_by,
    )


def problems(content: Content, today: date, months: int) -> dict[str, str]:
    """Field to what is wrong with it; {} for an entry that can go to review."""
    found: dict[str, str] = {}
    if not content.question:
        found["question"] = "请写明问题"
    elif len(content.question) > MAX_QUESTION:
        found["question"] = f"问题最多 {MAX_QUESTION} 字，请用群众的说法写短一些"
    if not markup.plain(body(content.answer)).strip():
        found["answer"] = "请写明答案"
    elif len(content.answer) > MAX_ANSWER:
        found["answer"] = f"答案最多 {MAX_ANSWER} 字，请分成几个问题"
    if not content.category:
        found["category"] = "请填写分类，读者按分类查找"
    elif len(content.category) > MAX_CATEGORY:
        found["category"] = f"分类最多 {MAX_CATEGORY} 字"
    last = holds_until(today, months)
    if content.review_by and not today < content.review_by <= last:
        found["review_by"] = f"复核日期须在今天以后、{last:%Y-%m-%d} 以前（含）"
    return found


def holds_until(today: date, months: int) -> date:
    """The last day until which an entry of today may go without being looked at."""
    year, month = divmod(today.month - 1 + months, 12)
    year, month = today.year + year, month + 1
    for day in range(today.day, 0, -1):
        try:
            return date(year, month, day)
        except ValueError:  # the 29th to 31st of a shorter month
            continue
    raise ValueError(today)


def answer_of(letter: str) -> str:
    """The answer within the text of a published letter: what stands below its heading, without the last line
    that names the office."""
    lines = letter.rpartition(f"{ANSWER}\n")[2].split("\n")
    return "\n".join(line for line in lines if not line.startswith("答复单位："))


def body(answer: str) -> str:
    """The answer as HTML: written as HTML it is cleaned, plain text becomes paragraphs."""
    if any(mark in answer for mark in ("</p>", "</li>", "</td>", "</h2>", "</h3>", "</div>")):
        return markup.sanitise(answer)
    return "".join(f"<p>{escape(line.strip())}</p>" for line in answer.split("\n") if line.strip())


def page(answer: str, source: tuple[str, str] | None) -> str:
    """The body of the publication; ``source`` is address and title of what the answer rests on."""
    if source is None:
        return body(answer)
    path, title = source
    return f'{body(answer)}<p>依据：<a href="{escape(path)}">{escape(title)}</a></p>'


def must_be(state: str, allowed: tuple[State, ...], what: str) -> None:
    """Raise RuleBroken that names the state when it allows no such step."""
    if state not in allowed:
        raise RuleBroken(f"这条问答{State(state).label}，不能{what}，请刷新页面")


def may_end(standing: Standing, words: str, *, received: datetime, published: datetime | None) -> None:
    """Whether a report may be answered so: mended only when the entry was published anew since, kept only
    with a reason. ``received`` and ``published`` are moments, the latter None when it is not public."""
    if standing is Standing.OPEN:
        raise RuleBroken("请选择“已修改”或者“核对无误，保留”")
    if standing is Standing.KEPT and not words:
        raise RuleBroken("请写明为什么保留")
    if len(words) > MAX_REASON:
        raise RuleBroken(f"说明最多 {MAX_REASON} 字")
    if standing is Standing.MENDED and (published is None or published <= received):
        raise RuleBroken("收到反映以后还没有重新公布；请先修改、审核并公布，再登记“已修改”")
