"""What the law removed leaves nothing at the desk but digests."""

import pytest

from gongkai.desk.documents.models import Manuscript, Revision
from gongkai.desk.documents.rules.manuscripts import Status
from gongkai.desk.documents.services import publishing, purging
from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules import system
from gongkai.record.catalogue.services import publications
from gongkai.record.editorial.models import Decision, Review, StoredFinding

from . import writing

CLOCK = system("clock")


@pytest.fixture
def people(db):
    return writing.city()


def test_a_removed_publications_manuscript_is_cleared(people):
    manuscript = publishing.publish(writing.approved(people, plan="").pk, by=people["final"])
    other = publishing.publish(
        writing.approved(people, title="另一份", document_number="江财〔2026〕9号").pk, by=people["final"]
    )
    assert purging.purge_removed(by=CLOCK) == 0
    publications.remove(manuscript.publication.identifier, basis="行政处罚已撤销", by=people["final"])
    assert purging.purge_removed(by=CLOCK) == 1
    assert purging.purge_removed(by=CLOCK) == 0
    cleared = Manuscript.objects.get(pk=manuscript.pk)
    assert (cleared.status, cleared.title) == (Status.PURGED, purging.GONE)
    assert set(Revision.objects.filter(manuscript=cleared).values_list("metadata", "html")) == {("", "")}
    assert Revision.objects.filter(manuscript=other).exclude(html="").exists()
    assert set(Review.objects.filter(subject=str(cleared.pk)).values_list("title", flat=True)) == {
        purging.GONE
    }
    assert not Decision.objects.filter(review__subject=str(cleared.pk)).exclude(words="").exists()
    assert not StoredFinding.objects.filter(subject=str(cleared.pk)).exists()
    assert [e.kind for e in ledger.of(f"manuscript/{cleared.pk}")][-1] == "manuscript.purged"
