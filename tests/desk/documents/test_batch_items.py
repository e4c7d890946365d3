"""One item's refusal undoes nothing else, and a manuscript goes out through its own service."""

import pytest

from gongkai.desk.documents.models import Manuscript
from gongkai.desk.documents.rules.batches import Action, Item, Subject
from gongkai.desk.documents.services import batch_opening, batches

from . import writing


@pytest.fixture
def people(transactional_db):
    return writing.city()


def test_an_approved_manuscript_is_published_and_another_says_why_not(people):
    ready = writing.approved(people)
    items = [Item(Subject.MANUSCRIPT, str(key), f"稿件{key}") for key in (ready.pk, ready.pk + 999)]
    office = ready.organisation.code
    batch = batch_opening.open(Action.PUBLISH, items, organisation=office, title="一批", by=people["final"])
    batch = batches.run(batch.pk)
    done, missing = batch.items.all()
    ready = Manuscript.objects.get(pk=ready.pk)
    assert (done.state, done.identifier) == ("done", ready.publication.identifier)
    assert missing.state == "failed" and missing.trouble
