"""A spreadsheet as offices send them: a clean table in front, behind it a sheet that nobody meant to show."""

import io

from openpyxl import Workbook

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999
CHARACTERS = "10X98765432"
NOWHERE = "429900"  # the demonstration city's own division, in which nobody is registered


def identity(serial: int) -> str:
    """A made-up identity number with a right check character."""
    body = f"{NOWHERE}20130307{serial:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    return body + CHARACTERS[total % 11]


def with_hidden_sheet() -> bytes:
    """Bus routes in front; behind, on a hidden sheet, who rides with which identity number."""
    book, file = Workbook(), io.BytesIO()
    front = book.active
    front.title = "线路统计"
    front.append(["线路", "途经站点", "车辆数", "乘车学生数"])
    for row in (
        ("一号线", "青石桥、书院街", 3, 96),
        ("二号线", "水塔、纱厂路", 2, 71),
        ("三号线", "茶港", 1, 28),
    ):
        front.append(row)
    behind = book.create_sheet("明细")
    behind.sheet_state = "hidden"
    behind.append(["姓名", "身份证号", "线路"])
    for serial, name in enumerate(("赵某某", "钱某", "孙某某"), 1):
        behind.append([name, identity(serial), "一号线"])
    book.save(file)
    return file.getvalue()
