"""Where the article of a web page stands: the container that content systems mark, or the densest element.

Pure: no Django, no clock, no I/O.
"""

from selectolax.lexbor import LexborHTMLParser, LexborNode

CONTAINERS = (
    "#UCAP-CONTENT",
    "#js_content",
    "#ivs_content",
    "#zoom",
    "#Zoom",
    ".TRS_UEDITOR",
    ".TRS_Editor",
    "#ContentRegion",
    "#artibody",
    ".article-content",
    ".Article_content",
    ".pages_content",
    ".article_con",
    ".content_text",
    "#content_body",
    "article",
)
NOISE = "script, style, noscript, iframe, object, embed, form, input, button, select, nav, footer, header"
LEAST_TEXT = 40
MOST = 0.6  # of the prose; practice
LEAST_PROSE = 0.5  # below this a page is a list of links; practice


def container(tree: LexborHTMLParser) -> LexborNode | None:
    for selector in CONTAINERS:
        if (node := tree.css_first(selector)) is not None:
            return node
    return None


def densest(tree: LexborHTMLParser) -> LexborNode | None:
    """The smallest element that still holds most of the page's text outside links; None for pages of
    links."""
    if tree.body is None:
        return None
    for waste in tree.body.css(NOISE):
        waste.decompose()
    best, most = None, prose(tree.body)
    if most < LEAST_TEXT:
        return None
    for node in tree.css("div, td, section, main, article"):
        if prose(node) >= most * MOST:
            best = node
    best = best or tree.body
    return best if prose(best) > len(" ".join(best.text(deep=True).split())) * LEAST_PROSE else None


def prose(node: LexborNode) -> int:
    """Characters outside links."""
    return len("".join(node.text(deep=True).split())) - sum(
        len("".join(a.text(deep=True).split())) for a in node.css("a")
    )
