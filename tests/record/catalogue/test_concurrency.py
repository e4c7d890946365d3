"""Several writers at once: no index number twice, none left out, nothing lost."""

from threading import Thread

import pytest
from django.db import connection

from gongkai.ground.ledger.services import sequence_all
from gongkai.record.catalogue.models import Publication
from gongkai.record.catalogue.queries.verification import verify
from gongkai.record.catalogue.rules import RelationState
from gongkai.record.catalogue.services import publications

from .making import BY, city, draft, repeal

WRITERS, BATCHES, SIZE = 3, 3, 6


@pytest.mark.django_db(transaction=True)
def test_concurrent_imports_share_one_row_of_numbers():
    city()
    failures = []

    def write(writer: int) -> None:
        try:
            for batch in range(BATCHES):
                first = (writer * BATCHES + batch) * SIZE
                drafts = [
                    draft(first + n, relations=(repeal(first + n + 1, RelationState.CONFIRMED),))
                    for n in range(1, SIZE + 1)
                ]
                publications.publish_many(drafts, by=BY)
        except Exception as failure:  # a thread's failure must reach the test
            failures.append(failure)
        finally:
            connection.close()

    threads = [Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    serials = sorted(
        int(row.rpartition("-")[2]) for row in Publication.objects.values_list("identifier", flat=True)
    )
    assert serials == list(range(1, WRITERS * BATCHES * SIZE + 1))
    sequence_all()
    assert verify() is None
