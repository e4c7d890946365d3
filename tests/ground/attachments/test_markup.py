"""Words in XML go from every element they are spread over, and from nothing else."""

import pytest
from lxml import etree

from gongkai.ground.attachments.rules.redaction.markup import (
    WEB_GROUPS,
    attributes,
    bare,
    chunks,
    cut_attributes,
    cut_text,
    is_written,
    joined,
)
from gongkai.ground.attachments.rules.redaction.wordlist import Words

WORDS = Words(["张三", "13812345678", "center"])


@pytest.mark.parametrize(
    ("source", "left", "count"),
    [
        ("<x><p><r><t>见张</t></r><r><t>三。</t></r></p></x>",
         "<x><p><r><t>见■■</t></r><r><t>。</t></r></p></x>", 1),
        ("<x><p><t>张</t><br/><t>三</t></p></x>", "<x><p><t>■■</t><t/></p></x>", 1),
        ("<x><p><t>张</t></p><p><t>三</t></p></x>", "<x><p><t>张</t></p><p><t>三</t></p></x>", 0),
        ("<x><p><t>138123</t></p><p><t>45678</t></p></x>", "<x><p><t>■■</t></p><p><t/></p></x>", 1),
        ("<x><p><t>张</t><b><p><t>框</t></p></b><t>三</t></p></x>",
         "<x><p><t>■■</t><b><p><t>框</t></p></b><t/></p></x>", 1),
        ("<x><p><t>张</t><rt><t>zhang</t></rt><t>三</t></p></x>",
         "<x><p><t>■■</t><rt><t>zhang</t></rt><t/></p></x>", 1),
        ("<x><p><t>张</t><instrText>REF 张三</instrText><t>三张三</t></p></x>",
         "<x><p><t>■■</t><instrText>REF ■■</instrText><t>■■</t></p></x>", 3),
        ("<p>甲<b>张</b>三<i>乙</i></p>", "<p>甲<b>■■</b><i>乙</i></p>", 1),
    ],
)  # fmt: skip
def test_text(source, left, count):
    root = etree.fromstring(source)
    assert cut_text(root, WORDS) == count
    assert etree.tostring(root, encoding="unicode") == left


def test_a_cell_that_only_counts_shared_texts_is_no_text():
    root = etree.fromstring('<x><c t="s"><v>12</v></c><c t="str"><v>张三</v></c></x>')
    assert joined(chunks(root)) == "张三"


def test_web_pages_are_read_block_by_block():
    root = etree.fromstring("<div><p>张<i>三</i></p><p>乙</p></div>")
    assert len(chunks(root, WEB_GROUPS)) == 2 and cut_text(root, WORDS, WEB_GROUPS) == 1


def test_attributes():
    root = etree.fromstring(
        '<x><jc val="center"/><docPr descr="center 张三"/><a href="http://a.cn/%E5%BC%A0%E4%B8%89"/>'
        '<y z="13812345678"/></x>'
    )
    assert cut_attributes(root, WORDS) == 4
    assert [text for _, _, text in attributes(root)] == ["center", "■■ ■■", "about:blank", "■■"]
    assert is_written(root[1], "descr") and not is_written(root[0], "val")


def test_comments_go():
    root = bare(etree.fromstring("<x>甲<!--张三-->乙<?z 张三?>丙</x>"))
    assert etree.tostring(root, encoding="unicode") == "<x>甲乙丙</x>"
