"""The recurring jobs of the 12345 hotline: what came, what it must be told, what it has forgotten."""

from datetime import datetime

from gongkai.desk.engagement.queries.hotline import waiting
from gongkai.desk.engagement.services import hotline_admission, hotline_folder, hotline_following
from gongkai.desk.engagement.tasks import compare_with_hotline, tell_hotline
from gongkai.ground.orgs.rules import system

from .recurring import Job, daily, minutely
from .task_runner import queued


def run_hotline(now: datetime) -> None:
    """Its packages come in, and what it must be told goes out; in a task, because the hotline may keep us
    waiting."""
    if not hotline_admission.set_up():
        return
    hotline_folder.take(hotline_folder.folder(), by=system("hotline"))
    hotline_following.follow(by=system("clock"))
    if waiting(now) and not queued(tell_hotline):
        tell_hotline.enqueue()


def reconcile_hotline(now: datetime) -> None:
    """Both sides compare what they have."""
    if hotline_admission.set_up() and not queued(compare_with_hotline):
        compare_with_hotline.enqueue()


JOBS = (
    Job("engagement.run_hotline", minutely, run_hotline),
    Job("engagement.reconcile_hotline", daily, reconcile_hotline),
)
