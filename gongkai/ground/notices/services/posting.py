"""Mails leave here, one by one, again after a while when the server did not take them.

Each is claimed before it is sent, by moving its next try ahead: two workers never send one twice, and one
whose worker was killed in between is tried again.
"""

from datetime import datetime
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from ..models import Mail, Notice
from ..rules import KEPT, WAITS, MailState, wait

AT_ONCE = 100
OF_ONE_MAIL = (SMTPRecipientsRefused, SMTPSenderRefused, SMTPDataError)
FOOT = "\n\n这封信由系统自动发出，请不要回复。内容请登录后台查看。"
log = structlog.get_logger(__name__)


def post_due(now: datetime | None = None) -> int:
    """Send what is due; how many left. A server that is down is asked once, not for every mail."""
    moment, server = now or timezone.now(), get_connection()
    sent, down = 0, ""
    for mail in _claim(moment):
        trouble = down
        try:
            if not down:
                sent += _send(mail, server)
        except OF_ONE_MAIL as refused:
            trouble = type(refused).__name__
        except OSError as broken:  # smtplib's errors are
            trouble = down = type(broken).__name__
        _write(mail, trouble)
    return sent


@transaction.atomic
def _claim(moment: datetime) -> list[Mail]:
    waiting = Mail.objects.filter(state=MailState.WAITING, due_at__lte=moment).order_by("due_at", "pk")
    rows = list(
        waiting.select_for_update(skip_locked=True, of=("self",)).select_related("notice__recipient")[
            :AT_ONCE
        ]
    )
    for mail in rows:
        mail.tries += 1
        mail.due_at = moment + (wait(mail.tries) or WAITS[-1])
        mail.save(update_fields=["tries", "due_at"])
    return rows


def _send(mail: Mail, server: BaseEmailBackend) -> bool:
    """One mail; nobody is written to without an address or with a closed account."""
    recipient = mail.notice.recipient
    if not recipient.email or not recipient.is_active:
        return False
    _message(mail.notice, recipient.email, server).send()
    return True


def _write(mail: Mail, trouble: str) -> None:
    """What became of a mail."""
    mail.trouble = trouble
    if not trouble:
        mail.state = MailState.SENT
    elif wait(mail.tries) is None:
        mail.state = MailState.GIVEN_UP
    mail.save(update_fields=["trouble", "state"])
    if trouble:
        log.warning("mail_not_sent", notice=mail.notice_id, reason=trouble, tries=mail.tries)


def _message(notice: Notice, address: str, server: BaseEmailBackend) -> EmailMessage:
    mark = "【警报】" if notice.alert else ""
    link = f"{settings.WAGTAILADMIN_BASE_URL}{notice.link or '/console/notices/'}"
    return EmailMessage(
        f"{mark}{notice.subject}", f"{notice.subject}\n\n{link}{FOOT}", None, [address], connection=server
    )


def prune(now: datetime) -> int:
    """Forget notices that were read long ago; how many."""
    return int(Notice.objects.filter(read_at__lt=now - KEPT).delete()[0])
