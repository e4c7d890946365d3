"""Personal identifiers: found however they are written, and nothing else taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.ground.language.rules.personal import (
    IDENTITY_CHECK,
    IDENTITY_WEIGHTS,
    find,
    hide,
    mask,
    published,
    screen,
)

IDENTITY = "11010519491231002X"
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


def kinds(text):
    return [finding.kind for finding in screen(text)]


def with_check(seventeen):
    total = sum(int(d) * w for d, w in zip(seventeen, IDENTITY_WEIGHTS, strict=True))
    return seventeen + IDENTITY_CHECK[total % 11]


def with_luhn(digits):
    total = 0
    for place, digit in enumerate(reversed(digits + "0")):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return digits + str(-total % 10)


@pytest.mark.parametrize(
    ("text", "kind", "masked"),
    [
        (IDENTITY, "id_number", "110105********002X"),
        ("110105 19491231 002X", "id_number", "110105********002X"),
        ("１１０１０５１９４９１２３１００２Ｘ", "id_number", "110105********002X"),
        ("11010519491231002x", "id_number", "110105********002X"),
        ("110105491231002", "id_number", "110105*****1002"),
        ("13812345678", "mobile", "138****5678"),
        ("138-1234-5678", "mobile", "138****5678"),
        ("１３８　１２３４　５６７８", "mobile", "138****5678"),
        ("8613812345678", "mobile", "138****5678"),
        ("1 3 8 1 2 3 4 5 6 7 8", "mobile", "138****5678"),
        ("4111111111111111", "bank_card", "************1111"),
        ("6222 0212 3456 7890 128", "bank_card", "***************0128"),
    ],
)
@pytest.mark.parametrize("frame", ["{}", "身份证或电话：{}，请", "（{}）", "张某{}\n李某", "1. {}；2. 略"])
def test_identifiers_are_found_where_they_stand(text, kind, masked, frame):
    whole = frame.format(text)
    (finding,) = screen(whole)
    assert (finding.kind, finding.masked) == (kind, masked)
    assert whole[finding.start : finding.end] == text
    assert mask(whole) == frame.format(masked)
    assert screen(mask(whole)) == []


@pytest.mark.parametrize(
    "text",
    [
        "138****1234",
        "110105********002X",
        "0791-88916286",
        "12345",
        "110105194912310021",
        "440524188001010014",
        "91350100M000100Y43",
        "统一社会信用代码：91350100M000100Y43",
        "11330903002639145X/2021-131663",
        "000014349/2019-00007",
        "国办发〔2019〕4号",
        "项目代码：2020-330109-48-03-123456",
        "http://www.example.gov.cn/art/2021/11/16/art_1229295884_1640329.html",
        "1636992000000",
        "投资13812345678元",
        "收入13800138000.50",
        "面积13800138000平方米",
        "wb-4111111111111111",
        "2018 2019 2020 2021 2022",
        "0.13812345678",
        "邮编：430000 2019 2020",
        "19941206 20090329",
        "0000000000000000",
    ],
)
def test_what_is_not_personal(text):
    assert screen(text) == []


def test_several_in_a_row_of_a_table():
    assert kinds(f"甲\t13812345678\t13912345678\t{IDENTITY}") == ["mobile", "mobile", "id_number"]
    assert kinds("13812345678/13912345678、13712345678") == ["mobile"] * 3
    assert kinds("13812345678 13912345678") == ["mobile"] * 2


regions = st.sampled_from(["110105", "420106", "330903", "653101", "460200"])
days = st.dates().filter(lambda day: 1900 <= day.year <= 2099)


@given(regions, days, st.integers(0, 999), st.booleans())
def test_every_valid_identity_number_is_found(region, day, serial, wide):
    number = with_check(f"{region}{day:%Y%m%d}{serial:03}")
    written = number.translate(WIDE) if wide else number
    assert "id_number" in kinds(f"公民{written}申请")


@given(st.integers(0, 10**8 - 1), st.sampled_from(["130", "138", "150", "166", "176", "189", "199"]))
def test_every_mobile_number_is_found(rest, head):
    assert "mobile" in kinds(f"电话{head}{rest:08}")


@given(st.integers(0, 10**12 - 1))
def test_every_card_with_a_check_digit_is_found(rest):
    assert kinds("卡号" + with_luhn(f"622202{rest:012}"))


@given(st.text())
def test_any_text_can_be_screened(text):
    for finding in screen(text):
        assert 0 <= finding.start < finding.end <= len(text)
    mask(text)


@given(st.text(alphabet="0123456789 -xX*.１", max_size=80))
def test_findings_do_not_overlap(text):
    found = screen(text)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))


@pytest.mark.parametrize("piece", ["1", "1 ", "13", "1-", "6222 ", "x1", "．1"])
def test_long_runs_of_digits_are_screened_in_one_pass(piece):
    screen(piece * 50_000)


@pytest.mark.parametrize(
    "text",
    [
        "身份证号420106198503152314",
        "身份证号码：420106198503152314",
        "公民身份号码４２０１０６１９８５０３１５２３１４",
    ],
)
def test_what_calls_itself_an_identity_number_is_one_even_with_a_wrong_digit(text):
    assert kinds(text) == ["id_number"]
    assert "19850315" not in mask(text).translate(str.maketrans("０１２３４５６７８９", "0123456789"))


def test_everything_is_found_and_hidden():
    text = f"张某，{IDENTITY}，家住东方花园3栋2单元501室，宅电027-82345678，zhang@qq.com，车牌鄂A12345"
    text += "，护照E12345678"
    assert [one.kind for one in find(text)] == [
        "id_number", "address", "landline", "email", "plate", "passport",
    ]  # fmt: skip
    assert find(hide(text)) == []


def test_an_organisations_own_mobile_is_public():
    assert find("值班手机13812345678", published(["13812345678"])) == []


@given(st.text(alphabet="0123456789-栋单元室组号村京AE@.x电话家住 ", max_size=120))
def test_all_kinds_stand_in_order_without_overlap(text):
    found = find(text)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    hide(text)


@pytest.mark.parametrize("piece", ["1栋", "027-", "3-2-", "京A", "家住", "a@", "1单元1", "村3组"])
def test_long_runs_of_anything_are_read_in_one_pass(piece):
    find(piece * 20_000)
