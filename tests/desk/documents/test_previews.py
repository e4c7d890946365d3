"""A preview is for one person, for minutes, and ends with the posts that reach the manuscript."""

import time

import pytest
from django.utils import timezone

from gongkai.desk.documents.queries import previews
from gongkai.ground.orgs.models import Appointment, User

from . import writing

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return writing.city()


@pytest.fixture
def token(people):
    manuscript = writing.begun(people)
    return previews.token(manuscript.pk, manuscript.revision, people["drafter"].person)


def test_the_person_sees_the_draft(people, token):
    found = previews.seen(token)
    assert found.draft.title == writing.content().title
    assert (found.changes, found.person) == (None, people["drafter"].person)


def test_a_changed_or_an_old_address_shows_nothing(token, monkeypatch):
    assert previews.seen(token[:-1] + ("A" if token[-1] != "A" else "B")) is None
    assert previews.seen("x") is None
    later = time.time() + previews.LASTS + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert previews.seen(token) is None


def test_a_revision_that_was_never_saved_shows_nothing(people):
    manuscript = writing.begun(people)
    assert previews.seen(previews.token(manuscript.pk, 99, people["drafter"].person)) is None
    assert previews.seen(previews.token(manuscript.pk + 1, 1, people["drafter"].person)) is None


def test_another_organisation_sees_nothing(people):
    manuscript = writing.begun(people)
    outside = [actor for actor in people.values() if actor.organisation == writing.STREET]
    assert outside
    for actor in outside:
        assert previews.seen(previews.token(manuscript.pk, manuscript.revision, actor.person)) is None


def test_it_ends_with_the_post_and_with_the_account(people, token):
    person = people["drafter"].person
    User.objects.filter(pk=person).update(is_active=False)
    assert previews.seen(token) is None
    User.objects.filter(pk=person).update(is_active=True)
    yesterday = timezone.localdate() - timezone.timedelta(days=1)
    Appointment.objects.filter(user=person).update(to_on=yesterday)
    assert previews.seen(token) is None
