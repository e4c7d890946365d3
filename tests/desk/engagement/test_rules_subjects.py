"""Examples of subjects from a tree and by hand."""

from gongkai.desk.engagement.rules.routing.subjects import from_tree, written


def test_each_path_of_a_tree_is_an_example_of_its_first_level():
    rows = [
        ("教育文体", "考试招生", "其他"),
        ("教育文体", "考试招生", "招生录取"),
        ("民政", None, ""),
        (None, "x"),
    ]
    assert from_tree(rows) == [
        ("教育文体", "考试招生"),
        ("教育文体", "考试招生 招生录取"),
        ("民政", "民政"),
    ]


def test_written_words_follow_a_categorys_name():
    assert ("教育文体", "幼儿园") in written(["教育文体"])
    assert ("教育类", "幼儿园") in written(["教育类"])
    assert not written(["自定义甲类"])
