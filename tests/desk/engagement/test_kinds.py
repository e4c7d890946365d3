"""What letters are called, and which stages are open."""

from gongkai.desk.engagement.rules.kinds import ENDED, ENTERED, OPEN, Channel, Kind, Score, Stage


def test_kinds_have_their_chinese_names():
    assert [kind.label for kind in Kind] == ["领导信箱", "咨询", "建议", "投诉", "网民纠错"]
    assert [score.value for score in Score] == list("12345")


def test_a_stage_is_open_or_ended_or_on_file():
    assert set(OPEN) | set(ENDED) | {Stage.ARCHIVED, Stage.DESTROYED} == set(Stage)
    assert Channel.WEB not in ENTERED
