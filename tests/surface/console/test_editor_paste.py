"""What is pasted from Word, WPS or plain text: structure stays, looks and hidden words do not."""

import pytest
from playwright.sync_api import expect

from gongkai.ground.language.rules.markup import plain, sanitise

from .drafting import value

pytestmark = pytest.mark.browser
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style>
</head><body><!--StartFragment-->
<p class=MsoTitle style='mso-outline-level:1'><b>关于印发办法的通知</b><o:p></o:p></p>
<p class=MsoNormal style='text-indent:32.0pt'><span lang=EN-US>&nbsp;&nbsp;</span>　　各区人民政府：<del
cite="mailto:a">秘密</del><span style='display:none;mso-hide:all'>隐藏</span><span
style='font-weight:bold'>应当</span>办理，20 m<span style='vertical-align:super'>2</span>。<a
style='mso-comment-reference:a_1'>见</a></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span>&nbsp; </span></span><![endif]>受理</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>2.<span>&nbsp; </span></span><![endif]>办理</p>
<p class=MsoNormal style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>一、</span>总体要求</p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse'><thead><tr>
<td width=100 style='width:10pt'><p class=MsoNormal align=center><b>项目</b></p></td>
<td><p class=MsoNormal>金额</p></td></tr></thead><tr>
<td colspan=2 style='background:red'><p class=MsoNormal>合计</p></td></tr></table>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><img src="file:///C:/a.png" v:shapes="x">
<p onclick="alert(1)"><a href="javascript:alert(1)">坏</a></p><!--EndFragment--></body></html>"""
PASTE = """(page, [html, text]) => {
    const data = new DataTransfer(), rest = {bubbles: true, cancelable: true};
    data.setData("text/html", html);
    data.setData("text/plain", text);
    page.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, ...rest}));
}"""


def paste(page, html, text=""):
    page.locator(".gk-page").evaluate(PASTE, [html, text])


def test_what_is_pasted_from_word_keeps_structure_only(write):
    page = write()
    page.click(".gk-page")
    paste(page, WORD)
    got = value(page)
    assert got == (
        "<h2>关于印发办法的通知</h2><p>各区人民政府：<strong>应当</strong>办理，20 m<sup>2</sup>。</p>"
        "<ol><li>受理</li><li>办理</li></ol><p>一、总体要求</p>"
        '<table><tbody><tr><th scope="col"><strong>项目</strong></th><th scope="col">金额</th></tr>'
        '<tr><td colspan="2">合计</td></tr></tbody></table><p>坏</p>'
    )
    expect(page.locator(".gk-note")).to_have_text("1 张图片没有粘贴进来，请作为附件上传后再插入。")
    assert plain(sanitise(got)) == plain(got)


def test_plain_text_is_pasted_as_paragraphs_without_their_indent(write):
    page = write()
    page.click(".gk-page")
    paste(page, "", "　　第一条 甲\r\n　　第二条 乙")
    assert value(page) == "<p>第一条 甲</p><p>第二条 乙</p>"
