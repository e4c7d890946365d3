"""What says the same but for signs and spaces belongs together; nothing more is claimed."""

from gongkai.desk.consultations.rules.likeness import suggested


def test_the_same_words_are_one_group_whatever_their_signs():
    texts = ["前30分钟免费！", "建议降价", "前３０分钟，免费", "前30分钟免费", "建议降价。", "😀", "😀"]
    found = suggested(texts)
    assert [alike.places for alike in found] == [(0, 2, 3), (1, 4)]
    assert all(alike.confidence == 1.0 for alike in found)


def test_nothing_is_suggested_about_a_comment_alone():
    assert suggested(["甲", "乙"]) == [] and suggested([]) == []
