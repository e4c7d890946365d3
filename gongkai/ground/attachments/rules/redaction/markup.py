"""Words cut out of an XML tree, however many elements they are spread over.

Text is put together paragraph by paragraph; codes of fields and readings above characters are texts of their
own. A text box inside a paragraph does not part the words around it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from gongkai.ground.attachments.rules.cleaning.rewriting import drop
from gongkai.ground.attachments.rules.hidden.package import Element, local

from . import MARK
from .wordlist import BREAK, Words

_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_CODES = ("instrText", "delInstrText")
# fmt: off
_GROUPS = {"p", "si", "is", "rt", "rPh"}  # elements whose text is read as one
WEB_GROUPS = {
    "p", "div", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "caption", "title", "body",
    "blockquote", "pre", "summary", "figcaption", "section", "article", "rt",
}
# Attributes in which people write; in all others a plain word or a short number means itself to the program.
_WRITTEN = {
    "descr", "title", "alt", "name", "displayText", "displayName", "instr", "anchor", "alias", "author",
    "initials", "tooltip", "screenTip", "string", "Target", "lvlText", "userName", "prompt", "error",
    "promptTitle", "errorTitle", "uniqueName", "caption", "location", "href", "src", "placeholder",
    "aria-label", "label", "summary", "cite", "bookmark", "docLocation", "statusText", "helpText",
}
# fmt: on
_VALUES = {"name", "alias", "tag", "statusText", "helpText", "lvlText", "docVar", "default", "listEntry"}
NOWHERE = "about:blank"  # where a link leads whose address held a word


@dataclass(slots=True)
class Chunk:
    """A stretch of text and where it stands; ``place`` is “text”, “tail” or, for a sign of its own, “”."""

    element: Element
    place: str
    text: str


def chunks(root: Element, groups: set[str] = _GROUPS) -> list[list[Chunk]]:
    """The text of a tree, one list for each paragraph, code or lonely element, in order."""
    found: dict[tuple[Element, bool], list[Chunk]] = {}

    def put(holder: Element, chunk: Chunk) -> None:
        owner = next((one for one in (holder, *holder.iterancestors()) if local(one) in groups), holder)
        found.setdefault((owner, local(holder) in _CODES), []).append(chunk)

    for event, one in etree.iterwalk(root, events=("start", "end")):
        name = local(one)
        if event == "end":
            if one.tail and one is not root and one.tail.strip():
                put(one.getparent(), Chunk(one, "tail", one.tail))
        elif name in _SIGNS and not one.text:
            put(one if one is root else one.getparent(), Chunk(one, "", _SIGNS[name]))
        elif one.text and (one.text.strip() or name == "t") and not _is_number(one):
            put(one, Chunk(one, "text", one.text))
    return list(found.values())


def _is_number(element: Element) -> bool:
    """The value of a cell that is no text: a number, or which of the shared texts it shows."""
    holder = element.getparent()
    if local(element) != "v" or holder is None or local(holder) != "c":
        return False
    return str(holder.get("t", "n")) != "str"


def joined(found: list[list[Chunk]]) -> str:
    """The whole text, as it is searched."""
    return BREAK.join("".join(one.text for one in group) for group in found)


def cut_text(root: Element, words: Words, groups: set[str] = _GROUPS) -> int:
    """Put the mark in place of every word in the text of a tree; how many places there were."""
    found = chunks(root, groups)
    spans = words.spans(joined(found))
    for chunk, parts in _touched(found, spans):
        if chunk.place:
            setattr(chunk.element, chunk.place, "".join(parts) or None)
        elif parts != [chunk.text]:
            drop(chunk.element)
    return len(spans)


def _touched(found: list[list[Chunk]], spans: list[tuple[int, int]]) -> Iterator[tuple[Chunk, list[str]]]:
    """The chunks that a span touches, each with what it says from now on."""
    at, turn = 0, 0
    for number, group in enumerate(found):
        at += bool(number)  # the break between two groups
        for chunk in group:
            start, end = at, at + len(chunk.text)
            while turn < len(spans) and spans[turn][1] <= start:
                turn += 1
            parts, here, ahead = [], start, turn
            while ahead < len(spans) and spans[ahead][0] < end:
                first, last = spans[ahead]
                parts.append(chunk.text[here - start : max(first - start, here - start)])
                if first >= start:
                    parts.append(MARK)
                here = min(last, end)
                ahead += 1
            if ahead > turn:
                yield chunk, [*parts, chunk.text[here - start :]]
            at = end


def cut_attributes(root: Element, words: Words) -> int:
    """The same for attributes: every one for telling words, those in which people write for the others."""
    removed = 0
    found = attributes(root)
    if not words.in_any(text for _, _, text in found):
        return 0
    for one, key, text in found:
        chosen = words if is_written(one, key) else words.telling
        if chosen and (spans := chosen.spans(text)):
            removed += len(spans)
            one.set(key, NOWHERE if "://" in text or text.startswith("mailto:") else words.cut(text))
    return removed


def attributes(root: Element) -> list[tuple[Element, str, str]]:
    """Every attribute of a tree."""
    return [(one, str(key), str(text)) for one in root.iter("*") for key, text in one.attrib.items()]


def is_written(element: Element, key: str) -> bool:
    """Whether a person may have written the attribute."""
    name = key[key.rfind("}") + 1 :]
    own = local(element)
    return name in _WRITTEN or (name == "val" and own in _VALUES) or (name, own) == ("value", "listItem")


def bare(root: Element) -> Element:
    """The tree without comments and instructions to programs."""
    for one in list(root.iter(etree.Comment, etree.ProcessingInstruction)):
        drop(one)
    return root
