"""What is in force of an organisation, and whose last day comes near."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from gongkai.record.catalogue.queries import in_force
from gongkai.record.catalogue.rules import Kind, Validity
from gongkai.record.catalogue.services import publications

from . import making


def published(**fields):
    return publications.publish(making.draft(**fields), by=making.BY)


@pytest.mark.django_db
def test_only_public_documents_in_force_with_their_last_day():
    making.city()
    today = timezone.localdate()
    soon = published(title="甲办法", expires_on=today + timedelta(days=30))
    late = published(title="乙办法", expires_on=today + timedelta(days=300))
    gone = published(title="丙办法", expires_on=date(2020, 1, 1))
    published(title="丁通知", kind=Kind.NOTICE)
    assert gone.validity == Validity.EXPIRED
    owner = soon.publisher_id
    assert set(in_force.of(owner)) == {soon, late}
    until = today + timedelta(days=60)
    assert list(in_force.of(owner, expiring_by=until)) == [soon]
    assert in_force.expiring([owner], until) == [soon]
    assert in_force.expiring([], until) == []
    assert in_force.rows([gone.pk]) == [gone]
