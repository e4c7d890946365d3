"""What says the same but for signs and spaces belongs together; nothing more is claimed."""

from gongkai.desk.consultations.rules.likeness import suggested


def test_the_same_words_are_one_group_whatever_their_signs():
    texts = ["前30分钟免费！", "建议降价", "前３０分钟，免费", "前30分钟免费", "建议降价。", "😀", "😀"]
    found = suggested(texts)
    assert [alike.places for alike in found] == [(0, 2, 3), (1, 4)]
    assert all(alike.confidence == 1.0 for alike in found)


def test_nothing_is_suggested_about_a_comment_alone():
    assert suggested(["甲", "乙"]) == [] and suggested([]) == []


def test_other_words_for_the_same_are_suggested_and_less_surely():
    texts = [
        "建议公共停车场前三十分钟免费停放，方便接送孩子",
        "公共停车场前三十分钟应当免费停放，方便市民接送孩子",
        "老旧小区加装电梯的补贴标准偏低",
    ]
    (alike,) = suggested(texts)
    assert alike.places == (0, 1) and 0.5 < alike.confidence < 1
