"""What was reviewed becomes public, its next version under a note, and is taken off with a reason."""

from dataclasses import replace

import pytest

from gongkai.desk.guides.models import PublicGuide
from gongkai.desk.guides.queries import guides as queries
from gongkai.desk.guides.queries import public
from gongkai.desk.guides.rules.shape import RuleBroken
from gongkai.desk.guides.rules.states import State
from gongkai.desk.guides.services import guides, publishing, reviewing
from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules import NotAllowed
from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.rules import Kind
from gongkai.record.catalogue.services import publications

from . import writing


@pytest.fixture
def people(db):
    return writing.city()


def test_what_was_approved_is_what_is_published(people):
    guide = writing.approved(people)
    with pytest.raises(NotAllowed):
        publishing.publish(guide.pk, by=people["drafter"])
    done = publishing.publish(guide.pk, by=people["final"])
    assert (done.state, done.publication.kind) == (State.PUBLISHED, Kind.SERVICE_GUIDE)
    version = catalogue.current(done.publication)
    assert "政务服务中心二楼" in version.text and catalogue.metadata(version)["mandatory_item"] == "20.5"
    shown = public.of(done.publication.identifier)
    assert public.shape(shown) == queries.shape(done)
    assert [event.event for event in shown.events.all()] == ["retirement"]
    assert ledger.of(f"guide/{guide.pk}")[-1].kind == "guide.published"
    with pytest.raises(RuleBroken, match="审核通过以后才能公布"):
        publishing.publish(guide.pk, by=people["final"])


def change(guide, people, **changes):
    """A change of a guide, sent, passed and published."""
    guides.reopen(guide.pk, "地址变更", by=people["drafter"])
    shape = replace(queries.shape(guide), **changes)
    saved = guides.save(guide.pk, shape, revision=guide.revision, by=people["drafter"])
    sent = reviewing.submit(guide.pk, revision=saved.revision, by=people["drafter"])
    return publishing.publish(writing.pass_all(sent, people).pk, by=people["final"])


def test_a_change_is_public_only_when_it_is_published_again(people):
    guide = writing.published(people)
    identifier = guide.publication.identifier
    guides.reopen(guide.pk, "地址变更", by=people["drafter"])
    shape = replace(writing.WHOLE, places="新大厅", events=("insurance", "retirement"))
    saved = guides.save(guide.pk, shape, revision=guide.revision, by=people["drafter"])
    assert public.shape(public.of(identifier)).places == writing.WHOLE.places
    sent = reviewing.submit(guide.pk, revision=saved.revision, by=people["drafter"])
    publishing.publish(writing.pass_all(sent, people).pk, by=people["final"])
    shown = public.of(identifier)
    assert public.shape(shown).places == "新大厅" and shown.events.count() == 2
    again = catalogue.get(identifier)
    assert again.version == 2
    assert catalogue.metadata(catalogue.current(again))["change_note"] == "地址变更"


def test_it_is_taken_off_and_comes_back_at_its_address(people):
    guide = writing.published(people)
    identifier = guide.publication.identifier
    gone = publishing.withdraw(guide.pk, "事项已取消", by=people["final"])
    assert gone.state == State.WITHDRAWN and public.of(identifier) is None
    with pytest.raises(RuleBroken, match="无需撤下"):
        publishing.withdraw(guide.pk, "再撤一次", by=people["final"])
    back = change(gone, people, notes="恢复办理")
    assert back.publication.identifier == identifier and public.of(identifier) is not None


def test_what_was_removed_by_law_begins_anew(people):
    guide = writing.published(people)
    old = guide.publication.identifier
    publications.remove(old, basis="《个人信息保护法》第四十七条", by=people["final"])
    again = change(guide, people, notes="新版")
    assert again.publication.identifier != old and PublicGuide.objects.count() == 1
