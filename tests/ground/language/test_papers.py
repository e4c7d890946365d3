"""Passports, permits and number plates."""

import pytest

from gongkai.ground.language.rules.personal.papers import passports, plates


def numbers(some, text):
    return [text[one.start : one.end] for one in some(text)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("护照号码：E12345678", "E12345678"),
        ("张某 EA1234567 出境", "EA1234567"),
        ("持护照 G 12345678", "G 12345678"),
        ("港澳通行证C12345678", "C12345678"),
        ("台胞证号：12345678", "12345678"),
    ],
)
def test_passports(text, number):
    assert numbers(passports, text) == [number]


@pytest.mark.parametrize(
    "text", ["产品批号G12345678", "编号：E12345678", "GB/T E12345678-01", "S12345678", "AE12345678"]
)
def test_what_is_no_passport(text):
    assert numbers(passports, text) == []


@pytest.mark.parametrize(
    "plate", ["鄂A12345", "京A·B1234", "沪AD12345", "粤B12345F", "川A1234学", "苏E2G81C", "鄂a 12345"]
)
def test_plates(plate):
    assert numbers(plates, f"车牌{plate}违停") == [plate]


@pytest.mark.parametrize(
    "text", ["京ICP备12345678号", "沪G1503高速", "湘O9274警", "鲁DB37/T 12345", "京A区段", "浙J2019000123"]
)
def test_what_is_no_plate(text):
    assert numbers(plates, text) == []


def test_plates_in_a_row():
    assert [one.start for one in plates("有湘AT8J09.湘AV67G7.湘AC6362.")] == [1, 9, 17]


def test_plates_of_a_list_that_lost_its_line_breaks():
    text = "湘AN333B12、湘AE208Z14、"
    assert [text[one.start : one.end] for one in plates(text)] == ["湘AN333B", "湘AE208Z"]


def test_masks():
    assert next(passports("护照E12345678")).masked == "E1*****78"
    assert next(plates("鄂A·12345")).masked == "鄂A***45"
