"""A body as shown: links, tables, headings, pictures; the words never change."""

from hypothesis import given
from hypothesis import strategies as st

from gongkai.ground.language.rules import markup, numbers
from gongkai.surface.portal import body
from gongkai.surface.portal.typesetting import typeset

KEY = numbers.key("国办发〔2019〕4号")


def shown(html, addresses=None):
    return body.shown(html, addresses or {}, table_label="表格", image_label="附图")


def test_every_spelling_of_a_number_is_linked_as_it_is_written():
    html = "<p>按照国办发〔2019〕4号和国办发[2019]4号文件要求</p>"
    assert body.cited(html) == {KEY}
    linked = shown(html, {KEY: "/publications/x/2019-1"})
    assert linked.count('<a class="cited" href="/publications/x/2019-1">') == 2
    assert "国办发[2019]4号</a>" in linked


def test_a_number_inside_a_link_stays_as_it_is():
    html = '<p><a href="/x">国办发〔2019〕4号</a></p>'
    assert shown(html, {KEY: "/y"}) == html


def test_entities_survive_linking():
    linked = shown("<p>A&amp;B &lt;国办发〔2019〕4号&gt;</p>", {KEY: "/y"})
    assert "A&amp;B &lt;" in linked
    assert "&gt;</p>" in linked


def test_only_the_outermost_table_scrolls():
    html = "<table><tr><td><table><tr><td>x</td></tr></table></td></tr></table>"
    assert shown(html).count('role="region"') == 1
    assert shown(html).endswith("</table></div>")


def test_a_first_heading_steps_down_and_a_picture_gets_a_word():
    text = shown('<h1>标题</h1><img src="/a.png"><img src="/b.png" alt="桥">')
    assert "<h2>标题</h2>" in text
    assert '<img src="/a.png" alt="附图" loading="lazy">' in text
    assert 'alt="桥"' in text


def test_typed_indents_are_dropped():
    assert (
        shown("<p>　　正文</p><p>&nbsp;&nbsp;<b>第一条</b> 正文</p>")
        == "<p>正文</p><p><b>第一条</b> 正文</p>"
    )


def test_paper_sets_address_chapter_and_signature_apart():
    text = typeset(
        "<p>各区人民政府：</p><p>第一章 总则</p><p>正文。</p><p>江城市人民政府</p><p>2026年11月16日</p>"
    )
    assert '<p class="noindent">各区人民政府：' in text
    assert '<p class="chapter">第一章 总则' in text
    assert text.count('<p class="sign">') == 2
    assert "<p>正文。</p>" in text


@given(st.text(alphabet="<>&;p/第一章 国办发〔2019〕4号：。\u3000年月日abc\"'=", max_size=80))
def test_whatever_was_sanitised_keeps_its_words(text):
    html = markup.sanitise(text)
    result = shown(typeset(html), {KEY: "/y"})
    assert "".join(markup.plain(result).split()) == "".join(markup.plain(html).split())
