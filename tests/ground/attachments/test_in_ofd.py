"""An OFD is told object by object, in the order of painting."""

from gongkai.ground.attachments.rules import Format, Hiding
from gongkai.ground.attachments.rules.hidden.contents import contents
from gongkai.ground.attachments.rules.hidden.in_ofd import covered, placed
from gongkai.ground.attachments.rules.hidden.package import parse

from . import made_pages as made


def objects(body: str):
    return list(placed(parse(f'<ofd:P xmlns:ofd="urn:x"><ofd:Layer>{body}</ofd:Layer></ofd:P>'.encode())))


def test_what_is_painted_later_covers():
    box, text = made.ofd_box("0 0 50 50"), made.ofd_text("甲", "10 10 20 5")
    assert covered(objects(text + box), 0)
    assert not covered(objects(box + text), 1)
    assert not covered(objects(text + box.replace('Fill="true"', 'Fill="false"')), 0)
    assert not covered(objects(text + made.ofd_box("25 0 50 50")), 0)


def test_white_and_undrawn_text_is_not_shown():
    white = made.ofd_text("甲", "0 0 9 9").replace(
        "<ofd:TextCode", '<ofd:FillColor Value="255 255 255"/><ofd:TextCode'
    )
    undrawn = made.ofd_text("甲", "0 0 9 9", 'Fill="false"')
    assert [one.shown for one in objects(white + undrawn + made.ofd_text("乙", "0 0 9 9"))] == [
        False,
        False,
        True,
    ]


def test_pages_have_numbers():
    (found,) = contents(made.ofd(""), Format.OFD).pieces
    assert (found.place, found.text, found.hiding) == ("第 1 页", made.SEEN[0], Hiding.VISIBLE)
