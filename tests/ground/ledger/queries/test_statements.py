"""Stored checkpoints form a chain, and outside ones are believed only with our signature."""

import pytest

from gongkai.ground.ledger import queries, services
from gongkai.ground.ledger.models import Checkpoint
from gongkai.ground.ledger.queries import keys, raw, statements

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain(many):
    many(30)
    for _ in range(3):
        services.sequence(10)


def walked() -> tuple[list[int], object]:
    seen = []
    with raw.snapshot():
        stream = statements.Stream(keys.current())
        while stream.next is not None:
            seen.append(stream.next.size)
            assert stream.reached(stream.next.size, stream.next.root) is None
    return seen, stream.fault


def test_an_honest_chain(chain):
    assert walked() == ([10, 20, 30], None)


@pytest.mark.parametrize(
    "change", [{"size": 15}, {"size": 5}, {"number": 7}, {"root": "g" * 64}, {"note": ""}]
)
def test_the_chain_ends_at_the_first_that_does_not_hold(chain, change):
    Checkpoint.objects.filter(size=20).update(**change)
    found, fault = walked()
    assert (found, fault.index, fault.kind) == ([10], 10, "checkpoint")


def test_a_root_that_differs_is_told_with_its_range(chain):
    with raw.snapshot():
        stream = statements.Stream(keys.current())
        assert stream.reached(9, bytes(32)) is None
        assert "0 至 9" in stream.reached(10, bytes(32)).what


def test_witnesses_are_the_saved_files_and_the_operators_own(chain, own_ledger):
    note = queries.checkpoint().note
    own_ledger.mkdir(exist_ok=True)
    (own_ledger / "checkpoint").write_text(note)
    given = statements.witnesses("x")
    assert [witness.note for witness in given] == [note, "x"]
    told, faults = statements.opened(given, keys.current())
    assert list(told) == [30] and [fault.kind for fault in faults] == ["checkpoint"]
