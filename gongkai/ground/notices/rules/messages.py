"""Messages to citizens: what one may say, by which way it goes, and what becomes of it.

A message says that something happened to a matter and where to look. Its words are a template's; what is put
into them has a kind with a pattern, and there is no kind for free words: nothing of what a citizen wrote can
stand in a message.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from string import Formatter
from typing import Any

KINDS = {
    "number": re.compile(r"[\w〔〕\[\]（）()/-]{1,60}"),
    "day": re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII),
    "organisation": re.compile(r"[\w（）()·—-]{1,40}"),
    "code": re.compile(r"\d{6}", re.ASCII),
    "minutes": re.compile(r"\d{1,3}", re.ASCII),
}
OURS = {"site", "address"}  # filled in by the program: the site's name, and where to look
PATH = re.compile(r"(/[a-z0-9-]+)*/", re.ASCII)
MOBILE = re.compile(r"(?:(?:\+|00)86)?(1[3-9]\d{9})", re.ASCII)
MAIL = re.compile(r"[^\s@<>\"',;:\\]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", re.ASCII)
# Practice, not law. To one person about one matter, tries that failed among them.
AN_HOUR = 10
LEASE = timedelta(minutes=2)  # longer than any try takes: a claimed message is nobody else's meanwhile
LONGEST_WAIT = timedelta(hours=1)  # of what a gateway may ask for
KEPT = timedelta(days=180)  # records of messages that have left or were given up


class Channel(StrEnum):
    """By which way a message goes."""

    SMS = "sms"
    MAIL = "mail"
    IN_APP = "in_app"


class State(StrEnum):
    """What became of a message. FORGOTTEN: the matter's key was destroyed before it left."""

    WAITING = "waiting"
    SENT = "sent"
    GIVEN_UP = "given_up"
    FORGOTTEN = "forgotten"


class Trouble(StrEnum):
    """Why a try failed, without a word of what was sent or to whom."""

    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    BUSY = "busy"
    BROKEN = "broken"
    NONSENSE = "nonsense"
    SETUP = "setup"
    REFUSED = "refused"
    INTERRUPTED = "interrupted"
    EXPIRED = "expired"
    RATE = "rate"


CHANNEL_LABELS = {Channel.SMS: "短信", Channel.MAIL: "邮件", Channel.IN_APP: "站内"}
STATE_LABELS = {
    State.WAITING: "等待",
    State.SENT: "已发出",
    State.GIVEN_UP: "放弃",
    State.FORGOTTEN: "已随事项销毁",
}
TROUBLE_LABELS = {
    Trouble.UNREACHABLE: "连不上",
    Trouble.TIMEOUT: "超时没有应答",
    Trouble.BUSY: "对方要求稍后再发",
    Trouble.BROKEN: "对方出错",
    Trouble.NONSENSE: "对方的应答看不懂",
    Trouble.SETUP: "对方不认我们的密钥或账号，请核对设置",
    Trouble.REFUSED: "对方拒收这个号码或地址",
    Trouble.INTERRUPTED: "发送中途被中断",
    Trouble.EXPIRED: "过了有效时间",
    Trouble.RATE: "同一事项发得太多，稍后再发",
}
# After these nobody else's message would fare better now.
DOWN = frozenset({Trouble.UNREACHABLE, Trouble.TIMEOUT, Trouble.BUSY, Trouble.SETUP})


class MessageRefused(ValueError):
    """The message cannot be sent as given."""


@dataclass(frozen=True, slots=True)
class Contacts:
    """How one person is reached about a matter, and the sealing key of that matter.

    The message seals what it holds of this under ``key``. ``citizen`` is the row's number of an account.
    """

    key: str
    telephone: str = field(default="", repr=False)
    mail: str = field(default="", repr=False)
    citizen: int | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """The words of one kind of message by channel; a channel without words is not used by it.

    ``lasts`` is after how many seconds it is of no use any more; 0 is never.
    """

    name: str
    label: str
    sms: str = ""
    subject: str = ""
    mail: str = ""
    in_app: str = ""
    lasts: int = 0

    @property
    def values(self) -> frozenset[str]:
        """The names that must be given."""
        texts = (self.sms, self.subject, self.mail, self.in_app)
        return frozenset(
            name for text in texts for _, name, _, _ in Formatter().parse(text) if name is not None
        ) - frozenset(OURS)

    def text(self, channel: Channel) -> str:
        return {Channel.SMS: self.sms, Channel.MAIL: self.mail, Channel.IN_APP: self.in_app}[channel]


def templates(told: Mapping[str, Mapping[str, Any]]) -> dict[str, Template]:
    """Templates as a file tells them. Raises MessageRefused for one that asks for what has no kind."""
    known = {name: Template(name=name, **given) for name, given in told.items()}
    for one in known.values():
        if strange := one.values - KINDS.keys():
            raise MessageRefused(f"消息模板 {one.name} 里不能有 {'、'.join(sorted(strange))}")
        if bool(one.subject) != bool(one.mail) or "\n" in one.subject:
            raise MessageRefused(f"消息模板 {one.name} 的邮件须有一行标题和正文")
    return known


def checked(template: Template, values: Mapping[str, str], path: str) -> dict[str, str]:
    """The values, each of its kind and no other. Raises MessageRefused."""
    if set(values) != template.values:
        raise MessageRefused(f"消息“{template.label}”须给出：{'、'.join(sorted(template.values)) or '无'}")
    for name, value in values.items():
        if not KINDS[name].fullmatch(value):
            raise MessageRefused(f"消息“{template.label}”的 {name} 写法不对，不能发送")
    if not PATH.fullmatch(path):
        raise MessageRefused("消息里的地址须是本站的一个路径")
    return dict(values)


def telephone(text: str) -> str:
    """A mobile number of the mainland as eleven digits, "" when it is none."""
    found = MOBILE.fullmatch(re.sub(r"[\s()（）-]", "", text[:40]))
    return found[1] if found else ""


def mail(text: str) -> str:
    """An address of mail, "" when it is none."""
    line = text.strip()
    return line if len(line) <= 254 and MAIL.fullmatch(line) else ""
