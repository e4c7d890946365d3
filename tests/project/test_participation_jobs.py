"""What the clock does for citizens: their messages leave by a task, what ran out is forgotten."""

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from gongkai.ground.citizens.models import Check, Sitting
from gongkai.ground.citizens.rules import IDLE, Way
from gongkai.ground.citizens.services import accounts, checks, sitting
from gongkai.ground.notices.rules.messages import Contacts
from gongkai.ground.notices.services import outgoing
from gongkai.ground.orgs.rules import system
from gongkai.ground.sealing import services as sealing
from gongkai.project import participation_jobs as jobs


@pytest.mark.django_db
def test_messages_to_citizens_are_sent_by_a_task_that_is_queued_once(settings):
    settings.SMS = {"host": "sms.example.cn"}
    jobs.send_messages(timezone.localtime())
    queued = DBTaskResult.objects.filter(task_path="gongkai.ground.notices.tasks.deliver")
    assert not queued.exists()
    contacts = Contacts(sealing.new_key(), telephone="13800138000")
    values = {"number": "XJ2026-000001"}
    outgoing.send("letter", "XJ1", "matter_answered", values, contacts=contacts, by=system("test"))
    jobs.send_messages(timezone.localtime())
    jobs.send_messages(timezone.localtime())
    assert queued.count() == 1


@pytest.mark.django_db
def test_codes_that_ran_out_and_visits_that_ended_are_forgotten():
    checks.begin(Way.SMS, "13800138000")
    sitting.begin(accounts.by_phone("13800138000"))
    jobs.forget_codes(timezone.localtime())
    assert Check.objects.exists() and Sitting.objects.exists()
    jobs.forget_codes(timezone.localtime() + IDLE)
    assert not Check.objects.exists() and not Sitting.objects.exists()
