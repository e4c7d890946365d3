"""Which files publications name: each once, whatever the number of versions that do."""

import pytest

from gongkai.record.catalogue.models import Attached
from gongkai.record.catalogue.rules import Link
from gongkai.record.catalogue.services import publications as services

from .making import BY, city, draft

pytestmark = pytest.mark.django_db
FILE = Link("附表.xlsx", "/files/a", sha256="ab" * 32)
OTHER = Link("附图.png", "/files/b", sha256="cd" * 32)


def test_every_version_adds_what_it_names_and_takes_nothing_away():
    city()
    row, plain = services.publish_many([draft(1, attachments=(FILE,)), draft(2)], by=BY)
    services.republish(row.identifier, draft(1, attachments=(FILE, OTHER)), note="增加附图", by=BY)
    services.republish(row.identifier, draft(1), note="去掉附件", by=BY)
    assert sorted(row.attached.values_list("sha256", flat=True)) == [FILE.sha256, OTHER.sha256]
    assert not plain.attached.exists()
    services.remove(row.identifier, basis="《个人信息保护法》第四十七条", by=BY)
    assert not Attached.objects.exists()
