"""The demonstration's desk: each state is there, made by people in their posts, once."""

from collections import Counter

import pytest

from gongkai.desk.documents.models import Batch, Manuscript, QuarantinedRecord, SweepItem
from gongkai.desk.documents.rules.manuscripts import Status
from gongkai.ground.ledger.models import Entry
from gongkai.ground.orgs.models import RosterShift
from gongkai.record.catalogue.models import ItemCatalogue, Publication, Relation, TakeDown, WithheldMatter
from gongkai.record.catalogue.rules import Kind, RelationKind, RelationState
from gongkai.record.catalogue.rules.endings import Ending
from gongkai.record.editorial.models import FlaggedWord, Review, StoredFinding
from gongkai.record.editorial.rules.profiles import Stage
from gongkai.surface.demo import services
from gongkai.surface.demo.city import ACCOUNTS, street

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def loaded(planted, settings, tmp_path):
    settings.HOME = tmp_path
    return services.load(400, progress=lambda now, total: None)


def test_the_desk_shows_every_state_stage_and_ending(loaded):
    states = Counter(Manuscript.objects.values_list("status", flat=True))
    assert set(states) == set(Status) - {Status.PURGED}
    assert loaded["manuscripts"] == sum(states.values())
    waiting = Review.objects.filter(kind="manuscript", status="open")
    assert set(waiting.values_list("stage", flat=True)) == set(Stage)
    endings = set(Publication.objects.exclude(ending="").values_list("ending", flat=True))
    assert endings == {Ending.WITHDRAWN, Ending.REMOVED, Ending.IN_ERROR}
    assert TakeDown.objects.count() == 1
    assert Manuscript.objects.exclude(publish_at=None).exists()
    assert Manuscript.objects.filter(emergency=True).exists()


def test_what_the_checks_and_the_lists_have_to_say_is_there(loaded):
    found = StoredFinding.objects.filter(kind="manuscript")
    assert found.filter(check_name="personal_data.id_number", place__contains="隐藏工作表").exists()
    assert found.filter(check_name="interpretation.share").exists()
    assert not any(c.isdigit() and len(c) == 18 for c in found.values_list("text", flat=True))
    assert FlaggedWord.objects.filter(retired_at=None, word="鹤州区").exists()
    assert FlaggedWord.objects.exclude(retired_at=None).exists()
    assert Counter(ItemCatalogue.objects.values_list("state", flat=True)) == {"adopted": 4, "proposed": 1}
    assert Publication.objects.filter(late_days__gt=0, item__contains=".11.").exists()
    assert WithheldMatter.objects.count() == 3
    proposals = SweepItem.objects.values_list("proposal", flat=True)
    assert "" in proposals
    assert any(proposals)
    batch = Batch.objects.get()
    assert batch.done == 8
    assert Review.objects.filter(kind="sample", status="open").exists()
    assert QuarantinedRecord.objects.count() == 2
    assert RosterShift.objects.count() > 20


def test_a_new_document_waits_for_somebody_to_confirm_what_it_repeals(loaded):
    found = Relation.objects.filter(kind=RelationKind.REPEALS, state=RelationState.FOUND)
    assert found.filter(source__title__contains="招生入学工作的通知", target__isnull=False).exists()


def test_people_act_in_their_posts_and_the_street_borrows_its_reviewers(loaded):
    entries = Entry.objects.filter(kind__startswith="manuscript.")
    assert not entries.filter(post__startswith="system").exists()
    sent = Review.objects.select_related("handler").get(organisation__code=street().code, status="open")
    assert sent.handler.parent is None
    assert len({account.username for account in ACCOUNTS}) == len(ACCOUNTS)


def test_standing_pages_are_there_for_every_kind(loaded):
    kinds = set(Publication.objects.values_list("kind", flat=True))
    assert {Kind.CATALOGUE, Kind.NEGATIVE_LIST, Kind.LEADER, Kind.GAZETTE, Kind.GUIDE} <= kinds
