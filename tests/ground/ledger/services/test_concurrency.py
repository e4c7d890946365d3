"""Late commits, several sequencers, writers at the same moment: nothing lost, one tree."""

import threading
import time
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from gongkai.ground.ledger import queries, services
from gongkai.ground.ledger.models import Checkpoint
from gongkai.ground.ledger.queries import raw, statements, verification

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 60


def together(*works: Callable[[], None]) -> None:
    """Run each in a thread with a connection of its own; raise the first failure."""
    failures: list[BaseException] = []

    def guarded(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as failure:  # noqa: BLE001
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=guarded, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert not any(thread.is_alive() for thread in threads)
    if failures:
        raise failures[0]


def holds() -> bool:
    given = statements.witnesses()
    with raw.snapshot():
        return verification.verify(given).fault is None


def test_a_late_commit_is_never_missed(by):
    """A inserts, B inserts and commits, the sequencer runs and a follower reads, A commits."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time: nothing commits late")
    inserted, sequenced = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            services.record("publication.published", "late", by=by)
            inserted.set()
            assert sequenced.wait(PATIENCE)

    seen = []

    def quick() -> None:
        assert inserted.wait(PATIENCE)
        with transaction.atomic():
            services.record("publication.published", "early", by=by)
        assert services.sequence_all() == 1
        seen.extend(entry.subject for entry in queries.follow(0))
        sequenced.set()

    together(slow, quick)
    assert seen == ["early"] and services.sequence_all() == 1
    assert [entry.subject for entry in queries.follow(len(seen))] == ["late"]
    assert queries.of("late")[0].id < queries.of("early")[0].id and holds()


def test_a_batch_is_what_one_statement_saw(many, django_assert_num_queries):
    """Two statements could take a writer's later entry before its earlier one (seen under load)."""
    many(3)
    with django_assert_num_queries(1):
        assert len(services._genuine(10, queries.keys.current())) == 3


def test_two_sequencers_and_three_writers_at_once(by):
    writing = threading.Event()
    writing.set()
    followed: list[int] = []

    def write(name: int) -> Callable[[], None]:
        def work() -> None:
            for batch in range(10):
                with transaction.atomic():
                    subjects = [(f"{name}/{batch}/{n}", {}) for n in range(7)]
                    services.record_many("publication.published", subjects, by=by)

        return work

    def sequence() -> None:
        while writing.is_set():
            services.sequence(5)
            time.sleep(0.002)  # SQLite's lock is not fair: without a pause the sequencers starve the writers

    def follow() -> None:
        while writing.is_set():
            time.sleep(0.002)
            followed.extend(entry.index for entry in queries.follow(len(followed)))

    def stop_after_writing() -> None:
        together(*[write(name) for name in range(3)])
        writing.clear()

    together(stop_after_writing, sequence, sequence, follow)
    services.sequence_all()
    followed.extend(entry.index for entry in queries.follow(len(followed)))
    assert followed == list(range(210)) and queries.head() == 210
    assert len({entry.subject for entry in queries.follow(0)}) == 210 and holds()


def test_an_entry_rolled_back_leaves_no_trace(by):
    class Undone(Exception):
        pass

    with pytest.raises(Undone), transaction.atomic():
        services.record("publication.published", "x", by=by)
        raise Undone
    assert services.sequence_all() == 0 and queries.of("x") == []


def test_a_sequencer_that_fails_half_way_leaves_nothing(many, monkeypatch):
    many(5)

    class Killed(BaseException):
        pass

    def killed(*arguments: object) -> str:
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(services, "_state", killed)
        services.sequence()
    assert (queries.waiting(), queries.head(), Checkpoint.objects.count()) == (5, 0, 0)
    assert services.sequence() == 5 and holds()
