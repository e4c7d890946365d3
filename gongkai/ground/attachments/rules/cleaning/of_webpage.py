"""A web page without what no browser shows: hidden elements, comments, scripts, properties."""

from html import escape

from lxml import html as markup

from gongkai.ground.attachments.rules.hidden.in_webpage import hiding_classes, is_hidden, tree
from gongkai.ground.language.rules.decoding import decode
from gongkai.ground.language.rules.markup import sanitise

from .rewriting import drop

_PAGE = (
    '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{}</title></head>'
    "<body>\n{}\n</body></html>\n"
)


def webpage_copy(data: bytes) -> bytes:
    """The cleaned page: its structure, links and pictures, as they may stand on a public page."""
    root = tree(decode(data)[0])
    classes = hiding_classes(root)
    title = (root.findtext(".//title") or "").strip()
    for one in [one for one in root.iter("*") if is_hidden(one, classes)]:
        drop(one)
    body = root.find("body")
    text = markup.tostring(root if body is None else body, encoding="unicode")
    return _PAGE.format(escape(title), sanitise(text)).encode()
