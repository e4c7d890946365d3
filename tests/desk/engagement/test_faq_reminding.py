"""Whoever answers hears once that an entry's day has passed, or that its source holds no longer."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.desk.engagement.services import faq_publishing, faq_reminding
from gongkai.ground.ledger.models import Entry
from gongkai.ground.notices.models import Notice
from gongkai.ground.orgs.rules import system
from gongkai.record.catalogue.services import publications
from tests.record.editorial import making

from . import asking_often as often
from . import corresponding

CLOCK = system("clock")


@pytest.fixture
def entry(people, at):
    at(corresponding.RECEIVED)
    source = often.letter()
    return often.published(people, content=replace(often.CONTENT, source=source.identifier))


def test_its_day_passes_and_is_told_once(people, entry):
    assert faq_reminding.remind(date(2027, 3, 2), by=CLOCK) == 0
    assert faq_reminding.remind(date(2027, 3, 3), by=CLOCK) == 1
    assert faq_reminding.remind(date(2027, 3, 4), by=CLOCK) == 0
    notice = Notice.objects.get()
    assert notice.recipient_id == people["answerer"].person and "复核日期" in notice.words
    assert Entry.objects.filter(kind="faq.reminded", subject=f"faq/{entry.pk}").count() == 1


def test_its_source_is_withdrawn(entry):
    publications.withdraw(entry.source.identifier, reason="重发", by=making.OPERATOR)
    assert faq_reminding.remind(date(2026, 3, 3), by=CLOCK) == 1
    assert "依据已撤回" in Notice.objects.get().words


def test_what_is_no_longer_public_is_left_alone(people, entry):
    faq_publishing.withdraw(entry.pk, "政策调整", by=people["final"])
    assert faq_reminding.remind(date(2027, 3, 3), by=CLOCK) == 0
