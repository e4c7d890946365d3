"""An officer is told where words stood and how often, also where nobody saw them."""

from gongkai.desk.disclosure.rules.redactions import Told, told, unpack
from gongkai.ground.attachments.rules import Contents, Format, Hiding, Piece
from gongkai.ground.attachments.rules.redaction import Redacted

BEFORE = Contents(
    Format.PDF,
    (
        Piece("甲方张晓明，乙方张晓明", "第 1 页"),
        Piece("没有", "第 2 页"),
        Piece("作者张 晓 明", "文档", Hiding.PROPERTY),
    ),
)


def test_places_are_counted_and_hidden_ones_say_so():
    said = told(("张晓明",), BEFORE, Redacted(b"", 3, (1,), (), ("一",)), ["二"])
    assert said.places == (("第 1 页", 2), ("文档（文档属性）", 1))
    assert (said.removed, said.pages, said.notes) == (3, (1,), ("一", "二"))


def test_it_is_packed_and_unpacked():
    said = Told(2, (("第 1 页", 2),), (1,), (2,), ("看",))
    assert unpack(said.pack()) == said
