"""Checks of a large workbook: every word read and searched for personal data, in time and in memory.

Each reading is done in a process of its own, whose peak of memory is then its own. Beside it the same cells
read by python-calamine, which tells neither what is hidden nor where a cell stands.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

ROWS, COLUMNS = 500, 10
TEXTS = 20_000
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
CHILD = "import json; from bench import workbook; print(json.dumps(workbook.{task}({path!r})))"


def measure(sheets: int = 200) -> list[dict[str, Any]]:
    """Rows for bench/results.json; the number of documents is that of sheets."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.xlsx"
        made(path, sheets)
        read, checked, peer = (
            _apart(task, path) for task in ("read_contents", "read_and_checked", "read_by_calamine")
        )
    cells = f"{sheets} sheets × {ROWS} rows × {COLUMNS} cells"
    return [
        {
            "measure": f"workbook of {cells}: read",
            "value": read[0],
            "unit": "s",
            "target": None,
            "peer": "calamine, values only",
            "peer_value": peer[0],
            "documents": sheets,
        },
        {
            "measure": "the same, read and searched for personal data",
            "value": checked[0],
            "unit": "s",
            "target": "≤ 3",
            "documents": sheets,
        },
        {
            "measure": "the same, memory of the process at its peak",
            "value": checked[1],
            "unit": "MB",
            "target": "< 300",
            "peer": "calamine, values only",
            "peer_value": peer[1],
            "documents": sheets,
        },
    ]


def _apart(task: str, path: Path) -> tuple[float, float]:
    program = CHILD.format(task=task, path=str(path))
    done = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, check=True)
    seconds, memory = json.loads(done.stdout.splitlines()[-1])
    return seconds, memory


def _spent(began: float) -> tuple[float, float]:
    """Seconds since, and megabytes at the peak of this process."""
    return round(time.perf_counter() - began, 3), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def read_contents(path: str) -> tuple[float, float]:
    rules = import_module("gongkai.ground.attachments.rules")
    contents = import_module("gongkai.ground.attachments.rules.hidden.contents").contents
    data = Path(path).read_bytes()
    began = time.perf_counter()
    contents(data, rules.Format.XLSX)
    return _spent(began)


def read_and_checked(path: str) -> tuple[float, float]:
    rules = import_module("gongkai.ground.attachments.rules")
    contents = import_module("gongkai.ground.attachments.rules.hidden.contents").contents
    in_file = import_module("gongkai.record.editorial.rules.checks.personal").in_file
    data = Path(path).read_bytes()
    began = time.perf_counter()
    in_file("large.xlsx", contents(data, rules.Format.XLSX), frozenset())
    return _spent(began)


def read_by_calamine(path: str) -> tuple[float, float]:
    workbook = import_module("python_calamine").CalamineWorkbook
    began = time.perf_counter()
    book = workbook.from_path(path)
    kept = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    assert kept
    return _spent(began)


def made(path: Path, sheets: int) -> None:
    """A workbook as Excel writes it: every second cell a shared text, every second a number."""
    numbers = range(1, sheets + 1)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{OFFICE}.worksheet+xml"/>'
        for n in numbers
    )
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{TYPES}"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{OFFICE}.sheet.main+xml"/>'
            f"{overrides}</Types>"
        ),
        "_rels/.rels": _links([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>'
            + "".join(f'<sheet name="第{n}街道" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
            + "</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": _links(
            [
                *(("worksheet", f"worksheets/sheet{n}.xml") for n in numbers),
                ("sharedStrings", "sharedStrings.xml"),
            ]
        ),
        "xl/sharedStrings.xml": (
            f'<sst xmlns="{MAIN}">'
            + "".join(f"<si><t>江城市第{n}号申请单位补贴项目</t></si>" for n in range(TEXTS))
            + "</sst>"
        ),
    }
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
        for n in numbers:
            rows = "".join(_row(n, row) for row in range(1, ROWS + 1))
            sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
            archive.writestr(f"xl/worksheets/sheet{n}.xml", sheet)


def _links(targets: list[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="r{n}" Type="{LINKS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{listed}</Relationships>'


def _row(sheet: int, row: int) -> str:
    cells = "".join(
        f'<c r="{chr(65 + column)}{row}"><v>{sheet * 7919 + row * 31 + column}</v></c>'
        if column % 2
        else f'<c r="{chr(65 + column)}{row}" t="s"><v>{(sheet * ROWS + row * 3 + column) % TEXTS}</v></c>'
        for column in range(COLUMNS)
    )
    return f'<row r="{row}" spans="1:{COLUMNS}">{cells}</row>'
