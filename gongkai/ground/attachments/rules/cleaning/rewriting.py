"""A zip of XML parts written anew: what something kept leads to, and no link to what is gone."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from gongkai.ground.attachments.rules.hidden.package import Element, Package, local, relation_ids, value

_TYPES = "[Content_Types].xml"
_OUTSIDE = {"hyperlink"}  # the only links out of the file that a reader sees
_WHEN = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say: when a copy was made is nobody's matter


def serialised(root: Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def relations_part(package: Package, part: str) -> str | None:
    folder, _, name = part.rpartition("/")
    return package.find(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")


def drop(element: Element) -> None:
    """Take an element out; the text behind it stays where it was."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def unwrap(element: Element) -> None:
    """Put what an element holds in its place."""
    parent = element.getparent()
    at = parent.index(element)
    for child in reversed(list(element)):
        parent.insert(at, child)
    drop(element)


def drop_all(root: Element, *names: str) -> None:
    for one in [one for one in root.iter("*") if local(one) in names]:
        drop(one)


def alive(package: Package, part: str, kinds: set[str], gone: set[str]) -> set[str]:
    """The relationship ids of a part that stay: of a kept kind, to a part that stays or a followed link."""
    return {
        name
        for name, one in package.relations(part).items()
        if (
            one.kind in _OUTSIDE
            if one.external
            else one.kind in kinds and one.target and one.target not in gone
        )
    }


def unlink(root: Element, ids: set[str]) -> None:
    """Take out every element that stands for something gone; what only names it loses the name."""
    for one in [one for one in root.iter("*") if any(named not in ids for named in relation_ids(one))]:
        if local(one) in ("pageSetup", "hlinkClick", "hlinkHover", "blip", "tableStyleInfo"):
            for key in [key for key in one.attrib if one.attrib[key] in relation_ids(one)]:
                if one.attrib[key] not in ids:
                    del one.attrib[key]
        else:
            drop(one)


def rewrite(package: Package, changed: dict[str, bytes], kinds: set[str], gone: set[str]) -> bytes:
    """The zip with its changed parts, without ``gone``, and with links of the kept ``kinds`` only."""
    links: dict[str, bytes] = {}
    kept, ahead = [], [""]
    while ahead:
        part = ahead.pop()
        if part and part in kept:
            continue
        kept.append(part)
        ids = alive(package, part, kinds, gone)
        ahead += [
            one.target for name, one in package.relations(part).items() if name in ids and not one.external
        ]
        listing = relations_part(package, part)
        if listing and ids:
            root = package.xml(listing)
            for one in [one for one in root if value(one, "Id") not in ids]:
                drop(one)
            links[listing] = serialised(root)
    types = package.xml(package.find(_TYPES) or _TYPES)
    for one in [one for one in types if local(one) == "Override"]:
        if package.find(value(one, "PartName")) not in kept:
            drop(one)
    parts = {_TYPES: serialised(types)} | links
    parts |= {name: changed.get(name) or package.read(name) for name in kept if name}
    return zipped(parts)


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip of these parts that says nothing of when and where it was made."""
    holder = BytesIO()
    with ZipFile(holder, "w") as archive:
        for name, content in parts.items():
            info = ZipInfo(name, _WHEN)
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, content)
    return holder.getvalue()
