"""Interpretations that repeat, and interpretations that explain."""

import pytest

from gongkai.record.editorial.rules.checks.copying import compare, read

from .subjects import checks

DOCUMENT = (
    "第一条 为了加强节约用水管理，提高水资源利用效率，根据法律法规，结合实际，制定本办法。"
    "第二条 用水单位应当安装计量设施，按季度向水行政主管部门报送用水台账，并对重点设备每年开展水平衡测试。"
    "第三条 对超计划用水的单位，按照累进加价的原则征收水资源费，所得收入专项用于节水技术改造。"
)
REPEATS = "一、总则。" + DOCUMENT + "以上就是《江城市节约用水办法》的内容。"
EXPLAINS = (
    "为什么要出台《江城市节约用水办法》？去年全市人均用水量比周边城市高出两成，老旧管网漏损严重。"
    "新办法有什么变化？过去只管大户，现在年用水一万吨以上都要记台账，每季度交一次表就行。"
    "超了怎么办？先提醒，连续两个季度超出才加价，收来的钱全部拿去改管道。居民家庭不受影响，可以打电话问水务局。"
)


def test_the_one_that_repeats_is_stopped_and_the_one_that_explains_is_not():
    assert checks("interpretation", REPEATS, against=DOCUMENT) == ["interpretation.share"]
    assert checks("interpretation", EXPLAINS, against=DOCUMENT) == []


def test_runs_stand_where_they_are_said_to():
    shown = compare(REPEATS, DOCUMENT)
    assert shown.share > 0.8 and shown.longest > 100
    for block in shown.blocks:
        assert REPEATS[block.start : block.end] == DOCUMENT[block.source_start : block.source_end]


def test_titles_and_short_formulae_are_not_counted():
    text = "《关于进一步加强全市节约用水工作的若干意见（试行）》结合本市实际印发。" * 3
    assert compare(text, "关于进一步加强全市节约用水工作的若干意见（试行）").share == 0


@pytest.mark.parametrize("sign", [" ", "\n", "，", "　"])
def test_other_spaces_and_signs_hide_nothing(sign):
    assert compare(sign.join(DOCUMENT), DOCUMENT).share > 0.95


def test_repeating_tables_are_compared_in_bounded_time():
    compare("一二三四五六七八九十甲乙丙丁" * 3000, "一二三四五六七八九十甲乙丙丁" * 3000)


def test_long_sentences_are_told():
    long = "各有关单位应当按照职责分工密切配合认真组织实施" * 4 + "。"
    assert checks("interpretation", long * 6) == ["interpretation.readability"]
    assert read("短句。也短，但是要有几个字。").mean < 12
