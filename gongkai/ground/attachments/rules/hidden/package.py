"""A zip of XML parts (DOCX, XLSX, OFD) opened without trust: bounded in size, no entities, never unpacked."""

import posixpath
import re
from dataclasses import dataclass
from typing import IO, Any, TypeAlias

from lxml import etree

from gongkai.ground.attachments.rules import Refused
from gongkai.ground.attachments.rules.archives import ENTITIES, opened, xml_parser

Element: TypeAlias = Any  # lxml brings no types
_ID = re.compile(r"^\{http://(?:schemas\.openxml|purl\.oclc)[^}]*/relationships\}(?:id|embed|link|pict)$")


def parse(data: bytes) -> Element:
    """The root of an XML part. A document type is refused: programs write none, and entities hide words."""
    root = etree.fromstring(data, xml_parser(comments=True))
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused(ENTITIES)
    return root


def local(element: Element) -> str:
    """The name of an element without its namespace; comments and instructions have none."""
    tag = element.tag
    return tag[tag.rfind("}") + 1 :] if isinstance(tag, str) else ""


def value(element: Element, name: str) -> str:
    """An attribute by its local name, whatever its namespace."""
    for key, found in element.attrib.items():
        if str(key)[str(key).rfind("}") + 1 :] == name:
            return str(found)
    return ""


def named(root: Element, *names: str) -> list[Element]:
    """The elements of these local names, in document order."""
    return list(root.iter(*(f"{{*}}{name}" for name in names)))


def words(root: Element, joint: str = "") -> str:
    """The text of an element and everything in it."""
    return joint.join(str(text) for text in root.itertext("*") if text)


def relation_ids(element: Element) -> list[str]:
    """The relationships that an element names."""
    return [str(found) for key, found in element.attrib.items() if _ID.match(str(key))]


@dataclass(frozen=True, slots=True)
class Relation:
    """A link from one part to another part, or out of the file."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of one zip, by name. Names that lead out of it do no harm: nothing is unpacked."""

    def __init__(self, data: bytes) -> None:
        self._zip = opened(data)
        self.sizes = {info.filename: info.file_size for info in self._zip.infolist() if not info.is_dir()}
        self._folded = {name.lower().lstrip("/"): name for name in self.sizes}

    @property
    def names(self) -> list[str]:
        return list(self.sizes)

    def find(self, name: str) -> str | None:
        """The part of that name as the zip spells it; office programs do not tell upper case from lower."""
        return self._folded.get(posixpath.normpath(name).lower().lstrip("/"))

    def read(self, name: str) -> bytes:
        return self._zip.read(name)

    def stream(self, name: str) -> IO[bytes]:
        return self._zip.open(name)

    def xml(self, name: str) -> Element:
        return parse(self.read(name))

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part links to, by relationship id; ``""`` asks for the links of the package itself."""
        folder, name = posixpath.split(part)
        listing = self.find(posixpath.join(folder, "_rels", f"{name}.rels"))
        if listing is None:
            return {}
        found = {}
        for one in self.xml(listing):
            target, outside = one.get("Target", ""), one.get("TargetMode") == "External"
            if not outside:
                target = self.find(target if target.startswith("/") else posixpath.join(folder, target)) or ""
            found[one.get("Id", "")] = Relation(one.get("Type", "").rsplit("/", 1)[-1], target, outside)
        return found
