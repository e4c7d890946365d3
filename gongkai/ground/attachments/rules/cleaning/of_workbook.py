"""A workbook (XLSX) without hidden sheets, rows, columns, caches, comments, names and properties.

Hidden rows and columns are deleted, so cells move up and left; formulas that reached what is gone become the
values they showed. Work is done on the XML itself: charts, styles and pictures stay as they are.
"""

from gongkai.ground.attachments.rules import Refused
from gongkai.ground.attachments.rules.hidden.in_workbook import Tab, main_part, reachable, tabs
from gongkai.ground.attachments.rules.hidden.package import Element, Package, named, value, words
from gongkai.ground.attachments.rules.hidden.sheets import MAX_IN_MEMORY
from gongkai.ground.attachments.rules.hidden.styles import Unseen, unseen

from .drawings import literal, moved_anchors, pictures
from .formulas import Reach, settle
from .of_sheet import deleted, is_changed, stripped
from .rewriting import alive, drop, drop_all, rewrite, serialised, unlink

# fmt: off
KINDS = {
    "officeDocument", "worksheet", "chartsheet", "sharedStrings", "styles", "theme", "drawing", "image",
    "chart", "chartUserShapes", "chartStyle", "chartColorStyle", "hyperlink", "table", "sheetMetadata",
    "vmlDrawing", "diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "chartEx",
}
_WORKBOOK = (
    "pivotCaches", "externalReferences", "customWorkbookViews", "fileSharing", "fileRecoveryPr",
    "extLst", "webPublishing", "webPublishObjects", "AlternateContent", "smartTagTypes", "oleSize",
    "functionGroups",
)
# fmt: on
NOTHING_LEFT = "工作簿的所有工作表都是隐藏的，清理后没有可见内容。请先取消隐藏要公开的工作表。"
TOO_LARGE = "工作表过大，无法自动清理。请在 Excel 或 WPS 中删除隐藏内容后重新上传。"


def workbook_copy(package: Package) -> bytes:
    """The cleaned workbook."""
    main = main_part(package)
    listed = tabs(package, main)
    kept = [tab for tab in listed if not tab.hidden and tab.kind in ("worksheet", "chartsheet") and tab.part]
    if not kept:
        raise Refused(NOTHING_LEFT)
    if any(package.sizes[tab.part] > 4 * MAX_IN_MEMORY for tab in kept):
        raise Refused(TOO_LARGE)
    gone = {tab.part for tab in listed if tab not in kept}
    styled = [one.target for one in package.relations(main).values() if one.kind == "styles" and one.target]
    blank = unseen(package.xml(styled[0])) if styled else Unseen(frozenset(), frozenset())
    roots = {tab.part: package.xml(tab.part) for tab in kept}
    touched = {tab.part for tab in kept if is_changed(roots[tab.part], blank)}
    workbook = package.xml(main)
    reach = Reach(
        frozenset(tab.name.lower() for tab in listed if tab.part in gone | touched),
        frozenset(value(one, "name").lower() for one in named(workbook, "definedName")),
    )
    changed: dict[str, bytes] = {}
    gone |= {name for tab in kept for name in _tables(package, tab.part, touched)}
    for tab in kept:
        _sheet(package, tab, roots[tab.part], reach, blank, touched, gone, changed)
    _workbook(workbook, listed, kept, touched)
    unlink(workbook, alive(package, main, KINDS, gone))
    changed[main] = serialised(workbook)
    _strings(package, main, kept, roots, changed)
    pictures(package, changed)
    return rewrite(package, changed, KINDS, gone)


def _sheet(
    package: Package,
    tab: Tab,
    root: Element,
    reach: Reach,
    blank: Unseen,
    touched: set[str],
    gone: set[str],
    changed: dict[str, bytes],
) -> None:
    settle(root, reach, changed=tab.part in touched)
    grid = deleted(root, blank)
    stripped(root, changed=tab.part in touched)
    heading = {one for head in named(root, "legacyDrawingHF") for one in head.attrib.values()}
    relations = package.relations(tab.part)
    ids = alive(package, tab.part, KINDS, gone)
    ids -= {name for name, one in relations.items() if one.kind == "vmlDrawing" and name not in heading}
    gone |= {
        one.target for name, one in relations.items() if one.kind == "vmlDrawing" and name not in heading
    }
    unlink(root, ids)
    changed[tab.part] = serialised(root)
    for name in reachable(package, tab.part)[1:]:
        if "/drawings/" in name and name.endswith(".xml"):
            drawing = package.xml(name)
            moved_anchors(drawing, grid)
            unlink(drawing, alive(package, name, KINDS, gone))
            changed[name] = serialised(drawing)
        elif "/charts/chart" in name and name.endswith(".xml"):
            chart = package.xml(name)
            literal(chart, reach, always=tab.part in touched)
            unlink(chart, alive(package, name, KINDS, gone))
            changed[name] = serialised(chart)


def _tables(package: Package, part: str, touched: set[str]) -> list[str]:
    """Tables whose cells were moved, or that are filled from a source: their cells stay, the frame goes."""
    found = [one.target for one in package.relations(part).values() if one.kind == "table" and one.target]
    return [name for name in found if part in touched or package.relations(name)]


def _workbook(root: Element, listed: list[Tab], kept: list[Tab], touched: set[str]) -> None:
    """The list of sheets, with the print areas that still hold; other names go."""
    drop_all(root, *_WORKBOOK)
    places = {listed.index(tab): number for number, tab in enumerate(kept)}
    for number, one in enumerate(named(root, "sheet")):
        if number not in places:
            drop(one)
    for one in named(root, "definedName"):
        place = int(value(one, "localSheetId") or -1)
        printed = value(one, "name") in ("_xlnm.Print_Area", "_xlnm.Print_Titles")
        if printed and place in places and listed[place].part not in touched and "#REF" not in words(one):
            one.set("localSheetId", str(places[place]))
        else:
            drop(one)
    for one in [one for one in named(root, "definedNames") if not len(one)]:
        drop(one)
    for one in named(root, "workbookView"):
        for name in ("activeTab", "firstSheet"):
            one.attrib.pop(name, None)


def _strings(
    package: Package, main: str, kept: list[Tab], roots: dict[str, Element], changed: dict[str, bytes]
) -> None:
    """The shared texts: those that no visible cell uses are emptied, so the others keep their numbers."""
    found = [
        one.target for one in package.relations(main).values() if one.kind == "sharedStrings" and one.target
    ]
    if not found:
        return
    used = set()
    for tab in kept:
        for cell in named(roots[tab.part], "c"):
            if value(cell, "t") == "s":
                used |= {words(one).strip() for one in cell.iterchildren("{*}v")}
    root = package.xml(found[0])
    for number, item in enumerate(root.iterchildren("{*}si")):
        drop_all(item, "rPh", "phoneticPr")
        if str(number) not in used:
            for child in list(item):
                item.remove(child)
            empty = item.makeelement(item.tag.replace("}si", "}t"))
            item.append(empty)
    for name in ("count", "uniqueCount"):
        root.attrib.pop(name, None)
    drop_all(root, "extLst")
    changed[found[0]] = serialised(root)
