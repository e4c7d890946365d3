"""Notices to staff: what one may say, and how often a mail that did not leave is tried again."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

SUBJECT, WORDS, LINK = 120, 1000, 300  # characters
# After which waits a mail is tried again; then it is given up, and the notice stands in the console only.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480))
KEPT = timedelta(days=180)  # read notices; audit logs, which are the ledger's, are kept for ever


class MailState(StrEnum):
    """Where the mail of a notice stands."""

    WAITING = "waiting"
    SENT = "sent"
    GIVEN_UP = "given_up"


class NoticeRefused(ValueError):
    """The notice cannot be sent as given."""


@dataclass(frozen=True, slots=True)
class Words:
    """A notice: a line, some words that stay in the console, and where the matter stands.

    ``link`` is a path of the console. The mail carries the line and the link and nothing else, so the line
    must not say what only the console may show: no names of citizens, no content of drafts.
    """

    subject: str
    words: str = ""
    link: str = ""

    def __post_init__(self) -> None:
        if not self.subject.strip() or "\n" in self.subject or "\r" in self.subject:
            raise NoticeRefused("通知的标题须是一行文字")
        for text, limit, name in (
            (self.subject, SUBJECT, "标题"),
            (self.words, WORDS, "正文"),
            (self.link, LINK, "链接"),
        ):
            if len(text) > limit:
                raise NoticeRefused(f"通知的{name}最多 {limit} 个字，现有 {len(text)} 个")
        if self.link and (not self.link.startswith("/") or self.link.startswith("//")):
            raise NoticeRefused("通知的链接须是本站地址")


def wait(tries: int) -> timedelta | None:
    """How long after the so-manieth failed try the next one follows; None when it is given up."""
    return WAITS[tries - 1] if tries <= len(WAITS) else None
