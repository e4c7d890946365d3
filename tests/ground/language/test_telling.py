"""Whether a line tells who a known person is."""

from gongkai.ground.language.rules.personal.telling import long_enough, plain, told


def test_a_person_is_found_however_it_is_typed():
    person = {"姓名": "周晓梅", "电话": "13800138000"}
    assert told("周 晓 梅来信", person) == "姓名"
    assert told("１３８ ００１３ ８０００", person) == "电话"
    assert told("周某来信", person) == ""


def test_what_is_too_short_tells_nobody():
    assert not long_enough(plain("王")) and not long_enough(plain("12-3"))
    assert long_enough(plain("王丽")) and long_enough(plain("12-345"))
