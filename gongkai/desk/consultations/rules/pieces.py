"""What each step must publish, and what is still missing from it.

重大行政决策程序暂行条例 art. 15: the draft, an explanation of it, the way and the period to comment. Art. 32:
how opinions were used. What is missing is named, so that the screen can say it before the service refuses.
"""

from dataclasses import dataclass

from .decisions import Decision

MAX_TITLE, MAX_EXPLANATION, MAX_WAYS, MAX_CONTACT = 300, 20_000, 1_000, 300
MAX_HTML = 1_000_000  # characters of a draft: ten times the longest rule of the province


@dataclass(frozen=True, slots=True)
class Content:
    """What people write for a consultation. ``html`` is clean; ``ways`` are the ways besides this site."""

    decision: Decision
    title: str
    explanation: str
    html: str
    ways: str
    contact: str
    days: int
    shorten_reason: str = ""
    note: str = ""


def lacking(content: Content, clauses: int) -> list[str]:
    """What must still be written before the draft can be published, in words."""
    topics = content.decision is Decision.TOPICS
    found = [] if content.title.strip() else ["标题"]
    if not content.explanation.strip():
        found.append("征集说明" if topics else "起草说明")
    if not content.html.strip() or not clauses:
        found.append("征集的事项范围" if topics else "草案正文")
    if not content.ways.strip():
        found.append("提出意见的方式")
    if not content.contact.strip():
        found.append("承办处室和联系方式")
    return found


def too_long(content: Content) -> list[str]:
    """Fields beyond their length, in words."""
    limits = (
        ("标题", content.title, MAX_TITLE),
        ("说明", content.explanation, MAX_EXPLANATION),
        ("草案正文", content.html, MAX_HTML),
        ("提出意见的方式", content.ways, MAX_WAYS),
        ("联系方式", content.contact, MAX_CONTACT),
    )
    return [f"{name}超过 {limit:,} 字，请精简" for name, text, limit in limits if len(text) > limit]
