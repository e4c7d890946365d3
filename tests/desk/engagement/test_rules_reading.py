"""What a file of letters gives, however it was written."""

import json

import pytest

from gongkai.desk.engagement.rules.routing.reading import Letter, digest, read


def line(**row):
    return json.dumps(row, ensure_ascii=False).encode() + b"\n"


def test_fields_are_known_by_several_names():
    letters, faults = read(line(id=7, title="标题", text="内容", category="环境保护", reply_dept="市环保局"))
    assert letters == [Letter("7", "标题", "内容", "环境保护", "市环保局")]
    assert not faults


def test_what_is_missing_is_empty_and_a_letter_without_number_takes_its_line():
    assert read(b"\n" + line(content="只有内容", category=None))[0] == [Letter("2", "", "只有内容")]


@pytest.mark.parametrize("bad", [b"{\n", b"[1]\n", b'"text"\n', b'{"id": 1}\n', b"[" * 100_000 + b"\n"])
def test_a_bad_line_is_reported_by_its_number_and_the_others_are_read(bad):
    letters, faults = read(line(title="一") + bad + line(title="三"))
    assert [one.title for one in letters] == ["一", "三"]
    assert len(faults) == 1
    assert faults[0].startswith("第 2 行")


def test_gb18030_is_read():
    letters, faults = read('{"title": "公交车太少", "text": "早上等不到"}\n'.encode("gb18030"))
    assert (letters[0].title, faults) == ("公交车太少", [])


def test_nul_and_half_characters_do_not_pass():
    letter = read(b'{"title": "a\\u0000b", "text": "\\ud800x"}')[0][0]
    assert letter.title == "ab"
    assert letter.words.encode()


def test_the_digest_knows_every_field_and_the_order():
    one, two = Letter("1", "a", "b"), Letter("2", "a", "b")
    digests = {digest([one, two]), digest([two, one]), digest([one]), digest([one], [("a", "b")])}
    assert len(digests) == 4
    assert digest([one, two]) == digest([one, two])
