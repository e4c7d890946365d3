"""No part of an office file is passed over: what no rule knows is read as left-over or named."""

from gongkai.ground.attachments.rules import Hiding, Piece
from gongkai.ground.attachments.rules.hidden.parts import Readers, parts
from gongkai.ground.attachments.rules.hidden.place import Unread

from .test_package import made

READERS = Readers(
    picture=lambda data: iter([Piece("图", "", Hiding.PICTURE)]),
    file=lambda data, name: iter([Unread(name)]),
    recognise=False,
)


def found(name: str, text: str, **more):
    return list(
        parts(made(**{name: text}), set(), more.get("owners", {}), more.get("unseen", set()), READERS)
    )


def test_what_no_rule_knows_is_left_over_or_unread():
    assert found("xl/odd/thing.xml", "<a>甲</a>") == [Piece("甲", "xl/odd/thing.xml", Hiding.REMNANT)]
    assert found("xl/odd/thing.dat", "甲") == [Unread("xl/odd/thing.dat")]
    assert found("xl/broken.xml", "<a>") == [Unread("xl/broken.xml")]
    assert found("xl/theme/theme1.xml", "<a>甲</a>") == []


def test_a_drawing_on_a_hidden_sheet_is_hidden():
    shape = "<d><p><t>甲</t></p></d>"
    name = "xl/drawings/drawing1.xml"
    assert found(name, shape) == [Piece("甲", "图形文字")]
    hidden = found(name, shape, owners={name: "工作表‘乙’"}, unseen={name})
    assert hidden == [Piece("甲", "工作表‘乙’图形文字", Hiding.SHEET)]


def test_pictures_and_files_are_handed_on():
    assert found("word/media/a.png", "x") == [Piece("图", "图片 a.png", Hiding.PICTURE)]
    assert found("word/embeddings/a.docx", "x") == [Unread("a.docx")]


def test_links_out_of_the_file_are_told():
    link = '<R><Relationship Type="http://x/{}" Target="file:///C:/Users/wang" TargetMode="External"/></R>'
    name = "word/_rels/settings.xml.rels"
    assert found(name, link.format("attachedTemplate"))[0].hiding is Hiding.EXTERNAL
    assert found(name, link.format("hyperlink"))[0].hiding is Hiding.VISIBLE
