"""Messages to citizens leave here, one by one, again after a while when they were not taken.

Each is claimed before it is sent, by moving its next try ahead and writing the try down: two workers never
send one twice, and one whose worker was killed in between is tried again under the same idempotence key.
"""

import json
import time
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPSenderRefused
from typing import Any

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone

from gongkai.ground.sealing import services as sealing
from gongkai.ground.sealing.rules import Unreadable

from .. import queries
from ..models import Attempt, Outgoing
from ..rules.messages import AN_HOUR, DOWN, LEASE, Channel, State, Trouble
from ..rules.outcomes import TAKEN, Outcome, next_wait
from . import gateway

SECONDS = 45  # that one pass takes at most
HOUR = timedelta(hours=1)
FOOT = "\n\n这封信由系统自动发出，请不要回复。"
log = structlog.get_logger(__name__)


def deliver_due(now: datetime | None = None) -> int:
    """Send what is due, for at most SECONDS; how many left. A channel that is down is asked once."""
    began, sent = time.monotonic(), 0
    down: set[str] = set()
    while time.monotonic() - began < SECONDS:
        claimed = _claim(now or timezone.now(), down)
        if claimed is None:
            break
        message, attempt = claimed
        outcome = _sent(message)
        if outcome is not None:
            _write(message, attempt, outcome, now or timezone.now())
            sent += outcome.trouble is None
            if outcome.trouble in DOWN:
                down.add(message.channel)
    return sent


@transaction.atomic
def _claim(moment: datetime, down: set[str]) -> tuple[Outgoing, Attempt] | None:
    """The next message, taken for this process; those that may not go now are put aside on the way."""
    waiting = Outgoing.objects.filter(state=State.WAITING.value, due_at__lte=moment).exclude(channel__in=down)
    while message := waiting.select_for_update(skip_locked=True).order_by("due_at", "pk").first():
        if message.ends_at and message.ends_at <= moment:
            _end(message, State.GIVEN_UP, Trouble.EXPIRED)
            continue
        recent = Attempt.objects.filter(
            message__contact=message.contact, message__channel=message.channel, at__gt=moment - HOUR
        )
        times = sorted(recent.values_list("at", flat=True))
        if len(times) >= AN_HOUR:
            message.due_at, message.trouble = times[-AN_HOUR] + HOUR, Trouble.RATE.value
            message.save(update_fields=["due_at", "trouble"])
            continue
        killed = message.attempts.filter(ended_at=None)
        killed.update(ended_at=moment, trouble=Trouble.INTERRUPTED.value)
        message.tries += 1
        message.due_at = moment + LEASE
        message.save(update_fields=["tries", "due_at"])
        return message, Attempt.objects.create(message=message, at=moment)
    return None


def _sent(message: Outgoing) -> Outcome | None:
    """Open the seal and hand over; None when it was forgotten with its matter."""
    try:
        told = json.loads(sealing.unseal(message.key, message.sealed or b"", f"message/{message.mark}"))
    except Unreadable:
        with transaction.atomic():
            message.attempts.filter(ended_at=None).update(ended_at=timezone.now())
            _end(message, State.FORGOTTEN, None)
        return None
    if message.channel == Channel.SMS:
        if not settings.SMS:
            return Outcome(Trouble.SETUP)
        return gateway.hand_over(_for_gateway(message, told))
    return _mailed(message, told)


def _for_gateway(message: Outgoing, told: dict[str, Any]) -> dict[str, Any]:
    words = queries.words(message.template, Channel.SMS, told["values"], told["path"])
    return {
        "id": message.mark,
        "to": f"+86{told['to']}",
        "sign": settings.SMS["sign"],
        "template": message.template,
        "values": told["values"],
        "text": words.text,
    }


def _mailed(message: Outgoing, told: dict[str, Any]) -> Outcome:
    if not settings.EMAIL_HOST:
        return Outcome(Trouble.SETUP)
    words = queries.words(message.template, Channel.MAIL, told["values"], told["path"])
    letter = EmailMessage(
        words.subject,
        words.text + FOOT,
        None,
        [told["to"]],
        connection=get_connection(),
        headers={"Message-ID": f"<{message.mark}@gongkai>", "Auto-Submitted": "auto-generated"},
    )
    try:
        letter.send()
    except SMTPRecipientsRefused as refused:
        return Outcome(Trouble.REFUSED, final=all(code >= 500 for code, _ in refused.recipients.values()))
    except (SMTPSenderRefused, SMTPDataError):
        return Outcome(Trouble.REFUSED)
    except TimeoutError:
        return Outcome(Trouble.TIMEOUT)
    except SMTPException:
        return Outcome(Trouble.BROKEN)
    except OSError:
        return Outcome(Trouble.UNREACHABLE)
    return TAKEN


@transaction.atomic
def _write(message: Outgoing, attempt: Attempt, outcome: Outcome, moment: datetime) -> None:
    """What became of a try. A message that another has taken over meanwhile is left to it."""
    trouble = outcome.trouble.value if outcome.trouble else ""
    Attempt.objects.filter(pk=attempt.pk).update(ended_at=moment, trouble=trouble)
    own = Outgoing.objects.select_for_update().filter(pk=message.pk, tries=message.tries)
    row = own.filter(state=State.WAITING.value).first()
    if row is None:
        return
    if outcome.trouble is None:
        row.left_at = moment
        _end(row, State.SENT, None)
        return
    log.warning("message_not_sent", message=row.pk, channel=row.channel, reason=trouble, tries=row.tries)
    pause = next_wait(row.tries, outcome)
    row.trouble = trouble
    if pause is None:
        row.state = State.GIVEN_UP.value
    else:
        row.due_at = moment + pause
    row.save(update_fields=["trouble", "state", "due_at"])


def _end(message: Outgoing, state: State, trouble: Trouble | None) -> None:
    """Nothing more will be done with it: whom it went to and what it said is no longer kept."""
    message.state, message.trouble, message.sealed = state.value, trouble.value if trouble else "", None
    message.save(update_fields=["state", "trouble", "sealed", "left_at"])
