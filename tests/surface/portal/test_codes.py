"""The code on paper, read back as a camera reads it."""

import re

import cv2  # comes with the OCR engine
import numpy
import pytest

from gongkai.surface.portal import codes


def modules(svg: str) -> list[list[bool]]:
    """The dark fields of a code drawn by segno: one path of relative moves and horizontal strokes."""
    size = int(re.search(r'viewBox="0 0 (\d+) \d+"', svg)[1])
    field = [[False] * size for _ in range(size)]
    x, y = 0.0, 0.0
    for sign, first, second in re.findall(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?", svg.rpartition('d="')[2]):
        if sign == "M":
            x, y = float(first), float(second)
        elif sign == "m":
            x, y = x + float(first), y + float(second or 0)
        else:
            for place in range(int(x), int(x + float(first))):
                field[int(y)][place] = True
            x += float(first)
    return field


def test_the_picture_has_finders_a_quiet_border_and_no_style():
    svg = codes.picture("https://gov.example/publications/429900001/2026-00001/versions/1#ab12cd34ef56")
    field = modules(svg)
    size = len(field)
    assert not any(field[0]) and not any(field[1]) and not any(row[0] or row[1] for row in field)
    finder = ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"]
    for top, left in ((2, 2), (2, size - 9), (size - 9, 2)):
        seen = ["".join("01"[field[top + r][left + c]] for c in range(7)) for r in range(7)]
        assert seen == finder
    assert not re.search(r"style|class|script|href", svg)


@pytest.mark.parametrize("host", ["http://127.0.0.1:8000", "https://zwgk.www.a-long-name.jiangcheng.gov.cn"])
def test_a_camera_reads_the_address(host):
    address = f"{host}/publications/429900001/2026-00001/versions/12#ab12cd34ef56"
    dark = numpy.array(modules(codes.picture(address)))
    picture = numpy.where(dark, 0, 255).astype("uint8").repeat(8, axis=0).repeat(8, axis=1)
    assert cv2.QRCodeDetector().detectAndDecode(picture)[0] == address
