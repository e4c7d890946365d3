"""What is found inside a part is said to stand in the whole."""

from gongkai.ground.attachments.rules import Hiding, Piece
from gongkai.ground.attachments.rules.hidden.place import Unread, inside, piece


def test_a_part_stands_in_the_whole():
    found = iter([Piece("字", "第 1 行"), Unread(""), Piece("字", "", Hiding.ROW)])
    assert list(inside(found, "嵌入文件‘a’")) == [
        Piece("字", "嵌入文件‘a’ › 第 1 行"),
        Unread("嵌入文件‘a’"),
        Piece("字", "嵌入文件‘a’", Hiding.ROW),
    ]


def test_the_whole_can_say_how_it_hides():
    assert list(inside(iter([Piece("字", "甲")]), "乙", Hiding.EMBEDDED)) == [
        Piece("字", "乙 › 甲", Hiding.EMBEDDED)
    ]


def test_blanks_are_no_words():
    assert list(piece(" \n", "甲")) == list(piece(None, "甲")) == []
