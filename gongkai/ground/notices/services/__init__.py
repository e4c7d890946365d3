"""Telling people: a notice in the console, and a mail with nothing but its line and its link."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from gongkai.ground.ledger.services import record_many
from gongkai.ground.orgs.queries import roster
from gongkai.ground.orgs.rules import Actor, Duty

from ..models import Mail, Notice
from ..rules import Words

BATCH = 200


@transaction.atomic
def notify(people: Iterable[int], told: Words, *, alert: bool = False, by: Actor) -> list[Notice]:
    """Tell people, by the numbers of their accounts, each once. The ledger notes that, not what, they heard.

    Whoever calls this has checked its own duty; telling somebody something needs none.
    """
    now = timezone.now()
    notices = Notice.objects.bulk_create(
        [
            Notice(
                recipient_id=person,
                subject=told.subject,
                words=told.words,
                link=told.link,
                alert=alert,
                at=now,
            )
            for person in sorted(set(people))
        ],
        batch_size=BATCH,
    )
    if settings.EMAIL_HOST:
        Mail.objects.bulk_create([Mail(notice=notice, due_at=now) for notice in notices], batch_size=BATCH)
    facts = [(f"person/{notice.recipient_id}", {"notice": notice.pk, "alert": alert}) for notice in notices]
    if facts:
        record_many("notice.sent", facts, by=by)
    return notices


def notify_duty(organisation: str, duty: Duty, told: Words, *, by: Actor) -> list[Notice]:
    """Tell whoever holds a duty today in an organisation, or in the nearest above it that has somebody."""
    return notify([user.pk for user in roster.officers(organisation, duty)], told, by=by)


def alert(organisation: str, told: Words, *, by: Actor) -> list[Notice]:
    """Tell whoever is on duty for an organisation; without a roster, its duty officers. [] reached nobody."""
    return notify([user.pk for user in roster.alerted(organisation)], told, alert=True, by=by)


def forget(link: str, words: str) -> int:
    """Take the words from every notice that leads to ``link``: the law removed what they named."""
    return Notice.objects.filter(link=link).update(words=words)


@transaction.atomic
def mark_read(person: int, keys: Iterable[int] | None = None) -> int:
    """The person has read these notices, or all; how many were new. Nothing that an audit asks for."""
    fresh = Notice.objects.filter(recipient_id=person, read_at=None)
    if keys is not None:
        fresh = fresh.filter(pk__in=list(keys))
    return fresh.update(read_at=timezone.now())
