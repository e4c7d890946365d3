"""The founding list and the automaton over it."""

from gongkai.record.editorial.rules.checks.vocabulary import Category, Vocabulary, Word, founding, standard
from gongkai.record.editorial.rules.findings import Severity


def test_the_founding_list_is_sound():
    words = founding()
    assert len(words) > 300
    assert len({word.word for word in words}) == len(words)
    assert all(word.instead and word.source for word in words)
    assert all(word.word in fine for word in words for fine in word.unless)
    assert {word.category for word in words} == set(Category) - {Category.OWN}


def test_longest_and_leftmost():
    words = Vocabulary([Word("检查院", "检察院", Category.TITLE, Severity.WARNING, ("检查院落",))])
    assert [word.word for word, _, _ in words.occurrences("检查院落和检查院")] == ["检查院"]


def test_nothing_on_the_list_is_its_own_remedy():
    for word in standard().words.values():
        assert word.word != word.instead
