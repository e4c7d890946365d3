"""A take-down hides at once; a second person restores it or ends it for good."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.ledger.services import sequence_all
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import EVERYWHERE, Actor, Duty, NotAllowed, Scope
from gongkai.record.catalogue.models import Publication, TakeDown
from gongkai.record.catalogue.queries import lists
from gongkai.record.catalogue.queries import publications as reads
from gongkai.record.catalogue.queries import takedowns as seen
from gongkai.record.catalogue.queries.export import export
from gongkai.record.catalogue.queries.indexing import indexable
from gongkai.record.catalogue.queries.verification import faults
from gongkai.record.catalogue.rules import RuleBroken, Status, Validity, touched
from gongkai.record.catalogue.rules.endings import REVIEW_HOURS, Ending
from gongkai.record.catalogue.services import channels, takedowns
from gongkai.record.catalogue.services import publications as services

from .making import BY, city, code, draft, kinds, last_facts, repeal

pytestmark = pytest.mark.django_db
WHY = "附件含有身份证号"


@pytest.fixture
def people():
    """A duty officer, a final reviewer, and one person with both duties."""
    city()
    made = {}
    for name, duties in (("officer", {Duty.OFFICER}), ("final", {Duty.FINAL}), ("both", {*Duty})):
        user = orgs.enrol(name, name, "Long-enough-4-a-test", by=BY)
        made[name] = Actor(f"{code(1)}/{name}", code(1), frozenset(duties), EVERYWHERE, user.pk)
    return made


def test_it_is_gone_from_every_list_and_the_reason_stays_inside(people):
    row = services.publish(draft(1, channels=("policies", "news")), by=BY)
    taken = takedowns.suspend(row.identifier, reason=WHY, by=people["officer"])
    row = reads.get(row.identifier)
    assert (row.status, row.reason, taken.channels) == (Status.SUSPENDED, "", ["news", "policies"])
    assert not lists.latest().items and not lists.latest(channel="news").items
    assert not indexable([row.identifier]) and reads.by_number(row.document_number) == []
    value = next(export())
    assert value["status"] == "suspended" and "html" not in value["versions"][0]
    facts = last_facts(row)
    assert kinds(row) == ["published", "suspended"] and not {"reason_digest", "ending"} & set(facts)
    tags = touched("publication.suspended", facts)
    assert {"latest", "channel:news", "kind:document", f"publication:{row.identifier}"} <= tags
    inner = ledger.of(f"takedown:{taken.pk}")
    assert [entry.kind for entry in inner] == ["takedown.opened"] and WHY not in inner[0].facts
    sequence_all()
    assert list(faults()) == []


def test_a_second_person_restores_it_where_it_stood(people):
    old = services.publish(draft(1), by=BY)
    row = services.publish(draft(2, relations=(repeal(1),), channels=("plans", "news")), by=BY)
    taken = takedowns.suspend(row.identifier, reason=WHY, by=people["officer"])
    assert reads.get(old.identifier).validity == Validity.REPEALED  # its legal effect is not for the officer
    channels.close_channel("plans", by=BY)
    takedowns.restore(taken.pk, words="核对无误", by=people["final"])
    row = reads.get(row.identifier)
    assert row.status == Status.PUBLISHED and {p.channel.code for p in row.placements.all()} == {"news"}
    assert kinds(row) == ["published", "suspended", "restored"] and last_facts(row)["channels"] == ["news"]
    assert ledger.of(f"takedown:{taken.pk}")[-1].kind == "takedown.reviewed"
    with pytest.raises(RuleBroken):
        takedowns.restore(taken.pk, words="再来", by=people["final"])
    sequence_all()
    assert list(faults()) == []


@pytest.mark.parametrize(
    ("ending", "status"),
    [(Ending.WITHDRAWN, "withdrawn"), (Ending.IN_ERROR, "withdrawn"), (Ending.REMOVED, "removed")],
)
def test_or_ends_it_in_one_of_the_ways(people, ending, status):
    row = services.publish(draft(1), by=BY)
    taken = takedowns.suspend(row.identifier, reason=WHY, by=people["officer"])
    takedowns.confirm(taken.pk, ending=ending, reason="内容有误", words="属实", by=people["final"])
    row = reads.get(row.identifier)
    assert (row.status, row.ending, row.reason) == (status, ending, "内容有误")
    assert kinds(row) == ["published", "suspended", status]
    assert TakeDown.objects.get().verdict == "ended"
    sequence_all()
    assert list(faults()) == []


def test_what_was_withdrawn_and_readable_can_be_taken_down_and_is_withdrawn_again(people):
    row = services.publish(draft(1), by=BY)
    services.withdraw(row.identifier, reason="政策调整", by=BY)
    taken = takedowns.suspend(row.identifier, reason=WHY, by=people["officer"])
    assert next(export())["reason"] == ""
    sequence_all()
    assert list(faults()) == []
    takedowns.restore(taken.pk, words="核对无误", by=people["final"])
    row = reads.get(row.identifier)
    assert (row.status, row.ending, row.reason) == (Status.WITHDRAWN, "withdrawn", "政策调整")
    sequence_all()
    assert list(faults()) == []


def test_nobody_reviews_the_own_take_down(people):
    row = services.publish(draft(1), by=BY)
    taken = takedowns.suspend(row.identifier, reason=WHY, by=people["both"])
    for by, wrong in ((people["both"], RuleBroken), (BY, RuleBroken), (people["officer"], NotAllowed)):
        with pytest.raises(wrong):
            takedowns.restore(taken.pk, words="x", by=by)
    with pytest.raises(IntegrityError), transaction.atomic():
        TakeDown.objects.update(reviewed_by=people["both"].person)
    assert reads.get(row.identifier).status == Status.SUSPENDED and kinds(row) == ["published", "suspended"]


def test_it_needs_the_duty_in_scope_a_reason_and_something_public(people):
    row = services.publish(draft(1), by=BY)
    elsewhere = Actor("x/1", code(2), frozenset(Duty), Scope((f"{code(2)}/",)), 1)
    for by in (people["final"], elsewhere):
        with pytest.raises(NotAllowed):
            takedowns.suspend(row.identifier, reason=WHY, by=by)
    officer = people["officer"]
    with pytest.raises(RuleBroken):
        takedowns.suspend(row.identifier, reason=" ", by=officer)
    takedowns.suspend(row.identifier, reason=WHY, by=officer)
    for again in (
        lambda: takedowns.suspend(row.identifier, reason=WHY, by=officer),
        lambda: services.withdraw(row.identifier, reason="x", by=BY),
        lambda: services.remove(row.identifier, basis="x", by=BY),
        lambda: services.republish(row.identifier, draft(1), note="x", by=BY),
        lambda: services.restore(row.identifier, note="x", by=BY),
        lambda: takedowns.restore(0, words="x", by=people["final"]),
    ):
        with pytest.raises(RuleBroken):
            again()
    assert Publication.objects.get().status == Status.SUSPENDED


def test_who_may_see_which_take_downs_and_which_are_late(people):
    rows = services.publish_many([draft(1), draft(2, publisher=code(2))], by=BY)
    for row in rows:
        takedowns.suspend(row.identifier, reason=WHY, by=people["officer"])
    lineage = rows[0].publisher.lineage
    own = Scope((lineage,))
    assert [one.publication_id for one in seen.waiting(own)] == [rows[0].pk]
    assert (seen.waiting_count(EVERYWHERE), seen.waiting_count(own), seen.waiting_count(Scope())) == (2, 1, 0)
    later = timezone.now() + timedelta(hours=REVIEW_HOURS + 1)
    assert (seen.overdue(own, timezone.now()), seen.overdue(own, later)) == (0, 1)
    other = seen.open_of(rows[1].pk)
    assert seen.take_down(own, other.pk) is None and seen.take_down(EVERYWHERE, other.pk) == other
    takedowns.restore(other.pk, words="无误", by=people["final"])
    assert seen.reviewed(EVERYWHERE) == [other] and seen.reviewed(own) == []
