"""Every word of a web page: what a browser shows, and what attributes, styles and comments keep from view."""

import re

from lxml import etree
from lxml import html as markup

from gongkai.ground.attachments.rules import Hiding
from gongkai.ground.language.rules.decoding import decode

from .package import Element, local
from .place import Found, piece

_UNSEEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0*(?:\.0+)?\s*(?:;|$|!)|"
    r"font-size\s*:\s*0(?:\.0+)?[a-z%]*\s*(?:;|$|!)|(?:left|top|text-indent)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
_QUIET = ("script", "style", "template", "noscript", "object", "iframe", "textarea")
_BLOCKS = {
    "p",
    "div",
    "li",
    "td",
    "th",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "br",
    "dt",
    "dd",
    "caption",
    "title",
}
_STYLED = re.compile(r"([^{}]+)\{([^{}]*)\}")


def tree(text: str) -> Element:
    """The page as a browser would build it."""
    cleaned = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\0", ""))
    return markup.document_fromstring(cleaned or "<p></p>", markup.HTMLParser(encoding=None))


def hiding_classes(root: Element) -> set[str]:
    """Classes and ids that the page's own style sheets hide."""
    names = set()
    for sheet in root.iter("style"):
        for chosen, rules in _STYLED.findall(sheet.text or ""):
            if _UNSEEN_STYLE.search(rules):
                names |= set(re.findall(r"^\s*([.#][\w-]+)\s*$", chosen.replace(",", "\n"), re.MULTILINE))
    return names


def is_hidden(element: Element, classes: set[str]) -> bool:
    """Whether a browser does not show an element."""
    if element.get("hidden") is not None or (local(element) == "input" and element.get("type") == "hidden"):
        return True
    names = {f".{one}" for one in (element.get("class") or "").split()} | {f"#{element.get('id')}"}
    return bool(_UNSEEN_STYLE.search(element.get("style") or "") or names & classes)


def webpage(data: bytes) -> Found:
    """Every word of a page."""
    root = tree(decode(data)[0])
    seen: list[str] = []
    yield from _walk(root, hiding_classes(root), seen)
    for number, line in enumerate(filter(None, (one.strip() for one in "".join(seen).split("\n"))), 1):
        yield from piece(re.sub(r"\s+", " ", line), f"第 {number} 行")


def _walk(root: Element, classes: set[str], seen: list[str]) -> Found:
    for event, one in etree.iterwalk(root, events=("start", "end", "comment")):
        if event == "comment":
            yield from piece(one.text, "网页注释", Hiding.COMMENT)
            if not _buried(one, classes):
                seen.append(one.tail or "")
            continue
        name = local(one)
        shown = not _buried(one, classes)
        if event == "start":
            if name in _QUIET or is_hidden(one, classes):
                if shown and name != "style":
                    place = "脚本" if name == "script" else "隐藏元素"
                    text = "\n".join(str(part).strip() for part in one.itertext() if str(part).strip())
                    yield from piece(text or one.get("value"), place, Hiding.HIDDEN_TEXT)
            elif shown:
                seen += ["\n" if name in _BLOCKS else "", one.text or ""]
            if name == "meta":
                yield from piece(
                    one.get("content"), f"网页属性 {one.get('name') or ''}".strip(), Hiding.PROPERTY
                )
            for key, text in one.attrib.items():
                if key in ("alt", "title", "placeholder", "aria-label"):
                    yield from piece(str(text), "替代文字")
                elif str(key).startswith("data-"):
                    yield from piece(str(text), f"网页属性 {key}", Hiding.PROPERTY)
                elif key == "href" and str(text).startswith(("mailto:", "tel:")):
                    yield from piece(str(text), "链接")
        elif shown:
            seen += ["\n" if name in _BLOCKS else "", one.tail or ""]


def _buried(element: Element, classes: set[str]) -> bool:
    """Inside something that is not shown."""
    return any(local(one) in _QUIET or is_hidden(one, classes) for one in element.iterancestors())
