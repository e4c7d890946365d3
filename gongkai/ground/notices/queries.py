"""What a person has been told (the first argument is the person: nobody reads another's notices), and how the
messages to citizens stand.
"""

import json
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db.models import Count

from gongkai.ground.sealing import services as sealing
from gongkai.ground.sealing.rules import Unreadable

from .models import Attempt, Mail, Notice, Outgoing
from .rules import MailState, messages
from .rules.messages import Channel, MessageRefused, State, Template

PAGE = 30
WORDS = Path(__file__).with_name("messages.toml")
TRIES = 12  # tries of one message that the operator sees


@dataclass(frozen=True, slots=True)
class Page:
    """Some notices, newest first; ``next`` continues them, None at the end."""

    items: list[Notice]
    next: str | None


def unread(person: int) -> int:
    """How many notices this person has not read."""
    return Notice.objects.filter(recipient_id=person, read_at=None).count()


def listed(person: int, *, before: str | None = None, limit: int = PAGE) -> Page:
    """The person's notices. Raises ValueError for a cursor that is none of ours."""
    found = Notice.objects.filter(recipient_id=person).order_by("-id")
    if before:
        found = found.filter(id__lt=int(before))
    rows = list(found[: limit + 1])
    return Page(rows[:limit], str(rows[limit - 1].pk) if len(rows) > limit else None)


def one(person: int, key: int) -> Notice | None:
    return Notice.objects.filter(recipient_id=person, pk=key).first()


def stuck() -> int:
    """How many mails were given up, for the operator."""
    return Mail.objects.filter(state=MailState.GIVEN_UP).count()


@dataclass(frozen=True, slots=True)
class Told:
    """A message in words; ``at`` and ``path`` are set for those that stand in an account."""

    subject: str
    text: str
    at: datetime | None = None
    path: str = ""
    fresh: bool = False


@lru_cache(maxsize=1)
def _templates() -> dict[str, Template]:
    return messages.templates(tomllib.loads(WORDS.read_text(encoding="utf-8")))


def template(name: str) -> Template:
    """The words of one kind of message. Raises MessageRefused."""
    try:
        return _templates()[name]
    except KeyError:
        raise MessageRefused(f"没有名为 {name} 的消息模板") from None


def words(name: str, channel: Channel, values: Mapping[str, str], path: str) -> Told:
    """A template's words with everything filled in."""
    found = template(name)
    own = {"site": settings.SITE_NAME, "address": settings.PUBLIC_ADDRESS.rstrip("/") + path}
    given = {**values, **own}
    return Told(found.subject.format_map(given), found.text(channel).format_map(given))


def due(now: datetime) -> bool:
    """Whether any message to a citizen may leave now."""
    return Outgoing.objects.filter(state=State.WAITING.value, due_at__lte=now).exists()


def standing() -> dict[tuple[str, str], int]:
    """How many messages by (channel, state)."""
    counted = Outgoing.objects.order_by().values_list("channel", "state").annotate(n=Count("pk"))
    return {(channel, state): n for channel, state, n in counted}


def troubled(
    *, before: str | None = None, limit: int = PAGE
) -> tuple[list[tuple[Outgoing, list[Attempt]]], str | None]:
    """Messages that have not left after a try, newest first, each with its last tries.

    Raises ValueError for a cursor that is none of ours. For whoever runs the system: no scope, no content.
    """
    found = Outgoing.objects.filter(state__in=(State.WAITING.value, State.GIVEN_UP.value)).exclude(trouble="")
    if before:
        found = found.filter(pk__lt=int(before))
    rows = list(found.defer("sealed").order_by("-pk")[: limit + 1])
    tries: dict[int, list[Attempt]] = defaultdict(list)
    for one in Attempt.objects.filter(message__in=[row.pk for row in rows]).order_by("at"):
        tries[one.message_id].append(one)
    shown = [(row, tries[row.pk][-TRIES:]) for row in rows[:limit]]
    return shown, str(rows[limit - 1].pk) if len(rows) > limit else None


def in_account(citizen: int, limit: int = PAGE) -> list[Told]:
    """What an account was told, newest first; what was destroyed with its matter is gone from here too."""
    mine = Outgoing.objects.filter(citizen_id=citizen, channel=Channel.IN_APP.value).order_by("-pk")
    found = []
    for row in mine[:limit]:
        try:
            told = json.loads(sealing.unseal(row.key, row.sealed or b"", f"message/{row.mark}"))
        except Unreadable:
            continue
        said = words(row.template, Channel.IN_APP, told["values"], told["path"])
        path = str(told["path"])
        found.append(Told(template(row.template).label, said.text, row.made_at, path, row.read_at is None))
    return found
