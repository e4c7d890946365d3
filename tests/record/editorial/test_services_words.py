"""The list is changed by those who may, each change a revision with its entry."""

import pytest

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules import NotAllowed, system
from gongkai.record.editorial.models import FlaggedWord, WordChange
from gongkai.record.editorial.queries import words as queries
from gongkai.record.editorial.rules.checks.vocabulary import Category, Word, founding
from gongkai.record.editorial.rules.findings import Severity
from gongkai.record.editorial.rules.reviewing import RuleBroken
from gongkai.record.editorial.services import words

from . import making

BY = system("test")
NEW = Word("江成市", "江城市", Category.OWN, Severity.WARNING)


@pytest.fixture
def people(transactional_db):
    return making.city()


def test_the_first_change_takes_the_founding_list_in(people):
    row = words.add(NEW, by=BY)
    assert FlaggedWord.objects.count() == len(founding()) + 1
    (founded,) = ledger.of("words/list")
    assert ledger.facts(founded)["count"] == len(founding())
    (entry,) = ledger.of(f"words/{row.pk}")
    assert entry.kind == "words.changed"
    assert "江" not in str(ledger.facts(entry))
    assert "江成市" in queries.vocabulary().words


def test_one_changed_retired_and_revived(people):
    row = words.add(NEW, by=BY)
    with pytest.raises(RuleBroken, match="已有"):
        words.add(NEW, by=BY)
    words.change(row.pk, Word("江成市", "江城", Category.OWN, Severity.NOTE), by=BY)
    assert queries.vocabulary().words["江成市"].severity is Severity.NOTE
    with pytest.raises(RuleBroken, match="理由"):
        words.retire(row.pk, reason=" ", by=BY)
    words.retire(row.pk, reason="不再误用", by=BY)
    assert "江成市" not in queries.vocabulary().words
    words.add(NEW, by=BY)
    acts = [change.act for change in queries.changes(row)]
    assert acts == ["revived", "retired", "changed", "added"]
    assert len(ledger.of(f"words/{row.pk}")) == 4


def test_a_table_is_taken_in_and_says_what_changed(people):
    some = [NEW, Word("按排", "安排！", Category.TYPO, Severity.NOTE)]
    assert words.take_in(some, by=BY) == {"added": 1, "changed": 1, "revived": 0, "unchanged": 0}
    before = WordChange.objects.count()
    assert words.take_in(some, by=BY)["unchanged"] == 2
    assert WordChange.objects.count() == before
    with pytest.raises(RuleBroken, match="最多"):
        words.take_in([NEW] * 201, by=BY)


def test_only_who_keeps_the_citys_list_may(people):
    for call in (lambda by: words.add(NEW, by=by), lambda by: words.take_in([NEW], by=by)):
        with pytest.raises(NotAllowed):
            call(people["final"])
    assert not FlaggedWord.objects.exists()
