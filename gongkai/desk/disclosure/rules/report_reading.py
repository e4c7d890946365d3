"""Reading tables two, three and four from anybody's workbook, wherever they stand in it. Pure.

Columns may stand in another order and tables on one sheet; headings may differ a little. What is not
understood is named with its sheet, row and column: nothing is guessed to be zero but an empty place.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from .grids import Grid, grids
from .headings import COLUMNS, ENDS, ROWS, TWO, meant
from .identities import Number
from .stored import NotANumber, read
from .tables import CARRIED_OUT, CELLS, DOCUMENTS, MADE, MONEY_CELL, NEW, REPEALED, STANDING, Cell

LONGEST = 12  # characters of a row's name in table two: a sentence that begins like one is none
ABOVE = 8  # rows above a table's first row in which its headings stand
HEADS = {MADE: ("制发", "处理决定", "收费金额", "新制"), REPEALED: ("废止",), STANDING: ("有效",)}
NAMES = {2: "表二（主动公开）", 3: "表三（收到和处理申请）", 4: "表四（行政复议、行政诉讼）"}


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read, and where: "" when it is nowhere."""

    sheet: str
    address: str
    reason: str

    @property
    def words(self) -> str:
        where = f"工作表“{self.sheet}”{self.address} " if self.sheet else ""
        return f"{where}{self.reason}"


