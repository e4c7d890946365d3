"""Tables that leave the console as CSV or XLSX, row by row, and do nothing when a spreadsheet opens them."""

import csv
import tempfile
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from openpyxl import Workbook

from gongkai.ground.attachments.rules import MEDIA, Format
from gongkai.ground.language.rules.cells import harmless

MARK = "\ufeff"  # without it, spreadsheets take UTF-8 for another encoding
XLSX = MEDIA[Format.XLSX]


def streamed(name: str, head: list[str], rows: Iterable[list[Any]]) -> StreamingHttpResponse:
    """A CSV that is sent while it is read."""
    answer = StreamingHttpResponse(lines(head, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def lines(head: list[str], rows: Iterable[list[Any]]) -> Iterator[str]:
    writer = csv.writer(Echo())
    yield MARK + writer.writerow(head)
    for row in rows:
        yield writer.writerow([harmless(str(value)) for value in row])


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
        sheet.append([harmless(str(value)) for value in row])
    file = tempfile.TemporaryFile()  # noqa: SIM115  (the answer closes it)
    book.save(file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)
