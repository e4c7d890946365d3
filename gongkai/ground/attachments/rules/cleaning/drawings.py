"""Pictures, charts and shapes that stay: moved with their cells, freed of links to what is gone."""

import re

from gongkai.ground.attachments.rules import Refused
from gongkai.ground.attachments.rules.hidden.package import Element, Package, local, named, words

from .formulas import Reach
from .grid import Grid
from .of_picture import picture_copy
from .rewriting import drop, drop_all

_LITERAL = {"numRef": "numLit", "strRef": "strLit"}
_DATA = {"cat", "val", "xVal", "yVal", "bubbleSize"}
_PICTURE = re.compile(r".*/media/[^/]+\.(?:jpe?g|png|tiff?)", re.IGNORECASE)


def moved_anchors(root: Element, grid: Grid) -> None:
    """Move what is anchored to cells; what stood wholly on hidden rows or columns was not seen: it goes."""
    for anchor in [one for one in root if local(one).endswith("Anchor")]:
        marks = {local(one): one for one in anchor if local(one) in ("from", "to")}
        if not marks:
            continue
        for name, in_rows in (("row", True), ("col", False)):
            cells = {key: int(words(next(one.iterchildren(f"{{*}}{name}")))) for key, one in marks.items()}
            gone = grid.rows if in_rows else grid.columns
            first, last = cells.get("from", 0), cells.get("to", cells.get("from", 0))
            if gone and anchor.get("editAs") != "absolute" and set(range(first + 1, last + 2)) <= set(gone):
                drop(anchor)
                break
            for key, one in marks.items():
                next(one.iterchildren(f"{{*}}{name}")).text = str(grid.edge(cells[key], row=in_rows))


def literal(root: Element, reach: Reach, *, always: bool) -> None:
    """Give a chart the values it shows in place of the cells it took them from, where those are gone."""
    drop_all(root, "externalData", "pivotSource", "extLst")
    for one in named(root, "numRef", "strRef", "multiLvlStrRef"):
        formula = "".join(words(child) for child in one.iterchildren("{*}f"))
        if not always and reach.allows(formula):
            continue
        caches = list(one.iterchildren("{*}numCache", "{*}strCache"))
        parent = one.getparent()
        if local(parent) in _DATA and caches:
            caches[0].tag = caches[0].tag.replace(local(caches[0]), _LITERAL[local(one)])
            parent.replace(one, caches[0])
        elif local(parent) == "tx" and local(parent.getparent()) == "ser" and caches:
            said = parent.makeelement(parent.tag.replace("}tx", "}v"))
            said.text = " ".join(words(v) for v in named(caches[0], "v"))
            parent.replace(one, said)
        else:
            for child in one.iterchildren("{*}f"):
                child.text = "#REF!"


def pictures(package: Package, changed: dict[str, bytes]) -> None:
    """Take out of every picture what cameras and programs wrote beside its pixels."""
    for name in package.names:
        if _PICTURE.fullmatch(name):
            try:
                changed[name] = picture_copy(package.read(name))
            except Refused:
                continue  # a picture that cannot be read is named as unread
