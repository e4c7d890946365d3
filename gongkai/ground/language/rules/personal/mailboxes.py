"""Mailboxes of persons. Those of organs and those that an office names for itself are public."""

import re
from collections.abc import Iterator, Set

from ..folding import level
from .context import official, private
from .kinds import Finding, Kind

_NAME = r"A-Za-z0-9Ａ-Ｚａ-ｚ０-９._%+\-"
_BOX = re.compile(
    rf"(?<![{_NAME}])[{_NAME}]{{1,64}}\s?[@＠]\s?(?:[A-Za-z0-9０-９Ａ-Ｚａ-ｚ\-]{{1,63}}[.．]){{1,4}}[A-Za-zＡ-Ｚａ-ｚ]{{2,10}}(?![A-Za-z0-9\-])"
)
_ORGAN = re.compile(r"(?:^|\.)(?:gov|mil)(?:\.[a-z]{2})?$|(?:^|\.)gov\.[a-z]{2}$")
_AROUND = re.compile(  # a notice gives its mailbox beside its telephone, or where it asks for something
    "意见|建议|公示|投诉|举报|报名|来函|书面|传真|通讯地址|邮寄|办公室|公告|附件|截止|0[0-9]{2,3}-[0-9]{7,8}"
)
_CONTACT = re.compile(r"联系人[^\n>]*[\n>]")  # a line of its own under that of the contact
WIDE = 240  # characters before a mailbox that can say that an office gives it
_ROLE = re.compile(
    r"^(?:info|service|services|admin|webmaster|office|contact|support|kefu|help|hr|press|news|media|xxgk|jubao|tousu"
    r"|zixun|jianyi|fankui|postmaster|noreply|no-reply)[0-9_.\-]{0,4}$"
)


def mailboxes(text: str, public: Set[str] = frozenset()) -> Iterator[Finding]:
    """Personal mailboxes in order. ``public`` are an organisation’s own, in lower case."""
    if "@" not in text and "＠" not in text:
        return
    for found in _BOX.finditer(text):
        start, end = found.span()
        written = level(found.group()).replace(" ", "").lower()
        name, _, host = written.partition("@")
        if written in public or _ORGAN.search(host):
            continue
        wide = text[max(0, start - WIDE) : start]
        if not private(text, start) and (
            _ROLE.match(name) or official(text, start, end) or _AROUND.search(wide) or _CONTACT.search(wide)
        ):
            continue
        yield Finding(Kind.EMAIL, start, end, f"{name[0]}***@{host}")
