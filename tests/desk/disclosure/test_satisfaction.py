"""Five words, five the best."""

from gongkai.desk.disclosure.rules.satisfaction import Satisfaction


def test_every_score_has_its_word():
    assert [one.label for one in Satisfaction] == ["非常满意", "满意", "基本满意", "不满意", "非常不满意"]
    assert [int(one) for one in Satisfaction] == [5, 4, 3, 2, 1]
