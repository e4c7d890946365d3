from gongkai.record.search import everyday


def test_a_line_gives_the_names_that_were_not_typed():
    assert ("ktv", "卡拉ok", "歌舞厅") in everyday.others("楼下歌厅半夜唱歌")


def test_nothing_is_added_to_what_names_nothing():
    assert everyday.others("天气") == []


def test_the_list_is_clean():
    """No name of one character (it would be found inside others), none twice in a line, no line alone."""
    for group in everyday.groups():
        assert len(group) > 1 and len(set(group)) == len(group), group
        assert all(len(name) > 1 for name in group), group
