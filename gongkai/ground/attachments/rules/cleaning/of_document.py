"""A DOCX as it reads: changes accepted, hidden runs, comments, properties and embedded files gone."""

from gongkai.ground.attachments.rules.hidden.in_document import ADDED, REMOVED, USUAL, note_part, story_label
from gongkai.ground.attachments.rules.hidden.in_workbook import main_part
from gongkai.ground.attachments.rules.hidden.package import Element, Package, local, named, value
from gongkai.ground.attachments.rules.hidden.runs import Styles, read_styles, unseen

from .drawings import literal, pictures
from .formulas import Reach
from .rewriting import alive, drop, drop_all, rewrite, serialised, unlink, unwrap

# fmt: off
KINDS = {
    "officeDocument", "styles", "stylesWithEffects", "numbering", "settings", "fontTable", "font",
    "theme", "header", "footer", "footnotes", "endnotes", "image", "hyperlink", "chart",
    "chartUserShapes", "chartStyle", "chartColorStyle", "diagramData", "diagramLayout",
    "diagramQuickStyle", "diagramColors", "diagramDrawing", "webSettings", "drawing",
}
_MARKS = (
    "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "moveFromRangeStart",
    "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "customXmlInsRangeStart",
    "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd",
    "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd", "customXmlMoveToRangeStart",
    "customXmlMoveToRangeEnd", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange",
    "tcPrChange", "trPrChange", "tblPrExChange", "numberingChange", "Fallback", "OLEObject",
    "objectEmbed", "objectLink", "control", "dataBinding", "docPartObj", "alias", "tag", "proofErr",
    "ffData",
)
_SETTINGS = (
    "docVars", "rsids", "trackRevisions", "attachedTemplate", "mailMerge", "documentProtection",
    "writeProtection", "saveThroughXslt", "AlternateContent", "docId",
)
# fmt: on
_EVERYTHING = Reach(frozenset(), frozenset())


def document_copy(package: Package) -> bytes:
    """The cleaned document."""
    main = main_part(package)
    links = package.relations(main).values()
    styled = [one.target for one in links if one.kind == "styles" and one.target]
    styles = read_styles(package.xml(styled[0])) if styled else Styles()
    changed: dict[str, bytes] = {}
    roots: dict[str, Element] = {main: package.xml(main)}
    roots |= {name: package.xml(name) for name in package.names if story_label(name)}
    for root in roots.values():
        _accepted(root, styles)
    _notes(roots, main)
    for name, root in roots.items():
        unlink(root, alive(package, name, KINDS, set()))
        changed[name] = serialised(root)
    for name in [one.target for one in links if one.kind == "settings" and one.target]:
        root = package.xml(name)
        drop_all(root, *_SETTINGS)
        unlink(root, set())
        changed[name] = serialised(root)
    for name in package.names:
        if "/charts/chart" in name and name.endswith(".xml"):
            root = package.xml(name)
            literal(root, _EVERYTHING, always=True)
            changed[name] = serialised(root)
    pictures(package, changed)
    return rewrite(package, changed, KINDS, set())


def _accepted(root: Element, styles: Styles) -> None:
    """A story as it reads."""
    _joined(root)
    for row in [one for one in named(root, "tr") if _row_gone(one)]:
        drop(row)
    for cell in [
        one
        for one in named(root, "tc")
        if any(named(mark, "cellDel") for mark in one.iterchildren("{*}tcPr"))
    ]:
        drop(cell)
    drop_all(root, *REMOVED)
    _fields(root)
    for paragraph in named(root, "p"):
        on_paper = not any(local(one) in ("txbxContent", "tbl") for one in paragraph.iterancestors())
        for run in [one for one in named(paragraph, "r") if _paragraph_of(one) is paragraph]:
            if "".join(run.itertext()).strip() and unseen(run, paragraph, styles, on_paper=on_paper):
                drop(run)
    drop_all(root, *_MARKS)
    for one in [
        one for one in named(root, *ADDED, "fldSimple") if local(one) != "fldSimple" or not _usual(one)
    ]:
        unwrap(one)
    drop_all(root, "cellIns", "cellMerge")
    for one in root.iter("*"):
        for key in [key for key in one.attrib if "}rsid" in str(key)]:
            del one.attrib[key]


def _usual(field: Element) -> bool:
    return bool(USUAL.fullmatch(value(field, "instr")))


def _row_gone(row: Element) -> bool:
    return any(named(one, *REMOVED) for one in row.iterchildren("{*}trPr"))


def _paragraph_of(run: Element) -> Element | None:
    return next((one for one in run.iterancestors("{*}p")), None)


def _joined(root: Element) -> None:
    """A paragraph whose end mark was deleted runs on into the next."""
    for paragraph in named(root, "p"):
        marks = [
            one
            for properties in paragraph.iterchildren("{*}pPr")
            for one in properties.iterchildren("{*}rPr")
        ]
        if not any(named(mark, *REMOVED) for mark in marks):
            continue
        following = paragraph.getnext()
        rest = [one for one in paragraph if local(one) != "pPr"]
        if following is None or local(following) != "p":
            if all(local(one) in REMOVED for one in rest) and len(paragraph.getparent()) > 2:
                drop(paragraph)
            continue
        at = 1 if len(following) and local(following[0]) == "pPr" else 0
        for number, one in enumerate(rest):
            following.insert(at + number, one)
        drop(paragraph)


def _fields(root: Element) -> None:
    """Fields whose code tells more than how the page is laid out keep their result and lose their code."""
    opened: list[tuple[list[Element], list[str]]] = []
    for one in list(root.iter("{*}fldChar", "{*}instrText", "{*}delInstrText")):
        kind = value(one, "fldCharType")
        if kind == "begin":
            opened.append(([], []))
        if not opened:
            continue
        parts, code = opened[-1]
        parts.append(one)
        code.append(one.text or "" if not kind else "")
        if kind == "end":
            opened.pop()
            if not USUAL.fullmatch("".join(code)):
                for part in parts:
                    drop(part)


def _notes(roots: dict[str, Element], main: str) -> None:
    """A footnote whose mark is gone is gone too."""
    for name, root in roots.items():
        kind = note_part(name)
        if not kind:
            continue
        used = {value(one, "id") for one in named(roots[main], f"{kind}Reference")}
        for note in [one for one in root if local(one) == kind]:
            if not value(note, "type") and value(note, "id") not in used:
                drop(note)
