"""The recurring jobs: when each is due, and the service that it calls. The clock runs them (``clock.py``)."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils.timezone import localdate

from gongkai.desk.disclosure.queries import cases as requests
from gongkai.desk.disclosure.services import archiving, recomputing, releasing, reminding, report_reminders
from gongkai.desk.documents.queries import manuscripts
from gongkai.desk.documents.services import batch_opening, folders, publishing, purging, traces, unheld
from gongkai.ground.attachments import services as attachments
from gongkai.ground.notices.services import posting
from gongkai.ground.orgs.rules import EVERYWHERE, system
from gongkai.record.catalogue.queries import rechecks
from gongkai.record.catalogue.services import publications, withholding
from gongkai.record.catalogue.services.rechecks import begin as begin_recheck
from gongkai.record.catalogue.services.rechecks import extend as extend_recheck
from gongkai.record.catalogue.tasks import recheck as read_again
from gongkai.record.editorial.queries import addresses
from gongkai.record.editorial.tasks import ask_addresses
from gongkai.surface.console import lockout, working_copies
from gongkai.surface.portal.requests import limits

from .models import RecurringRun
from .task_runner import queued, reclaim

KEPT = timedelta(days=90)
OPENING = timedelta(hours=1)  # no batch takes longer to be opened


@dataclass(frozen=True, slots=True)
class Job:
    """``slot`` names the period that ``now`` (local time) lies in; ``run`` does the work."""

    name: str
    slot: Callable[[datetime], str]
    run: Callable[[datetime], object]


def daily(now: datetime) -> str:
    return now.date().isoformat()


def minutely(now: datetime) -> str:
    return now.strftime("%Y-%m-%dT%H:%M")


def expire(now: datetime) -> None:
    """Documents whose day has passed become 失效."""
    publications.expire_due(now.date(), by=system("clock"))


def publish_due(now: datetime) -> None:
    """Approved manuscripts whose minute has come become public."""
    publishing.publish_due(now, by=system("clock"))


def reassess(now: datetime) -> None:
    """What is withheld and has come due to be assessed anew (条例 art. 18) is recorded: people hear."""
    withholding.remind(now.date(), by=system("clock"))


def remind_reports(now: datetime) -> None:
    """Annual reports that are due: whoever must act hears, and the supervisor of late ones."""
    report_reminders.remind(now.date(), by=system("clock"))


def purge_manuscripts(now: datetime) -> None:
    """Drafts of what the law removed from the record, and what else the desk wrote down about it."""
    gone = purging.purge_removed(by=system("clock")) + traces.purge(by=system("clock"))
    if working_copies.prune() or gone:
        overwrite()


def overwrite() -> None:
    """What was deleted must not lie on in the journal of the embedded database; in the file itself
    ``secure_delete`` has blanked it. Where a reader is in the way, the daily run does it."""
    if connection.vendor == "sqlite":
        with suppress(OperationalError), connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def take_packages(now: datetime) -> None:
    """Packages that office-automation systems laid into the watched folder."""
    folders.take_packages(Path(settings.HOME) / "handover")


def drop_unopened(now: datetime) -> None:
    """Batches whose process was killed while it still stored their items."""
    batch_opening.drop_unopened(now - OPENING, by=system("clock"))


def send_mail(now: datetime) -> None:
    """Mails of notices that are due."""
    posting.post_due(now)


def recheck(now: datetime) -> None:
    """Everything public is read again when the word list or the rules changed, and what is new is read too;
    a killed pass goes on."""
    if rechecks.due():
        begin_recheck(by=system("clock"))
    elif rechecks.grown():
        extend_recheck(by=system("clock"))
    newest = rechecks.latest()
    if newest is not None and newest.finished_at is None and not queued(read_again):
        read_again.enqueue()


def ask(now: datetime) -> None:
    """Outside addresses that drafts name are asked whether they answer."""
    if addresses.due().exists() and not queued(ask_addresses):
        ask_addresses.enqueue()


def remind(now: datetime) -> None:
    """Last days of disclosure requests: first under the calendar of today, then told."""
    recomputing.recompute(by=system("clock"))
    reminding.remind(now.date(), by=system("clock"))


def note_releases(now: datetime) -> None:
    """What was released to everyone (条例 art. 44) and has become public is noted at its request."""
    for number in requests.unreleased():
        draft = manuscripts.one(EVERYWHERE, number)
        if draft is not None and draft.publication is not None:
            on = localdate(draft.publication.published_at)
            releasing.published(number, draft.publication.pk, on, by=system("clock"))


def finish_destructions(now: datetime) -> None:
    """Keys whose destruction was decided and interrupted."""
    archiving.finish()


def tidy(now: datetime) -> None:
    """Sessions that ended, counts that hold no longer, task results and run records nobody will read, files
    that nothing holds."""
    call_command("clearsessions")
    lockout.prune(now)
    limits.prune(now)
    posting.prune(now)
    call_command("prune_db_task_results", verbosity=0)
    RecurringRun.objects.filter(started_at__lt=now - KEPT).delete()
    unheld.sweep(now, by=system("clock"))
    overwrite()


def purge(now: datetime) -> None:
    """Contents of discarded files whose deletion was interrupted."""
    attachments.purge()


JOBS = (
    Job("catalogue.expire", daily, expire),
    Job("documents.publish_due", minutely, publish_due),
    Job("catalogue.reassess", daily, reassess),
    Job("disclosure.remind_reports", daily, remind_reports),
    Job("documents.take_packages", minutely, take_packages),
    Job("documents.purge", minutely, purge_manuscripts),
    Job("documents.drop_unopened", daily, drop_unopened),
    Job("notices.send_mail", minutely, send_mail),
    Job("catalogue.recheck", minutely, recheck),
    Job("editorial.ask", minutely, ask),
    Job("disclosure.remind", daily, remind),
    Job("disclosure.note_releases", minutely, note_releases),
    Job("disclosure.finish_destructions", daily, finish_destructions),
    Job("project.tidy", daily, tidy),
    Job("tasks.reclaim", minutely, reclaim),
    Job("attachments.purge", minutely, purge),
)
