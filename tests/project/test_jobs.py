"""What the recurring jobs set going."""

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import system
from gongkai.project import jobs
from gongkai.record.catalogue.queries import rechecks
from gongkai.record.catalogue.services import channels
from gongkai.record.catalogue.tasks import recheck

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
