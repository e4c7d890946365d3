"""A number as automatic numbering writes it: 一, 壹, 甲, ①, iv. Pure."""

from collections.abc import Callable

DIGITS = "〇一二三四五六七八九"
LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
UNITS = ("", "十", "百", "千")
LEGAL_UNITS = ("", "拾", "佰", "仟")
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
         (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def counted(number: int, digits: str = DIGITS, units: tuple[str, ...] = UNITS, *, short: bool = True) -> str:
    """12 as 十二, 110 as 一百一十, 105 as 一百零五; digit by digit from ten thousand on."""
    if number == 0:
        return digits[0] if digits == LEGAL_DIGITS else "零"
    if number >= 10_000:
        return digit_by_digit(number)
    written, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            written += ("零" if gap and written else "") + digits[digit] + units[place]
            gap = False
        else:
            gap = True
    return written[1:] if short and 10 <= number < 20 else written


def legal(number: int) -> str:
    return counted(number, LEGAL_DIGITS, LEGAL_UNITS, short=False)


def digit_by_digit(number: int) -> str:
    return "".join(DIGITS[int(digit)] for digit in str(number))


def letters(number: int) -> str:
    """a … z, aa, bb: Word repeats the letter."""
    turn, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (turn + 1)


def roman(number: int) -> str:
    written = ""
    for value, sign in ROMAN:
        times, number = divmod(number, value)
        written += sign * times
    return written


def circled(number: int) -> str:
    """① to ㊿; beyond, Word writes the bare number."""
    for first, last, sign in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(sign + number - first)
    return str(number)


def row_of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


def from_sign(first: int, count: int) -> Callable[[int], str]:
    return lambda number: chr(first + number - 1) if 1 <= number <= count else str(number)


def full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


WAYS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "chineseCounting": counted,
    "chineseCountingThousand": counted,
    "taiwaneseCounting": counted,
    "taiwaneseCountingThousand": counted,
    "japaneseCounting": counted,
    "ideographDigital": digit_by_digit,
    "taiwaneseDigital": digit_by_digit,
    "japaneseDigitalTenThousand": digit_by_digit,
    "chineseLegalSimplified": legal,
    "ideographLegalTraditional": legal,
    "ideographTraditional": row_of(STEMS),
    "ideographZodiac": row_of(BRANCHES),
    "ideographEnclosedCircle": from_sign(0x3280, 10),
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "decimalEnclosedParen": from_sign(0x2474, 20),
    "decimalEnclosedFullstop": from_sign(0x2488, 20),
    "decimalFullWidth": full_width,
    "decimalFullWidth2": full_width,
    "decimalHalfWidth": str,
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "ordinal": lambda number: f"{number}.",
    "none": lambda number: "",
}


def written(number: int, way: str) -> str:
    """``number`` in the numbering format ``way`` (ECMA-376 part 1, 17.18.59); unknown ones as digits."""
    if number < 1 and way not in ("decimal", "decimalZero"):
        return str(number)
    return WAYS.get(way, str)(number)
