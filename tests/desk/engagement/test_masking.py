"""What of a letter stands in the clear tells nobody who wrote it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.desk.engagement.rules.masking import masked, without
from gongkai.desk.engagement.rules.writing import Writing
from gongkai.ground.language.rules.personal.telling import told

from .corresponding import WRITING


@pytest.mark.parametrize(
    "text",
    ["我叫周晓梅", "周 晓 梅", "周·晓·梅", "１３８００１３８０００", "138-0013-8000", "XIAOMEI@EXAMPLE.COM",
     "住滨江路8号3栋2单元501室", "住滨江路８号３栋２单元５０１室"],
)  # fmt: skip
def test_the_writer_is_covered_however_it_is_typed(text):
    covered = without(text, WRITING)
    assert "*" in covered
    assert not any(told(covered, {"": known}) for known in (WRITING.name, WRITING.telephone, WRITING.email))


def test_others_are_covered_too_and_the_matter_stays():
    clear = masked(WRITING)
    assert clear.title == WRITING.title and clear.place == "滨江路"
    assert "滨江路从2月20日起路灯都不亮" in clear.words
    assert "13900139000" not in without("邻居的手机 13900139000", WRITING)


def test_a_name_of_one_sign_covers_nothing():
    assert without("王府路很堵", Writing(name="王")) == "王府路很堵"


@given(st.text(max_size=20), st.text(max_size=20))
def test_the_name_never_stands_in_what_is_left(before, after):
    covered = without(f"{before}周晓梅{after}", Writing(name="周晓梅"))
    assert "周晓梅" not in covered
