"""The recurring jobs of letters, FAQ, consultations and surveys, and of what citizens are told."""

from datetime import datetime

from gongkai.desk.consultations.services import closing, survey_reminders, survey_running
from gongkai.desk.engagement.services import faq_reminding
from gongkai.desk.engagement.services import grouping as letter_grouping
from gongkai.desk.engagement.services import recomputing as letter_recomputing
from gongkai.desk.engagement.services import reminding as letter_reminding
from gongkai.desk.engagement.services import suggesting as letter_suggesting
from gongkai.ground.citizens.services import checks, sitting
from gongkai.ground.notices import queries as notices
from gongkai.ground.notices.tasks import deliver
from gongkai.ground.orgs.rules import system

from .recurring import Job, daily, minutely
from .task_runner import queued


def close_consultations(now: datetime) -> None:
    """Consultations end at their midnight; who drafts the result hears."""
    closing.close_due(now, by=system("clock"))


def remind_consultations(now: datetime) -> None:
    """Results of consultations that are due in a week or late since yesterday."""
    closing.remind(now.date(), by=system("clock"))


def run_surveys(now: datetime) -> None:
    """Surveys open at their minute and end at theirs."""
    survey_running.open_due(now, by=system("clock"))
    survey_running.close_due(now, by=system("clock"))


def remind_surveys(now: datetime) -> None:
    """Results of surveys that are due: whoever must act hears, and the supervisor of late ones."""
    survey_reminders.remind(now.date(), by=system("clock"))


def remind_letters(now: datetime) -> None:
    """Last days of letters: first under the calendar of today, then told; and incidents that grow fast."""
    letter_recomputing.recompute(by=system("clock"))
    letter_reminding.remind(now.date(), by=system("clock"))
    letter_grouping.raise_fast(by=system("clock"))


def suggest_letters(now: datetime) -> None:
    """New letters: the department and subject that the routing model suggests, for whoever refers; and the
    incident that they likely belong to."""
    letter_suggesting.suggest_waiting(by=system("clock"))
    letter_suggesting.suggest_groups(by=system("clock"))


def remind_faq(now: datetime) -> None:
    """FAQ entries whose day has come, or whose source no longer holds: whoever answers hears."""
    faq_reminding.remind(now.date(), by=system("clock"))


def send_messages(now: datetime) -> None:
    """Messages to citizens that are due; in a task, because a gateway may keep us waiting."""
    if notices.due(now) and not queued(deliver):
        deliver.enqueue()


def forget_codes(now: datetime) -> None:
    """Codes that ran out with the telephones they went to, and visits that ended by themselves."""
    checks.prune(now)
    sitting.prune(now)


JOBS = (
    Job("notices.send_messages", minutely, send_messages),
    Job("citizens.forget_codes", minutely, forget_codes),
    Job("engagement.remind", daily, remind_letters),
    Job("engagement.suggest", minutely, suggest_letters),
    Job("consultations.close", minutely, close_consultations),
    Job("consultations.remind", daily, remind_consultations),
    Job("consultations.run_surveys", minutely, run_surveys),
    Job("consultations.remind_surveys", daily, remind_surveys),
    Job("engagement.remind_faq", daily, remind_faq),
)
