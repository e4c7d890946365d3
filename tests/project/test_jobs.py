"""What the recurring jobs set going."""

from datetime import date

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from gongkai.desk.disclosure.rules.outcomes import Outcome
from gongkai.desk.disclosure.services import releasing
from gongkai.desk.documents.rules.manuscripts import Content
from gongkai.desk.documents.services import manuscripts
from gongkai.ground.notices.models import Notice
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import system
from gongkai.project import jobs
from gongkai.record.catalogue.queries import rechecks
from gongkai.record.catalogue.rules import Kind
from gongkai.record.catalogue.services import channels, publications
from gongkai.record.catalogue.tasks import recheck
from tests.desk.disclosure import asking
from tests.surface import city

from .clerk import publish


@pytest.mark.django_db
def test_a_pass_over_everything_public_is_begun_when_due_and_queued_once():
    orgs.ensure_root(by=system("test"))
    jobs.recheck(timezone.localtime())
    assert rechecks.latest() is None  # nothing public: nothing to read
    channels.ensure_defaults(by=system("test"))
    publish("公示")
    jobs.recheck(timezone.localtime())
    jobs.recheck(timezone.localtime())
    assert rechecks.latest().total == 1
    assert DBTaskResult.objects.filter(task_path="gongkai.record.catalogue.tasks.recheck").count() == 1
    recheck.func()
    assert rechecks.latest().finished_at is not None


@pytest.mark.django_db
def test_what_was_released_to_everyone_is_noted_when_it_is_public(monkeypatch):
    people, clock = asking.city(), asking.Clock(monkeypatch)
    case = asking.received(people, clock, timezone.localdate())
    asking.replied(people, case, Outcome.GRANTED)
    content = Content(Kind.NOTICE, title="批复", issuing_bodies=("财政局",), disclosure="proactive")
    draft = manuscripts.begin(asking.FINANCE, content, by=system("test"))
    officer, version = people["case officer"], asking.fresh(case).version
    releasing.release(case.pk, draft.pk, version=version, by=officer)
    jobs.note_releases(timezone.localtime())
    assert asking.fresh(case).publication is None
    channels.ensure_defaults(by=system("test"))
    public = publications.publish(city.draft("批复", asking.FINANCE), by=system("test"))
    type(draft).objects.filter(pk=draft.pk).update(publication=public)
    jobs.note_releases(timezone.localtime())
    assert asking.fresh(case).publication == public


@pytest.mark.django_db
def test_every_day_requests_are_run_again_and_reminded_of(monkeypatch):
    clock = asking.Clock(monkeypatch)
    clock(date(2026, 1, 5))  # appointments begin before anything is asked
    people = asking.city()
    asking.received(people, clock, date(2026, 3, 2))
    clock(date(2026, 3, 30))
    jobs.remind(timezone.localtime())
    assert Notice.objects.filter(recipient_id=people["head"].person).count() == 1
    jobs.finish_destructions(timezone.localtime())
