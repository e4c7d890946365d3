"""Where a code or a body's name begins when nothing separates it from the words before."""

import pytest

from gongkai.ground.language.rules.prefixes import code_before, ends_like_code, name_before


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("按照国办发", "国办发"),
        ("严格落实财税", "财税"),
        ("有关规定和国发", "国发"),
        ("我区冷政办发", "冷政办发"),
        ("市住房局永住建", "永住建"),
        ("国家发展改革委办公厅发改办价格", "发改办价格"),
        ("工信部联规", "工信部联规"),
        ("浙数据发", "浙数据发"),
        ("政和县人民政府和政发", "和政发"),
        ("并政发", "并政发"),
        ("主要是", ""),
        ("制定出台了", ""),
        ("", ""),
    ],
)
def test_codes(text, code):
    start, found = code_before(text, len(text))
    assert found == code
    assert text[start:] == code


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("根据公安部", "公安部"),
        ("符合中华人民共和国建设部", "中华人民共和国建设部"),
        ("海关总署、公安部", "海关总署、公安部"),
        ("上午规定和福建省人民政府", "福建省人民政府"),
        ("工业和信息化部", "工业和信息化部"),
        ("地铁", ""),
    ],
)
def test_names(text, name):
    assert name_before(text, len(text))[1] == name


def test_only_characters_that_codes_end_with_are_trusted():
    assert ends_like_code("国办发") and not ends_like_code("发") and not ends_like_code("改革")
