"""What was given to one is released to everyone, on a clock of its own."""

from datetime import date

import pytest

from gongkai.desk.disclosure.models import Release
from gongkai.desk.disclosure.queries import cases
from gongkai.desk.disclosure.rules.outcomes import Outcome
from gongkai.desk.disclosure.rules.stages import RuleBroken
from gongkai.desk.disclosure.services import releasing
from gongkai.ground.ledger.models import Entry
from gongkai.record.catalogue.services import channels, publications
from tests.record.editorial.making import OPERATOR
from tests.surface.city import draft

from . import asking
from .asking import FINANCE, fresh


def test_it_is_due_after_twenty_working_days_and_names_its_publication(people, at):
    case = asking.received(people, at)
    at(date(2026, 3, 20))
    asking.replied(people, case, Outcome.GRANTED)
    row = releasing.release(case.pk, 7, version=fresh(case).version, by=people["case officer"])
    assert (row.decided_on, row.due_on) == (date(2026, 3, 20), date(2026, 4, 20))
    assert cases.unreleased() == [7]
    with pytest.raises(RuleBroken, match="稿件编号 7"):
        releasing.release(case.pk, 8, version=fresh(case).version, by=people["case officer"])
    channels.ensure_defaults(by=OPERATOR)
    public = publications.publish(draft("批复", FINANCE), by=OPERATOR)
    releasing.published(7, public.pk, date(2026, 4, 1), by=OPERATOR)
    assert (fresh(case).publication_id, Release.objects.get().published_on) == (public.pk, date(2026, 4, 1))
    kinds = Entry.objects.filter(subject=case.number, kind__startswith="disclosure.release")
    assert set(kinds.values_list("kind", flat=True)) == {
        "disclosure.released",
        "disclosure.release_published",
    }
    assert cases.unreleased() == []


def test_only_what_was_given_is_released(people, at):
    case = asking.received(people, at)
    at(date(2026, 3, 20))
    asking.replied(people, case, Outcome.SECRET)
    with pytest.raises(RuleBroken, match="第四十四条"):
        releasing.release(case.pk, 7, version=fresh(case).version, by=people["case officer"])
