"""A saved web page: its main content, cleaned. Pure: no Django, no clock, no I/O."""

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.ground.language.rules import main_content, markup
from gongkai.ground.language.rules.decoding import decode

from .. import Refused
from . import accessible

TOO_DEEP = "网页的标签嵌套过深，读不出来；请把正文复制到 Word 或 WPS，另存为 .docx 后再上传"
WASTE = "script, style, noscript, iframe, object, embed, input, button, select, nav, footer"
LINKS = 15  # more on one page is a site's frame around an article: practice
LINKED = 0.3  # of the words


def to_html(data: bytes) -> str:
    """The article of a site's page; the whole body of a page that is nothing but its text."""
    source = decode(data)[0]
    if markup.too_deep(source):
        raise Refused(TOO_DEEP)
    page = LexborHTMLParser(source)
    for form in page.css("form"):
        form.unwrap()  # some systems wrap the whole page in one
    node = main_content.container(page)
    if node is None and page.body is not None and framed(page.body):
        node = main_content.densest(page)
    if node is None:
        node = page.body
    if node is None:
        return ""
    for waste in node.css(WASTE):
        waste.decompose()
    return accessible.finished(markup.sanitise(node.inner_html or ""))


def framed(body: LexborNode) -> bool:
    """Whether a site's menus stand around the text."""
    links = body.css("a")
    words = len("".join(body.text(deep=True).split()))
    return len(links) > LINKS and main_content.prose(body) < words * (1 - LINKED)
