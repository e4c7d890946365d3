"""Reading the list: pages, history, and the compiled list that a process keeps."""

import pytest

from gongkai.ground.orgs.rules import system
from gongkai.record.editorial.queries import words as queries
from gongkai.record.editorial.rules.checks.vocabulary import Category, Word, standard
from gongkai.record.editorial.rules.findings import Severity
from gongkai.record.editorial.services import words

from . import making

BY = system("test")
NEW = Word("江成市", "江城市", Category.OWN, Severity.WARNING)


@pytest.fixture
def city(transactional_db):
    return making.city()


def test_before_anybody_changes_it_every_city_has_the_same(city):
    assert queries.vocabulary() is standard()
    assert queries.revision() == 0


def test_it_is_compiled_once_a_revision(city, django_assert_num_queries):
    words.add(NEW, by=BY)
    first = queries.vocabulary()
    with django_assert_num_queries(1):
        assert queries.vocabulary() is first
    words.add(Word("江诚市", "江城市", Category.OWN, Severity.WARNING), by=BY)
    assert "江诚市" in queries.vocabulary().words


def test_pages_by_category_and_word(city):
    words.add(NEW, by=BY)
    seen, after = [], None
    while True:
        page = queries.listing(after=after, limit=50)
        seen += [row.word for row in page.items]
        if not (after := page.next):
            break
    assert len(seen) == len(set(seen)) == len(standard()) + 1
    assert [row.word for row in queries.listing(words="江成").items] == ["江成市"]
    assert queries.listing(retired=True).items == []
    with pytest.raises(ValueError, match="翻页"):
        queries.listing(after="nonsense")


def test_its_history(city):
    row = words.add(NEW, by=BY)
    added, founded = queries.changes()
    assert (added.word, founded.word) == (row, None)
    assert queries.stated(added)["instead"] == "江城市"
    assert queries.stated(founded) == {}
    assert queries.one(str(row.pk)) == row
    assert queries.one("x") is None