@dataclass(slots=True)
class Found:
    """The numbers, where each stands (sheet, address), and what could not be read."""

    tables: dict[Cell, Number] = field(default_factory=dict)
    places: dict[Cell, tuple[str, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def take(self, cell: Cell, grid: Grid, row: int, column: int) -> None:
        address = grid.address(row, column)
        if cell in self.places:
            before = " ".join(self.places[cell])
            self.problems.append(Problem(grid.name, address, f"{cell.name} 出现了两次，另一处在 {before}"))
            return
        self.places[cell] = (grid.name, address)
        if grid.spread.get((row, column), (row, column)) in grid.uncomputed:
            reason = f"{cell.name} 是公式，没有保存计算结果；请用表格软件打开、保存后再试"
            self.problems.append(Problem(grid.name, address, reason))
            return
        try:
            self.tables[cell] = read(grid.rows[row][column])
        except NotANumber as wrong:
            self.problems.append(Problem(grid.name, address, f"{cell.name}：{wrong}"))


def tables(content: bytes) -> Found:
    """All three tables of a workbook. Raises Unreadable when it is no workbook."""
    return found_in(grids(content))


def found_in(sheets: list[Grid]) -> Found:
    """All three tables, wherever they stand."""
    found = Found()
    readers: dict[int, Callable[[Grid, Found], bool]] = {2: _two, 3: _three, 4: _four}
    for number, reader in readers.items():
        if not [grid.name for grid in sheets if reader(grid, found)]:
            found.problems.append(Problem("", "", f"没有找到{NAMES[number]}"))
            continue
        for cell in CELLS:
            if cell.table == number and cell not in found.places:
                found.problems.append(Problem("", "", f"没有找到 {cell.name}，请核对行名和列名"))
    return found


def _three(grid: Grid, found: Found) -> bool:
    """Table three begins where a row is called 本年新收…, its headings above; other things may follow."""
    first = next((at for at, row in enumerate(grid.plain) if NEW in _rows_named(row)), None)
    if first is None:
        return False
    columns: dict[int, str] = {}
    for column in range(len(grid.plain[first])):
        stack = [grid.plain[row][column] for row in range(max(0, first - ABOVE), first)]
        for words in reversed(stack):
            if words and (key := meant(words, COLUMNS)):
                columns[column] = key
                break
    if not columns:
        return False
    edge = min(columns)
    for at in range(first, len(grid.plain)):
        names = _rows_named(grid.plain[at][:edge])
        called = [text for text in grid.rows[at][:edge] if text]
        filled = any(grid.rows[at][column] for column in columns)
        if not names:
            if called and filled and Cell(3, CARRIED_OUT, columns[edge]) not in found.places:
                reason = f"不认识的行名“{called[-1][:40]}”，请改成表样上的行名"
                found.problems.append(Problem(grid.name, f"第 {at + 1} 行", reason))
            continue
        for column, key in columns.items():
            found.take(Cell(3, names[-1], key), grid, at, column)
    return True


def _rows_named(row: Iterable[str]) -> list[str]:
    """The rows of table three that the texts of a line mean, from the left; a merged heading counts once."""
    named = []
    for words in dict.fromkeys(row):
        if words and not words.isdigit() and (key := meant(words, ROWS)):
            named.append(key)
    return named


def _two(grid: Grid, found: Found) -> bool:
    """The rows of table two by their names; which number is meant, by the heading nearest above."""
    seen = False
    for at, row in enumerate(grid.plain):
        place = next((column for column, words in enumerate(row) if words and _named_two(words)), None)
        if place is None:
            continue
        name = meant(row[place], TWO)
        assert name
        heads = _heads(grid, at, place)
        wanted = (MADE, REPEALED, STANDING) if name in DOCUMENTS else (MADE,)
        if not heads:
            continue
        seen = True
        for column in wanted:
            if column in heads:
                cell = Cell(2, name, column)
                found.take(cell, grid, at, heads[column][0])
                if cell == MONEY_CELL and "元" in heads[column][1] and "万元" not in heads[column][1]:
                    reason = f"{cell.name} 应以万元计，表头写的是“{heads[column][1][:20]}”"
                    found.problems.append(Problem(grid.name, grid.address(at, heads[column][0]), reason))
    return seen


def _named_two(words: str) -> bool:
    return len(words) <= LONGEST and meant(words, TWO) is not None


def _heads(grid: Grid, at: int, place: int) -> dict[str, tuple[int, str]]:
    """Which column holds what, from the nearest row above that says so."""
    for row in range(at - 1, -1, -1):
        heads: dict[str, tuple[int, str]] = {}
        for column, words in enumerate(grid.plain[row]):
            if column > place:
                for key, signs in HEADS.items():
                    if any(sign in words for sign in signs):
                        heads.setdefault(key, (column, words))
        if heads:
            return heads
    return {}


def _four(grid: Grid, found: Found) -> bool:
    """Table four with its fifteen numbers in one line, or with a line for each of the three ways."""
    for at, row in enumerate(grid.plain):
        ends = {column: key for column, words in enumerate(row) if words and (key := meant(words, ENDS))}
        if "upheld" not in ends.values() or "pending" not in ends.values():
            continue
        if list(grid.plain[at + 1 : at + 2]) and _is_head(grid.plain[at + 1]):
            continue  # merged headings fill two lines: the lower one counts
        ways = {column: _way(grid, at, column) for column in ends}
        if list(ends.values()).count("upheld") == 3:
            for column, key in ends.items():
                if at + 1 < len(grid.rows) and ways[column]:
                    found.take(Cell(4, ways[column], key), grid, at + 1, column)
            return True
        for line in range(at + 1, len(grid.plain)):
            way = _way_of("".join(dict.fromkeys(grid.plain[line][: min(ends)])))
            for column, key in ends.items() if way else ():
                found.take(Cell(4, way, key), grid, line, column)
        return True
    return False


def _is_head(row: list[str]) -> bool:
    return any(words and meant(words, ENDS) == "upheld" for words in row)


def _way(grid: Grid, at: int, column: int) -> str:
    """The way that the headings above a column name."""
    return _way_of("".join(grid.plain[row][column] for row in range(max(0, at - 4), at)))


def _way_of(words: str) -> str:
    if "复议后" in words:
        return "sued_afterwards"
    if "未经复议" in words or "直接起诉" in words:
        return "sued_at_once"
    return "reconsidered" if "复议" in words else ""
