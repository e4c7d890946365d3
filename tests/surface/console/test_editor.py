"""The writing surface in a real browser: what goes in comes out, tables, keyboard, no script."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from gongkai.ground.language.rules.markup import plain, sanitise

from . import drafting
from .drafting import value

pytestmark = pytest.mark.browser
TABLE = (
    "<table><caption>表一</caption><thead><tr><th>项目</th><th>年度</th><th>金额</th></tr></thead><tbody>"
    '<tr><td rowspan="2">公路</td><td>2025</td><td>1,200</td></tr><tr><td>2026</td><td>1,350</td></tr>'
    '<tr><td colspan="2">合计</td><td>2,550</td></tr></tbody></table>'
)
BODY = sanitise(
    '<h2>总则</h2><p>第一条 见<a href="/policies/" title="库">文件库</a>，'
    "20 m<sup>2</sup> CO<sub>2</sub>，<b>应当</b>。</p>"
    '<h3>一</h3><h4>（一）</h4><ul><li>甲<ul><li>乙</li></ul></li></ul><ol start="3"><li>丙</li></ol>'
    f'<blockquote><p>引</p></blockquote><p>图<img src="/media/a.png" alt="示意图" width="20">后<br>行</p>'
    f"<hr>{TABLE}"
    "<center><p>附</p></center><pre>一  二</pre>"
)


def tool(page, name):
    page.click(f"[data-tool={name}]")


def stand(page, place):
    """Put the cursor somewhere, and let the editor hear of it as from a hand slower than a program."""
    page.click(place)
    page.wait_for_timeout(300)


def post(page):
    page.click("text=保存")
    expect(page.locator("h1")).to_have_text("已保存")
    return drafting.posted[-1]["html"]


def test_what_is_not_touched_is_posted_as_it_was(write):
    assert post(write(BODY)) == BODY


def test_what_is_edited_keeps_everything_else(write):
    page = write(BODY)
    page.click(".gk-page p >> nth=0")
    page.keyboard.press("Home")
    page.keyboard.type("改")
    got = sanitise(post(page))
    assert plain(got) == plain(BODY).replace("第一条", "改第一条")
    for kept in (
        '<a href="/policies/" title="库">文件库</a>',
        "m<sup>2</sup> CO<sub>2</sub>，<strong>应当</strong>",
        "<ul><li>甲<ul><li>乙</li></ul></li></ul>",
        '<ol start="3"><li>丙</li></ol>',
        '<img src="/media/a.png" alt="示意图" width="20">',
        "<caption>表一</caption>",
        '<th scope="col">项目</th>',
        '<td rowspan="2">公路</td>',
        '<td colspan="2">合计</td>',
        "<pre>一  二</pre>",
        "<blockquote><p>引</p></blockquote>",
        "<center><p>附</p></center>",
    ):
        assert kept in got


def test_a_new_text_with_its_looks(write):
    page = write()
    page.click(".gk-page")
    page.keyboard.press("Control+Alt+1")
    page.keyboard.type("总则")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+B")
    page.keyboard.type("重")
    page.keyboard.press("Control+B")
    page.keyboard.type("轻 m")
    tool(page, "sup")
    page.keyboard.type("2")
    expect(page.locator("[data-tool=sup]")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Enter")
    tool(page, "sup")
    tool(page, "numbers")
    page.keyboard.type("甲")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("乙")
    assert value(page) == (
        "<h2>总则</h2><p><strong>重</strong>轻 m<sup>2</sup></p><ol><li>甲<ol><li>乙</li></ol></li></ol>"
    )
    for _ in range(30):
        page.keyboard.press("Control+Z")
    assert value(page) == ""
    page.keyboard.press("Control+Y")
    assert value(page) != ""


def test_a_table_is_made_and_changed(write):
    page = write()
    page.click(".gk-page")
    tool(page, "table")
    page.fill("dialog input >> nth=0", "2")
    page.fill("dialog input >> nth=1", "2")
    page.keyboard.press("Enter")
    page.wait_for_selector(".gk-page table")  # the dialogue closes in its own time
    expect(page.locator("dialog")).to_have_count(0)
    for word in ("项目", "金额", "公路", "10"):
        page.keyboard.type(word)
        page.keyboard.press("Tab")
    page.keyboard.type("桥")  # Tab in the last cell made a row
    head = '<tr><th scope="col">项目</th><th scope="col">金额</th></tr>'
    rows = "<tr><td>公路</td><td>10</td></tr><tr><td>桥</td><td></td></tr>"
    assert f"<table><tbody>{head}{rows}</tbody></table>" in value(page)

    tool(page, "column-after")
    tool(page, "row-before")
    assert value(page).count("<tr>") == 4 and value(page).count("<td") == 9
    stand(page, "tbody tr >> nth=2")
    tool(page, "row-gone")
    stand(page, "tbody tr >> nth=0 >> th >> nth=1")
    tool(page, "column-gone")
    stand(page, "text=公路")
    page.keyboard.press("Shift+ArrowDown")
    tool(page, "merge")
    assert 'rowspan="2"><p>公路</p><p>桥</p>' in value(page)
    tool(page, "split")
    assert "rowspan" not in value(page)
    tool(page, "head-column")
    assert value(page).count('scope="row"') == 2
    tool(page, "caption")
    page.fill("dialog input", "表一 资金")
    page.keyboard.press("Enter")
    assert "<caption>表一 资金</caption>" in value(page)
    tool(page, "table-gone")
    assert "table" not in value(page)
    expect(page.locator("[data-tool=merge]")).to_be_hidden()


def test_a_link_is_set_and_taken_away(write):
    page = write("<p>见文件库</p>")
    page.click(".gk-page p")
    page.keyboard.press("Control+A")
    page.keyboard.press("Control+K")
    page.fill("dialog input", "javascript:alert(1)")
    page.keyboard.press("Enter")
    expect(page.locator("dialog")).to_be_visible()
    page.fill("dialog input", "/policies/")
    page.keyboard.press("Enter")
    assert value(page) == '<p><a href="/policies/">见文件库</a></p>'
    page.keyboard.press("Control+K")
    page.click("text=去掉链接")
    assert value(page) == "<p>见文件库</p>"


def test_the_keyboard_reaches_everything_and_is_not_caught(write):
    page = write(TABLE)
    page.click("text=2025")
    page.keyboard.press("Alt+F10")
    focused = "document.activeElement.dataset.tool || document.activeElement.tagName"
    assert page.evaluate(focused) == "SELECT"
    page.keyboard.press("ArrowRight")
    assert page.evaluate(focused) == "undo"
    page.keyboard.press("End")
    assert page.evaluate(focused) == "table-gone"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className").startswith("ProseMirror gk-page")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "BUTTON"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('[role=toolbar]'))")


def test_a_change_is_saved_by_the_autosave_with_its_text(write):
    page = write("<p>甲</p>")
    page.click(".gk-page p")
    page.keyboard.press("End")
    page.keyboard.type("乙")
    page.keyboard.press("Control+S")
    expect(page.locator("[data-autosave-status]")).to_have_text("已暂存 14:30:05")
    assert drafting.sent[-1]["html"] == "<p>甲乙</p>"


def test_what_another_script_fills_in_is_shown(write):
    page = write("<p>甲</p>")
    page.evaluate(
        """() => {
            const field = document.querySelector("textarea");
            field.value = "<p>换上的正文</p>"; field.dispatchEvent(new Event("change", {bubbles: true}));
        }"""
    )
    expect(page.locator(".gk-page")).to_have_text("换上的正文")


def test_without_scripts_the_field_itself_is_there(write):
    page = write("<p>甲</p>", java_script_enabled=False)
    page.fill("textarea", "<p>甲乙</p>")
    assert post(page) == "<p>甲乙</p>"


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_is_too_wide_or_hard_to_reach(write, width):
    page = write(BODY, viewport={"width": width, "height": 844})
    page.click("text=2025")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page).response["violations"]
    assert not [row["id"] for row in found if row["impact"] in ("serious", "critical")]
    assert page.locator(".gk-page").get_attribute("aria-labelledby") == "label"
