"""Sanitised HTML as a tree of blocks whose leaves are runs of text, and runs written out again.

A run keeps its text whole and remembers which inline tags stood around which characters, so that words may
be compared across bold type. Marks of an older comparison (ins, del) in the source become u and s.
"""

import re
from bisect import bisect_right
from collections.abc import Hashable
from dataclasses import dataclass, field
from html import escape, unescape
from os.path import commonprefix

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
INLINE = frozenset(("a", "b", "strong", "i", "em", "u", "s", "del", "ins", "sup", "sub", "code"))
ATOMS = frozenset(("img", "br"))
VOID = frozenset(("hr", "col"))
STAND_IN = "\ufffc"  # a picture or line break inside a run
DEEPEST = 40  # blocks inside one another; deeper ones are read as if their tags were not there
OLD_MARKS = {"ins": "u", "del": "s"}
Wrappers = tuple[str, ...]
Span = tuple[int, int, Wrappers, str]


@dataclass(slots=True)
class Run:
    """Text between block tags. ``spans``: start, end, opening tags around it, the atom that stands there."""

    text: str = ""
    spans: list[Span] = field(default_factory=list)
    tag: str = ""  # as an element has one, so that the two need no telling apart
    source: str = ""  # the run written out, once it was asked for
    words: list[tuple[int, int, Hashable]] = field(default_factory=list)  # filled when it is compared

    def add(self, text: str, wrappers: Wrappers, atom: str = "") -> None:
        start = len(self.text)
        self.text += text
        self.spans.append((start, start + len(text), wrappers, atom))

    def html(self) -> str:
        self.source = self.source or self.cut(0, len(self.text))
        return self.source

    def cut(self, start: int, end: int) -> str:
        """The characters from ``start`` to ``end``, escaped, with the tags around them."""
        out: list[str] = []
        open_now: Wrappers = ()
        for place in range(bisect_right(self.spans, start, key=_start) - 1, len(self.spans)):
            first, last, wrappers, atom = self.spans[place]
            if first >= end:
                break
            if wrappers != open_now:
                kept = len(commonprefix((open_now, wrappers)))
                out += [_closing(open_now[kept:]), *wrappers[kept:]]
                open_now = wrappers
            out.append(atom or escape(self.text[max(first, start) : min(last, end)], quote=False))
        return "".join([*out, _closing(open_now)])


@dataclass(slots=True)
class Element:
    """A block: its name, its attributes as written, the blocks and runs inside."""

    tag: str
    attributes: str = ""
    children: list["Element | Run"] = field(default_factory=list)
    source: str = ""
    vocabulary: frozenset[Hashable] | None = None  # filled when it is compared

    def html(self) -> str:
        if not self.source:
            inside = "".join([child.html() for child in self.children])
            self.source = wrapped(self.tag, self.attributes, inside)
        return self.source


Block = Element | Run


def wrapped(tag: str, attributes: str, inside: str) -> str:
    """An element written out; a void one has no inside."""
    return f"<{tag}{attributes}>" if tag in VOID else f"<{tag}{attributes}>{inside}</{tag}>"


def _start(span: Span) -> int:
    return span[0]


def _closing(wrappers: Wrappers) -> str:
    return "".join(f"</{TAG.match(tag)[2]}>" for tag in reversed(wrappers))  # type: ignore[index]


def parse(html: str) -> Element:
    """The blocks of HTML as ``markup.sanitise`` writes it, inside an element without name."""
    root = Element("")
    stack: list[Element] = [root]
    wrappers: list[str] = []
    run, deeper, at = Run(), 0, 0
    for match in TAG.finditer(html):
        if at < match.start():
            run.add(unescape(html[at : match.start()]), tuple(wrappers))
        at = match.end()
        closing, tag, attributes = match[1], match[2].lower(), match[3]
        if tag in INLINE:
            tag = OLD_MARKS.get(tag, tag)
            if not closing:
                wrappers.append(f"<{tag}{attributes}>")
            elif wrappers:
                wrappers.pop()
        elif tag in ATOMS:
            run.add(STAND_IN, tuple(wrappers), f"<{tag}{attributes}>")
        else:
            run = _ended(run, stack[-1])
            if closing:
                if deeper:
                    deeper -= 1
                elif len(stack) > 1:
                    stack.pop()
            elif tag in VOID:
                stack[-1].children.append(Element(tag, attributes))
            elif len(stack) > DEEPEST:
                deeper += 1
            else:
                child = Element(tag, attributes)
                stack[-1].children.append(child)
                stack.append(child)
    if at < len(html):
        run.add(unescape(html[at:]), tuple(wrappers))
    _ended(run, stack[-1])
    return root


def _ended(run: Run, parent: Element) -> Run:
    """Put a finished run into its parent unless it is only white space; a new one."""
    if run.text.strip():
        parent.children.append(run)
    return Run()
