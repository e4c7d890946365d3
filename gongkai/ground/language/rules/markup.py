"""HTML of any origin made safe and plain: what may be published, and what may be searched."""

import re
from html import escape

import nh3
from markdown_it import MarkdownIt

from .tables import layout

# fmt: off
_TAGS = {
    "p", "div", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd",
    "blockquote", "pre", "code", "table", "caption", "colgroup", "col", "thead", "tbody", "tfoot",
    "tr", "th", "td", "a", "img", "b", "strong", "i", "em", "u", "s", "del", "ins", "sup", "sub",
    "figure", "figcaption", "center",
}
_BLOCKS = {
    "p", "div", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd",
    "blockquote", "pre", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "figure",
    "figcaption", "center", "section", "article", "header", "footer", "aside", "nav", "main",
    "form", "fieldset",
}
_CONTENT_DROPPED = {
    "script", "style", "title", "iframe", "object", "embed", "noscript", "template", "svg", "math",
    "textarea", "select", "option", "xml", "audio", "video", "canvas", "applet", "frameset",
    "noframes",
}
# fmt: on
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "col": {"span"},
    "ol": {"start"},
}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    clean_content_tags=_CONTENT_DROPPED,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="noopener nofollow",
)
_BARE = nh3.Cleaner(tags=_BLOCKS, attributes={}, clean_content_tags=_CONTENT_DROPPED, link_rel=None)
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").enable("strikethrough")

_SPACES = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")
_AFTER_TAG = re.compile(r"(<(?:p|li|td|th|h[1-6]|div|tr|tbody|table)(?: [^<>]*)?>) ")
_BEFORE_TAG = re.compile(r" (?=</(?:p|li|td|th|h[1-6]|div|tr|tbody|table)>)")
_INLINE = re.compile(r"<(b|strong|i|em|u|s|del|ins|sup|sub|a|code)(?: [^<>]*)?>(\s*)</\1>")
_EMPTY = re.compile(r"<(p|div|h[1-6]|li|center|blockquote)>(?:\s|<br>)*</\1>\s*")
_IMAGE = re.compile(r"<img(?![^<>]* src=\"(?!mailto:|tel:))[^<>]*>", re.IGNORECASE)
_OWN_LINK = re.compile(
    r"(<a (?:title=\"[^\"]*\" )?href=\"(?![a-zA-Z][a-zA-Z0-9+.-]*:|//)[^\"]*\"[^<>]*?)"
    r" rel=\"noopener nofollow\""
)
_LINES = re.compile(r"\r\n?|\n|\u2028|\u2029")
_INDENT = re.compile(r"\u3000{2,}")


_OPENED = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*?(/?)>")
_VOID = frozenset(("br", "hr", "img", "input", "meta", "link", "col", "area", "base", "wbr", "source"))
MAX_DEPTH = 400  # elements inside one another; the deepest real page we know has 41
MANY_TAGS = 1_000  # fewer cannot be slow


def too_deep(html: str) -> bool:
    """Whether elements nest so deep that cleaning them would take quadratic time; no real page does."""
    if html.count("<") < MANY_TAGS:
        return False
    depth = 0
    for closing, name, empty in _OPENED.findall(html):
        if empty or name.lower() in _VOID:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        if depth > MAX_DEPTH + MANY_TAGS:
            return True
    return False


def sanitise(html: str) -> str:
    """HTML that may stand on a public page: structure, links and images kept, looks and scripts gone."""
    clean = _CLEANER.clean(html.replace("\0", ""))
    clean = _trimmed(clean)
    for _ in range(3):  # Word nests empty spans in empty spans in empty paragraphs
        shorter = _EMPTY.sub("", _INLINE.sub(r"\2", clean))
        if shorter == clean:
            break
        clean = _trimmed(shorter)
    if "<img" in clean:
        clean = _IMAGE.sub("", clean)
    if "<a " in clean:
        clean = _OWN_LINK.sub(r"\1", clean)
    return clean.strip()


def _trimmed(html: str) -> str:
    """Without the white space that no reader sees; text that is laid out by its spaces keeps them."""
    if "<pre>" not in html:
        html = _SPACES.sub(" ", html.replace("&nbsp;", " ").replace("\u3000", " "))
    return _BEFORE_TAG.sub("", _AFTER_TAG.sub(r"\1", html))


def plain(html: str) -> str:
    """The readable text: a line for each block, a tab between the cells of a row, single spaces."""
    return layout(_BARE.clean(html.replace("\0", "")))


def from_text(text: str) -> str:
    """Plain text as escaped paragraphs; text without any line break is cut at its double indents."""
    lines = _LINES.split(text.replace("\0", ""))
    if len(lines) == 1:
        lines = _INDENT.split(lines[0])
    return "".join(f"<p>{escape(line.strip(), quote=False)}</p>" for line in lines if line.strip())


def from_markdown(text: str) -> str:
    """Markdown (CommonMark with tables) as sanitised HTML; HTML written inside it shows as text."""
    return sanitise(_MARKDOWN.render(text.replace("\0", "")))
