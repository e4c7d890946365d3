"""The parts of an office file beside its main text: properties, comments, caches, pictures, left-overs.

No part is passed over in silence: one that no line below knows is read as left-over words or named as unread.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from gongkai.ground.attachments.rules import Hiding, Refused

from .package import Element, Package, local, named, value, words
from .place import Found, Unread, piece

# fmt: off
_SILENT = re.compile(  # parts that hold looks, numbers and addresses, never words of a person
    r"\[content_types\]\.xml|(?:.*/)?_rels/.*|mimetype|.*/(?:theme|fonts|printersettings|ctrlprops|chartstyle)/.*|"
    r".*/(?:styles|stylesWithEffects|fonttable|websettings|numbering|calcchain|metadata|volatiledependencies)\.xml|"
    r".*/charts/(?:style|colors)\d*\.xml|customxml/itemprops\d*\.xml|.*/tables/table\d*\.xml|"
    r".*/diagrams/(?:colors|layout|quickstyle)\d*\.xml|.*/webextensions/.*", re.IGNORECASE,
)
_CAPTIONS = ("v", "name", "caption", "displayName", "sourceName", "uniqueName")
_EVERY: tuple[str, ...] = ("*",)
_LOOKS = ("SelectedStyle", "StyleName", "Version")  # of the list of sources that Word puts into every file
_KINDS: list[tuple[str, str, Hiding, tuple[str, ...]]] = [  # path, name, hiding, attributes that hold words
    (r"customxml/", "自定义数据", Hiding.PROPERTY, _EVERY),
    (r"docprops/custom\.xml", "自定义属性", Hiding.PROPERTY, ("name",)),
    (r"xl/persons/|word/people", "批注作者", Hiding.COMMENT, ("displayName", "userId", "author")),
    (r"xl/pivotcache/", "数据透视表缓存", Hiding.PIVOT_CACHE, _CAPTIONS),
    (r"xl/(?:pivottables|(?:slicer|timeline)(?:cache)?s)/", "透视表", Hiding.PIVOT_CACHE, _CAPTIONS),
    (r"xl/externallinks/", "外部链接缓存", Hiding.EXTERNAL, ("val", "name")),
    (r"xl/(?:connections|querytables/|xmlmaps|customdata/)", "数据连接", Hiding.EXTERNAL, _EVERY),
    (r"xl/revisions/", "修订记录", Hiding.CHANGE, ("userName", "name")),
    (r"word/glossary/", "自动图文集", Hiding.REMNANT, ()),
    (r"(?:xl|word)/activex/.*\.xml", "控件", Hiding.EMBEDDED, ("value",)),
]
# fmt: on
_DESCRIBED = {"creator", "lastModifiedBy", "title", "subject", "keywords", "description", "category"}
_DESCRIBED |= {"contentStatus", "Company", "Manager", "HyperlinkBase", "Template", "identifier"}
_PICTURES = re.compile(r".*\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|jfif|webp|wdp|emz|wmz)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Readers:
    """How to read what a file carries inside it: a picture, another file. Given from above, as files nest."""

    picture: Callable[[bytes], Found]
    file: Callable[[bytes, str], Found]
    recognise: bool  # whether pictures are read by OCR at all


def parts(
    package: Package, handled: set[str], owners: dict[str, str], unseen: set[str], readers: Readers
) -> Found:
    """What every part says that is not ``handled``. ``owners`` names its sheet; parts in ``unseen`` hide."""
    for name in package.names:
        if name not in handled and not _SILENT.fullmatch(name):
            owner = owners.get(name, "")
            hiding = Hiding.SHEET if name in unseen else None
            try:
                yield from _part(package, name, owner, hiding, readers)
            except (etree.XMLSyntaxError, Refused):
                yield Unread(f"{owner}{name}")
    yield from _links(package, owners)


def _part(package: Package, name: str, owner: str, hiding: Hiding | None, readers: Readers) -> Found:
    low = name.lower()
    if _PICTURES.fullmatch(low):
        label = "缩略图" if low.startswith("docprops/") else f"{owner}图片 {name.rsplit('/', 1)[-1]}"
        for one in readers.picture(package.read(name)):
            if isinstance(one, Unread):
                yield Unread(f"{label}{one.place}")
            else:
                shown = Hiding.PROPERTY if low.startswith("docprops/") else hiding or one.hiding
                yield from piece(one.text, f"{label}{one.place}", shown)
    elif low.startswith("docprops/") and low.endswith(("core.xml", "app.xml")):
        for one in named(package.xml(name), *_DESCRIBED):
            if words(one) not in ("Normal.dotm", "Normal"):
                yield from piece(words(one), f"文档属性 {local(one)}", Hiding.PROPERTY)
    elif re.match(r"xl/(?:comments|threadedcomments)|word/comments\d*\.xml|word/comments/", low):
        yield from _comments(package.xml(name), owner)
    elif re.match(r"word/comments", low):
        return
    elif re.match(r"(?:xl|word)/(?:drawings|charts|diagrams)/", low) and not low.endswith(".bin"):
        yield from drawing(package.xml(name), owner, hiding or Hiding.VISIBLE)
    elif kind := next((one for one in _KINDS if re.match(one[0], low)), None):
        yield from _plain(package.xml(name), f"{owner}{kind[1]}", kind[2], kind[3])
    elif re.search(r"/embeddings/|oleobject|\.(?:xlsx|docx|pptx|bin)$", low) and "vbaproject" not in low:
        yield from readers.file(package.read(name), name.rsplit("/", 1)[-1])
    elif low.endswith((".xml", ".vml")):
        yield from _plain(package.xml(name), f"{owner}{name}", hiding or Hiding.REMNANT, ())
    else:
        yield Unread("宏" if "vba" in low else name)


def _comments(root: Element, owner: str) -> Found:
    authors = [words(one) for one in named(root, "author")]
    for one in named(root, "comment", "threadedComment"):
        number = value(one, "authorId")
        author = value(one, "author") or (
            authors[int(number)] if number.isdigit() and int(number) < len(authors) else ""
        )
        lines = [words(line) for line in named(one, "p", "r") if not named(line, "p")] or [words(one)]
        by = f"（作者 {author}）" if author else ""
        yield from piece(
            "\n".join(filter(None, lines)) or words(one),
            f"{owner}{value(one, 'ref')}批注{by}",
            Hiding.COMMENT,
        )
        authors.append(author)
    for author in dict.fromkeys(filter(None, authors)):
        yield from piece(author, f"{owner}批注作者", Hiding.COMMENT)


def drawing(root: Element, owner: str, hiding: Hiding) -> Found:
    """Text boxes, charts and diagrams; what a screen reader says of a picture is said to a reader as well."""
    for one in named(root, "p", "div"):
        yield from piece(words(one), f"{owner}图形文字", hiding)
    for one in named(root, "strCache", "numCache", "strLit", "numLit", "tx"):
        if local(one) != "tx" or not named(one, "p", "strCache"):
            yield from piece("\t".join(words(v) for v in named(one, "v")), f"{owner}图表", hiding)
    for one in named(root, "cNvPr", "docPr", "shape"):
        text = "\n".join(filter(None, (value(one, "title"), value(one, "descr"), value(one, "alt"))))
        yield from piece(text, f"{owner}图片替代文字", hiding)


def _plain(root: Element, label: str, hiding: Hiding, attributes: tuple[str, ...]) -> Found:
    """Words of a part element by element, and in the attributes that hold words."""
    for one in root.iter("*"):
        for key, text in one.attrib.items():
            if (attributes == _EVERY and key not in _LOOKS) or str(key)[
                str(key).rfind("}") + 1 :
            ] in attributes:
                yield from piece(str(text), label, hiding)
        yield from piece(one.text, label, hiding)
        yield from piece(one.tail, label, hiding)


def _links(package: Package, owners: dict[str, str]) -> Found:
    """Addresses outside the file: links that people follow, paths of templates on somebody’s computer."""
    for name in [one for one in package.names if one.lower().endswith(".rels")]:
        for one in package.xml(name):
            kind = value(one, "Type").rsplit("/", 1)[-1]
            if value(one, "TargetMode") == "External":
                hiding = Hiding.VISIBLE if kind == "hyperlink" else Hiding.EXTERNAL
                source = name.replace("_rels/", "").removesuffix(".rels")
                yield from piece(value(one, "Target"), f"{owners.get(source, '')}链接", hiding)
