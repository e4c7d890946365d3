"""What stands in a PDF beside its pages."""

from io import BytesIO

import pikepdf
import pytest

from gongkai.ground.attachments.rules import Hiding, Refused
from gongkai.ground.attachments.rules.hidden.pdf_parts import beside, load, xmp
from gongkai.ground.attachments.rules.hidden.place import Unread

from . import made_pages
from .test_parts import READERS


def test_notes_links_bookmarks_and_scripts():
    with pikepdf.open(BytesIO(made_pages.sticky_note())) as document:
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('甲')")
        with document.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("第一章", 0))
        holder = BytesIO()
        document.save(holder)
    found = {(one.place, one.hiding): one.text for one in beside(holder.getvalue(), READERS)}
    assert found[("第 1 页批注", Hiding.COMMENT)] == made_pages.SECRET
    assert found[("书签", Hiding.VISIBLE)] == "第一章"
    assert found[("脚本", Hiding.EMBEDDED)] == "app.alert('甲')"


def test_attached_files_are_handed_on():
    assert Unread("名单.txt") in list(beside(made_pages.attached(b"x"), READERS))


def test_the_words_of_an_xmp_packet():
    packet = '<r xmlns:a="urn:x"><dc:creator><rdf:li>张三</rdf:li></dc:creator><x pdf:Keywords="密"/></r>'
    (found,) = xmp(packet.encode())
    assert found.text == "张三\n密"
    assert found.hiding is Hiding.PROPERTY


def test_a_password_is_told():
    with pikepdf.open(BytesIO(made_pages.pdf(lambda sheet: None))) as document:
        holder = BytesIO()
        document.save(holder, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(Refused, match="密码"):
        load(holder.getvalue())
