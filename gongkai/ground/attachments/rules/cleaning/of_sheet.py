"""One worksheet without hidden rows, columns and cells, and without what stands beside the cells unseen."""

from gongkai.ground.attachments.rules.hidden.package import Element, local, named, value
from gongkai.ground.attachments.rules.hidden.sheets import Layout, layout_of, letters_of, number_of, shut
from gongkai.ground.attachments.rules.hidden.styles import Unseen

from .grid import LAST_COLUMN, Grid
from .rewriting import drop, drop_all

# fmt: off
_UNSEEN = (
    "legacyDrawing", "oleObjects", "controls", "customSheetViews", "scenarios", "dataValidations",
    "protectedRanges", "sheetProtection", "customProperties", "webPublishItems", "smartTags",
    "cellWatches", "phoneticPr", "ignoredErrors", "dimension", "AlternateContent",
)
_KEPT_EXTENSIONS = ("sparklineGroups", "conditionalFormattings")
# fmt: on
_SHADED = ("tablePart", "conditionalFormatting")


def is_changed(root: Element, blank: Unseen) -> bool:
    """Whether anything in the cells of a sheet will be taken out."""
    layout = layout_of(root)
    if layout.columns or layout.rows or any(shut(row, layout.rows) for row in named(root, "row")):
        return True
    styles = _styles(root, blank)
    return bool(styles) and any(value(cell, "s") in styles and len(cell) for cell in named(root, "c"))


def _styles(root: Element, blank: Unseen) -> frozenset[str]:
    return blank.blank if any(named(root, name) for name in _SHADED) else blank.blank | blank.white


def deleted(root: Element, blank: Unseen) -> Grid:
    """Take out hidden rows and columns, empty cells that show nothing, and move the rest up and left."""
    layout = layout_of(root)
    styles = _styles(root, blank)
    gone_columns = {
        number for first, last in layout.columns for number in range(first, min(last, LAST_COLUMN) + 1)
    }
    gone_rows, kept = [], []
    number = 0
    for row in named(root, "row"):
        number = int(row.get("r") or number + 1)
        if shut(row, layout.rows):
            gone_rows.append(number)
            drop(row)
        else:
            kept.append((number, row))
    grid = Grid(tuple(gone_rows), tuple(sorted(gone_columns)))
    for number, row in kept:
        _row(row, grid.row(number) or number, grid, styles)
    _columns(root, grid, layout)
    if grid.rows or grid.columns:
        _references(root, grid)
    return grid


def _row(row: Element, number: int, grid: Grid, styles: frozenset[str]) -> None:
    row.set("r", str(number))
    for name in ("spans", "collapsed"):
        row.attrib.pop(name, None)
    column = 0
    for cell in list(row.iterchildren("{*}c")):
        letters = "".join(one for one in (cell.get("r") or "") if one.isalpha())
        column = number_of(letters.upper()) if letters else column + 1
        moved = grid.column(column)
        if moved is None:
            row.remove(cell)
            continue
        cell.set("r", f"{letters_of(moved)}{number}")
        if cell.get("s") in styles:
            cell.attrib.pop("t", None)
            for child in list(cell):
                cell.remove(child)


def _columns(root: Element, grid: Grid, layout: Layout) -> None:
    for one in named(root, "col"):
        first, last = int(value(one, "min")), int(value(one, "max"))
        left = (
            grid.area(f"{letters_of(first)}1:{letters_of(last)}1")
            if (first, last) not in layout.columns
            else None
        )
        if not left:
            drop(one)
            continue
        start, _, stop = left.partition(":")
        one.set("min", str(number_of(start.rstrip("0123456789"))))
        one.set("max", str(number_of((stop or start).rstrip("0123456789"))))
        one.attrib.pop("collapsed", None)
    for one in [one for one in named(root, "cols") if not len(one)]:
        drop(one)
    for one in named(root, "sheetFormatPr"):
        one.attrib.pop("zeroHeight", None)


def _references(root: Element, grid: Grid) -> None:
    """Everything beside the cells that names cells."""
    for one in named(root, "mergeCell", "hyperlink"):
        left = grid.area(value(one, "ref"))
        if not left or (local(one) == "mergeCell" and ":" not in left):
            drop(one)
        else:
            one.set("ref", left)
    for one in named(root, "conditionalFormatting"):
        left = grid.areas(value(one, "sqref"))
        for rule in named(one, "cfRule"):
            if any(any(sign.isdigit() for sign in text.text or "") for text in named(rule, "formula")):
                drop(rule)  # its cells have moved
        if left and named(one, "cfRule"):
            one.set("sqref", left)
        else:
            drop(one)
    for one in named(root, "brk"):
        in_rows = local(one.getparent()) == "rowBreaks"
        one.set("id", str(grid.edge(int(value(one, "id") or 0), row=in_rows)))
    for one in named(root, "pane"):
        for name, in_rows in (("ySplit", True), ("xSplit", False)):
            if value(one, "state").startswith("frozen") and value(one, name):
                one.set(name, str(grid.edge(int(float(value(one, name))), row=in_rows)))
        one.attrib.pop("topLeftCell", None)
    drop_all(root, "autoFilter", "sortState", "selection")
    for one in named(root, "sheetView"):
        one.attrib.pop("topLeftCell", None)
    for name in ("mergeCells", "hyperlinks"):
        for one in [one for one in named(root, name) if not len(one)]:
            drop(one)
        for one in named(root, name):
            one.attrib.pop("count", None)


def stripped(root: Element, *, changed: bool) -> None:
    """Take out what stands beside the cells and is not seen. Sparklines stay where the cells stayed."""
    drop_all(root, *_UNSEEN)
    for one in [one for one in named(root, "ext") if changed or not named(one, *_KEPT_EXTENSIONS)]:
        drop(one)
    for one in [one for one in named(root, "extLst") if not len(one)]:
        drop(one)
    for one in [one for one in named(root, "hyperlink") if value(one, "tooltip")]:
        one.attrib.pop("tooltip", None)
