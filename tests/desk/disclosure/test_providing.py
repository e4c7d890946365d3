"""A black box is no redaction: what a file covers or hides is found before it is kept."""

import pytest

from gongkai.desk.disclosure.services import providing
from gongkai.desk.disclosure.services.papers import recognised
from gongkai.ground.attachments.rules import Refused
from tests.ground.attachments import hiding_places


def papers(case, suffix):
    return recognised([(f"批复.{suffix}", hiding_places.PLACES[case][0]())])


@pytest.mark.parametrize("case", ["under a box", "under a white box"])
def test_covered_words_are_refused_with_what_to_do(case):
    with pytest.raises(Refused, match="盖住不是删去"):
        providing.checked(papers(case, "pdf"))


def test_what_is_hidden_is_told():
    told = providing.checked(papers("hidden sheet", "xlsx"))
    assert any("隐藏工作表" in line for line in told)


def test_a_plain_file_has_nothing_to_tell():
    assert providing.checked(recognised([("说明.txt", "没有什么。".encode())])) == []
