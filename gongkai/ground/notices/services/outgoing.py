"""Messages to citizens: put into the outbox, tried again by an operator, forgotten; `delivering` sends."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from gongkai.ground.ledger.services import record, record_many
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.ground.sealing import services as sealing

from .. import queries
from ..models import Outgoing
from ..rules import messages
from ..rules.messages import Channel, Contacts, MessageRefused, State, Template

MOST = 200  # messages that are tried again at once


@transaction.atomic
def send(
    kind: str,
    number: str,
    template: str,
    values: Mapping[str, str],
    *,
    contacts: Contacts,
    path: str = "/",
    occasion: str = "",
    by: Actor,
) -> list[Outgoing]:
    """Tell one person by every way that is given, has words, and is set up; the messages, new or known.

    The same matter, template, occasion and contact is one message, however often it is asked for;
    ``occasion`` tells two of one template apart (the number of an event). ``path`` is where to look, at the
    portal. Raises MessageRefused, and Destroyed when the matter's key is gone. Whoever calls this has checked
    its own duty.
    """
    words, now = queries.template(template), timezone.now()
    given = messages.checked(words, values, path)
    matter = f"{kind}/{number}"
    rows = [
        _row(matter, words, channel, to, {"to": to, "values": given, "path": path}, occasion, contacts, now)
        for channel, to in _ways(words, contacts)
    ]
    marks = [row.mark for row in rows]
    known = set(Outgoing.objects.filter(mark__in=marks).values_list("mark", flat=True))
    fresh = [row for row in rows if row.mark not in known]
    if fresh:
        Outgoing.objects.bulk_create(fresh, ignore_conflicts=True)
        record("message.queued", matter, by=by, template=template, channels=[row.channel for row in fresh])
    return list(Outgoing.objects.filter(mark__in=marks).order_by("pk"))


def _ways(words: Template, contacts: Contacts) -> list[tuple[Channel, str]]:
    """By which channels this person can be told, and to where."""
    telephone, address = messages.telephone(contacts.telephone), messages.mail(contacts.mail)
    if (contacts.telephone and not telephone) or (contacts.mail and not address):
        raise MessageRefused("手机号码或者邮箱的写法不对，不能发送")
    ways = [
        (Channel.IN_APP, str(contacts.citizen or "")),
        (Channel.SMS, telephone if settings.SMS else ""),
        (Channel.MAIL, address if settings.EMAIL_HOST else ""),
    ]
    return [(channel, to) for channel, to in ways if to and words.text(channel)]


def _row(
    matter: str,
    words: Template,
    channel: Channel,
    to: str,
    content: dict[str, object],
    occasion: str,
    contacts: Contacts,
    now: datetime,
) -> Outgoing:
    contact = sealing.digest_within(contacts.key, "contact", f"{channel}\0{to}")
    mark = sealing.digest_within(
        contacts.key, "message", "\0".join((matter, words.name, occasion, channel, to))
    )
    at_once = channel == Channel.IN_APP
    return Outgoing(
        matter=matter,
        template=words.name,
        channel=channel.value,
        citizen_id=contacts.citizen if at_once else None,
        key=contacts.key,
        sealed=sealing.seal(contacts.key, json.dumps(content).encode(), f"message/{mark}"),
        mark=mark,
        contact=contact,
        state=(State.SENT if at_once else State.WAITING).value,
        due_at=now,
        ends_at=now + timedelta(seconds=words.lasts) if words.lasts else None,
        made_at=now,
        left_at=now if at_once else None,
    )


@transaction.atomic
def retry(keys: list[int] | None = None, *, by: Actor) -> int:
    """Try given-up messages again from the beginning, these or the oldest of all; how many.

    What has run out, or was forgotten with its matter, stays as it is.
    """
    by.must(Duty.SYSTEM, orgs.root().lineage)
    found = Outgoing.objects.filter(state=State.GIVEN_UP.value, sealed__isnull=False)
    if keys is not None:
        found = found.filter(pk__in=keys)
    rows = list(found.select_for_update().order_by("pk")[:MOST])
    for row in rows:
        row.state, row.tries, row.due_at, row.trouble = State.WAITING.value, 0, timezone.now(), ""
    Outgoing.objects.bulk_update(rows, ["state", "tries", "due_at", "trouble"])
    if rows:
        facts = [(row.matter, {"template": row.template, "channel": row.channel}) for row in rows]
        record_many("message.retried", facts, by=by)
    return len(rows)


def mark_read(citizen: int) -> int:
    """A citizen has seen the messages of the account; how many were new."""
    fresh = Outgoing.objects.filter(citizen_id=citizen, channel=Channel.IN_APP.value, read_at=None)
    return fresh.update(read_at=timezone.now())


def prune(now: datetime) -> int:
    """Forget what left or ended long ago; how many. Messages of an account stay while they are unread."""
    old = Outgoing.objects.filter(made_at__lt=now - messages.KEPT).exclude(state=State.WAITING.value)
    unread = old.filter(channel=Channel.IN_APP.value, read_at=None)
    return int(old.exclude(pk__in=unread.values("pk")).delete()[0])
