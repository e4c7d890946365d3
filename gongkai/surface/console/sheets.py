"""Tables that leave the console as CSV or XLSX, row by row, and do nothing when a spreadsheet opens them.

A cell that begins like a formula gets an apostrophe before it: what a user typed must not run on the desk of
whoever reads it (OWASP, CSV injection).
"""

import csv
import tempfile
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from openpyxl import Workbook

from gongkai.ground.attachments.rules import MEDIA, Format

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
MARK = "\ufeff"  # without it, spreadsheets take UTF-8 for another encoding
XLSX = MEDIA[Format.XLSX]


def harmless(value: Any) -> str:
    """A cell's text that no spreadsheet takes for a formula, and without characters XML cannot hold."""
    text = "".join(c for c in str(value) if c >= " " or c in "\t\n")
    return f"'{text}" if text.startswith(STARTS) else text


def streamed(name: str, head: list[str], rows: Iterable[list[Any]]) -> StreamingHttpResponse:
    """A CSV that is sent while it is read."""
    answer = StreamingHttpResponse(lines(head, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def lines(head: list[str], rows: Iterable[list[Any]]) -> Iterator[str]:
    writer = csv.writer(Echo())
    yield MARK + writer.writerow(head)
    for row in rows:
        yield writer.writerow([harmless(value) for value in row])


class Echo:
    """What ``csv.writer`` writes to: it hands every line back."""

    def write(self, line: str) -> str:
        return line


def workbook(name: str, head: list[str], rows: Iterable[list[Any]]) -> HttpResponse | FileResponse:
    """An XLSX, written to a temporary file a row at a time and sent from there."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("1")
    sheet.append(head)
    for row in rows:
        sheet.append([harmless(value) for value in row])
    file = tempfile.TemporaryFile()  # noqa: SIM115  (the answer closes it)
    book.save(file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)
