"""A publication's body as it is shown: cited documents linked, wide tables scrollable, headings in order.

The stored HTML is already sanitised and never changed; this is computed at each rendering, so a document
that arrives later is linked from the older ones that cite it. One pass over the tags, no tree.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape

from django.utils.safestring import SafeString, mark_safe

from gongkai.ground.language.rules import numbers

from . import tables

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
LEADING = re.compile(r"^(?:\s|\u3000|\xa0|&nbsp;|&#160;|&emsp;|&ensp;)+")
SCROLLER = '<div class="scroll{}" role="region" aria-label="{}" data-hint="{}" tabindex="0">'
BLOCKS = frozenset(
    ["p", "div", "td", "th", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "caption"]
)


def cited(html: str) -> set[str]:
    """Comparison keys of every document number in the running text."""
    return {
        numbers.key(number.text)
        for text in texts(html)
        for number in numbers.find(unescape(text))
        if number.readable
    } - {""}


def texts(html: str) -> Iterator[str]:
    """The pieces of text between tags."""
    at = 0
    for tag in TAG.finditer(html):
        if tag.start() > at:
            yield html[at : tag.start()]
        at = tag.end()
    if at < len(html):
        yield html[at:]


def shown(
    html: str, addresses: Mapping[str, str], *, table_label: str, image_label: str, slide: str = ""
) -> SafeString:
    """The body for a page; ``addresses`` maps a number's comparison key to its publication's path.

    ``slide`` is the line that says how to see the rest of a table that a phone cannot show whole.
    """
    out: list[str] = []
    at = depth = links = 0
    opened = False
    for tag in TAG.finditer(html):
        if tag.start() > at:
            text = html[at : tag.start()]
            if opened:
                text, opened = LEADING.sub("", text), not text.strip()
            out.append(text if links else linked(text, addresses))
        at = tag.end()
        closing, name = bool(tag[1]), tag[2].lower()
        if name == "a":
            links = max(0, links + (-1 if closing else 1))
        opened = name in BLOCKS and not closing
        if name == "table" and not closing:
            depth += 1
            out.append(scroller(html, tag, table_label, slide) if depth == 1 else tag[0])
        elif name == "table":
            depth -= 1
            out.append("</table></div>" if depth == 0 else tag[0])
        else:
            out.append(mended(tag, name, closing, image_label))
    if at < len(html):
        out.append(linked(html[at:], addresses))
    return mark_safe("".join(out))  # sanitised on intake; only our own tags are added


def scroller(html: str, tag: re.Match[str], label: str, slide: str) -> str:
    """The opening of a region that the keyboard reaches and that scrolls by itself."""
    table = tables.TABLE.match(html, tag.start())
    size = " slides broad" if table is None else tables.size(table[0])
    return SCROLLER.format(size, escape(label), escape(slide)) + tag[0]


def mended(tag: re.Match[str], name: str, closing: bool, image_label: str) -> str:
    """One tag, so that the page has a single h1 and no image without a word."""
    if name == "h1":
        return f"<{'/' if closing else ''}h2{tag[3]}>"
    if name == "img" and not re.search(r"\balt\s*=\s*([\"'])\s*\S", tag[3]):
        rest = re.sub(r"\balt\s*=\s*(\"[^\"]*\"|'[^']*')", "", tag[3]).rstrip("/ ")
        return f'<img{rest} alt="{escape(image_label)}" loading="lazy">'
    return tag[0]


def linked(text: str, addresses: Mapping[str, str]) -> str:
    """A piece of escaped text with the numbers of documents that are here made links."""
    if not addresses:
        return text
    plain = unescape(text)
    out, at = [], 0
    for number in numbers.find(plain):
        end = number.start + len(number.text)
        address = addresses.get(numbers.key(number.text)) if number.start >= at else None
        if address:
            out.append(escape(plain[at : number.start], quote=False))
            out.append(f'<a class="cited" href="{escape(address)}">{escape(number.text, quote=False)}</a>')
            at = end
    return "".join(out) + escape(plain[at:], quote=False) if out else text
