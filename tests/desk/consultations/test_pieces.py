"""What art. 15 asks to be published is named where it is missing."""

from dataclasses import replace

from gongkai.desk.consultations.rules.decisions import Decision
from gongkai.desk.consultations.rules.pieces import MAX_EXPLANATION, lacking, too_long

from .holding import CONTENT


def test_a_complete_draft_lacks_nothing():
    assert lacking(CONTENT, 4) == [] and too_long(CONTENT) == []


def test_every_piece_is_asked_for():
    nothing = replace(CONTENT, title=" ", explanation="", html="", ways="", contact="")
    assert lacking(nothing, 0) == ["标题", "起草说明", "草案正文", "提出意见的方式", "承办处室和联系方式"]
    assert lacking(CONTENT, 0) == ["草案正文"]


def test_a_call_for_topics_has_a_scope_instead_of_a_draft():
    topics = replace(CONTENT, decision=Decision.TOPICS, explanation="", html="")
    assert lacking(topics, 0) == ["征集说明", "征集的事项范围"]


def test_what_is_too_long_is_named():
    (said,) = too_long(replace(CONTENT, explanation="长" * (MAX_EXPLANATION + 1)))
    assert said.startswith("说明超过 20,000 字")
