"""Adds up a published annual report: reads the XLSX as a zip of XML and knows nothing of the platform.

``python independent_checker.py FILE.xlsx`` prints every sum that does not hold, with the cells, and exits 1.
Nothing but the standard library is imported, and none of the platform's code: whoever doubts the generator
can read these lines instead. It finds rows and columns by the words printed beside and above the numbers.
"""

import re
import sys
import zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
KINDS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
NEW, TAKEN, HANDLED, LEFT = "一、", "二、", "（七）", "四、"
LEAVES = 21
HEADING = "申请人情况"


def sheets(path):
    """Sheets by name: {(row, column): text}."""
    with zipfile.ZipFile(path) as book:
        shared = []
        if "xl/sharedStrings.xml" in book.namelist():
            for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml")):
                shared.append("".join(text.text or "" for text in item.iter(MAIN + "t")))
        targets = {
            link.get("Id"): link.get("Target").lstrip("/")
            for link in ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
        }
        found = {}
        for sheet in ElementTree.fromstring(book.read("xl/workbook.xml")).iter(MAIN + "sheet"):
            name = targets[sheet.get(LINK)]
            name = name if name.startswith("xl/") else "xl/" + name
            cells = {}
            for cell in ElementTree.fromstring(book.read(name)).iter(MAIN + "c"):
                value = cell.find(MAIN + "v")
                text = "".join(part.text or "" for part in cell.iter(MAIN + "t"))
                if value is not None:
                    text = shared[int(value.text)] if cell.get("t") == "s" else value.text
                if text:
                    cells[place(cell.get("r"))] = text
            found[sheet.get("name")] = cells
        return found


def place(address):
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", address).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(digits), column


def address(row, column):
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def number(text):
    """A whole number that is not negative; None for anything else."""
    return int(text) if re.fullmatch(r"\d+", text) else None


class Sums:
    """Collects what does not hold, each time with the addresses."""

    def __init__(self, name, cells):
        self.name, self.cells, self.wrong = name, cells, []

    def at(self, row, column):
        return number(self.cells.get((row, column), "")) or 0

    def equal(self, left, right, why):
        if sum(self.at(*one) for one in left) != sum(self.at(*one) for one in right):
            named = ", ".join(address(*one) for one in [*left, *right])
            self.wrong.append(f"{self.name}: {why}: {named}")

    def whole(self, places):
        for one in places:
            if number(self.cells.get(one, "")) is None:
                self.wrong.append(f"{self.name}: not a whole number: {address(*one)}")


def three(name, cells):
    sums = Sums(name, cells)
    head = {text: column for (row, column), text in sorted(cells.items()) if text in KINDS}
    columns = [head[kind] for kind in KINDS]
    first = min(columns)
    rows, leaves = {}, []
    for row in sorted({row for row, _ in cells}):
        words = [cells[row, column] for column in range(1, first) if (row, column) in cells]
        if (row, first) not in cells or not words or cells[row, first] in (*KINDS, HEADING):
            continue
        last = words[-1]
        big = next((mark for mark in (NEW, TAKEN, HANDLED, LEFT) if last.startswith(mark)), "")
        if big:
            rows[big] = row
        else:
            leaves.append(row)
    if len(rows) != 4 or len(leaves) != LEAVES:
        return [f"{name}: expected 4 sums and {LEAVES} leaves, found {len(rows)} and {len(leaves)}"]
    everything = [*rows.values(), *leaves]
    sums.whole((row, column) for row in everything for column in columns)
    for column in columns:
        sums.equal(
            [(rows[NEW], column), (rows[TAKEN], column)],
            [(rows[HANDLED], column), (rows[LEFT], column)],
            "new and taken over must be handled and left",
        )
        sums.equal([(rows[HANDLED], column)], [(row, column) for row in leaves], "handled is its 21 results")
    for row in everything:
        sums.equal([(row, columns[-1])], [(row, one) for one in columns[:-1]], "a total is its six kinds")
    return sums.wrong


def four(name, cells):
    sums = Sums(name, cells)
    heads = sorted((column, row) for (row, column), text in cells.items() if text == RESULTS[0])
    numbers = max(row for row, _ in cells)
    if len(heads) != 3:
        return [f"{name}: expected three ways, found {len(heads)}"]
    for first, _ in heads:
        sums.whole((numbers, first + step) for step in range(5))
        sums.equal(
            [(numbers, first + 4)],
            [(numbers, first + step) for step in range(4)],
            "a total is its four results",
        )
    return sums.wrong


def two(name, cells):
    wrong = []
    for (row, column), text in sorted(cells.items()):
        if column > 1 and not re.fullmatch(r"[^\d.-]*[^\d]*", text):
            money = "收费" in cells.get((row, 1), "")
            if not re.fullmatch(r"\d+(\.\d+)?" if money else r"\d+", text):
                wrong.append(f"{name}: not a number of this kind: {address(row, column)}")
    return wrong


def check(path):
    """Everything that does not hold in a workbook; [] when it adds up."""
    wrong, seen = [], 0
    for name, cells in sheets(path).items():
        for mark, reader in (("二、", two), ("三、", three), ("四、", four)):
            if name.startswith(mark):
                seen += 1
                wrong += reader(name, cells)
    return wrong if seen == 3 else [*wrong, f"expected three tables, found {seen}"]


if __name__ == "__main__":
    problems = check(sys.argv[1])
    print("\n".join(problems) or "everything adds up")
    sys.exit(bool(problems))
