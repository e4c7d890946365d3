"""Entries as people write them, and their table."""

from dataclasses import replace

import pytest

from gongkai.record.editorial.rules.checks.vocabulary import Category, Word, founding
from gongkai.record.editorial.rules.findings import Severity
from gongkai.record.editorial.rules.reviewing import RuleBroken
from gongkai.record.editorial.rules.word_list import read, sound, written

WORD = Word("按排", "安排", Category.TYPO, Severity.WARNING, (), "词典")


@pytest.mark.parametrize(
    "changes",
    [
        {"word": "按"},
        {"word": "按" * 41},
        {"word": "。。"},
        {"word": "按\n排"},
        {"instead": ""},
        {"instead": "按排"},
        {"unless": ("安排",)},
        {"unless": ("按排",)},
        {"source": "词" * 201},
    ],
)
def test_what_is_no_entry(changes):
    with pytest.raises(RuleBroken):
        sound(replace(WORD, **changes))


def test_a_table_reads_as_it_was_written():
    words = [sound(word) for word in founding()]
    assert read(written(words)) == (words, [])


def test_a_table_names_the_lines_that_are_no_entries():
    words, rejected = read("词语,改为,类别\n按排,安排,错别字\n渡假,,\n布署,部署,不知道\n")
    assert [word.word for word in words] == ["按排"]
    assert [one.line for one in rejected] == [3, 4]
    with pytest.raises(RuleBroken, match="表头"):
        read("a,b\n1,2\n")


def test_nothing_in_a_cell_starts_a_formula():
    assert "'=1+1" in written([replace(WORD, instead="=1+1")])
