"""Evidence files stay small and are made with few statements."""

import json

import pytest

from gongkai.ground.ledger.services import sequence_all
from gongkai.record.catalogue.queries import publications as reads
from gongkai.record.catalogue.queries.evidence import evidence
from gongkai.record.catalogue.rules.evidence import essential
from gongkai.record.catalogue.services import publications as services

from .making import BY, city, draft


def test_of_later_events_the_last_of_each_kind_stays():
    events = [(3, "publication.republished"), (5, "publication.related"), (8, "publication.republished")]
    assert essential(events) == [8]
    assert essential([*events, (9, "publication.withdrawn"), (10, "publication.placed")]) == [8, 9]


@pytest.mark.django_db
def test_a_file_waits_for_its_index_and_grows_with_no_version(django_assert_max_num_queries):
    city()
    row = services.publish(draft(), by=BY)
    assert evidence(row, reads.version(row, 1)) is None
    sequence_all()
    assert json.loads(evidence(row, reads.version(row, 1)))["earlier"] is None
    for n in range(5):
        services.republish(row.identifier, draft(text=f"第{n}稿"), note=f"第{n}次更正", by=BY)
        sequence_all()
    row.refresh_from_db()
    first = reads.version(row, 1)
    with django_assert_max_num_queries(12):
        values = json.loads(evidence(row, first))
    assert [json.loads(event["leaf"])["facts"]["version"] for event in values["events"]] == [1, 6]
    assert values["earlier"]["path"]
