"""An OFD without notes, attached files, properties, and text that is painted over or switched off."""

import posixpath
import re

from gongkai.ground.attachments.rules import Refused
from gongkai.ground.attachments.rules.hidden.in_ofd import covered, pages, placed
from gongkai.ground.attachments.rules.hidden.package import Package, local, named

from .of_picture import picture_copy
from .rewriting import drop, drop_all, serialised, zipped

SIGNED = "文件带有电子签章，清理会使签章失效。请由制发单位去掉隐藏内容后重新签章，再上传。"
_DROPPED = ("Annotations", "Attachments", "CustomTags", "Extensions")
_KEPT_INFO = ("DocID", "CreationDate")
_PICTURES = re.compile(r".*\.(?:png|jpe?g|tiff?)", re.IGNORECASE)
_REST = re.compile(
    r"(?:^|/)(?:annots?|attachs?|attachments?|tags|customtags|extensions?)/|annotations?\.xml|"
    r"attachments\.xml|customtags\.xml|extensions\.xml",
    re.IGNORECASE,
)


def ofd_copy(package: Package) -> bytes:
    """The cleaned document; one with electronic seals is refused, for they sign every byte."""
    if any(posixpath.basename(name).lower() == "signedvalue.dat" for name in package.names):
        raise Refused(SIGNED)
    changed: dict[str, bytes] = {}
    entry = package.find("OFD.xml") or "OFD.xml"
    root = package.xml(entry)
    for info in named(root, "DocInfo"):
        for one in list(info):
            if local(one) not in _KEPT_INFO:
                drop(one)
    drop_all(root, "Versions")
    changed[entry] = serialised(root)
    for holder in named(root, "DocRoot"):
        part = package.find((holder.text or "").strip()) or ""
        document = package.xml(part)
        drop_all(document, *_DROPPED)
        changed[part] = serialised(document)
    for part, page in pages(package):
        objects = list(placed(page))
        for turn, one in enumerate(objects):
            if one.text and (not one.shown or covered(objects, turn)):
                drop(one.element)
        changed[part] = serialised(page)
    kept = {name: changed.get(name) or package.read(name) for name in package.names if not _REST.search(name)}
    for name in [name for name in kept if _PICTURES.fullmatch(name)]:
        kept[name] = picture_copy(kept[name])
    return zipped(kept)
