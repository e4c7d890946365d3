"""Chinese numerals as they stand in numbers and dates: 二〇一九, 六百五十六, 十二, 656."""

NUMERAL = "〇○零一二三四五六七八九十百千"
_DIGITS = {"〇": 0, "○": 0, "零": 0} | {c: i for i, c in enumerate("一二三四五六七八九", 1)}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def numeral(text: str) -> int | None:
    """The value of Arabic digits, of digits written one by one, or of a counted numeral below 10,000."""
    if text.isdecimal():
        return int(text)
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text)) if text else None
    total, digit, last = 0, None, 10_000
    for c in text:
        if c in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[c]
        elif (unit := _UNITS.get(c, 0)) and unit < last:
            total += (1 if digit is None else digit) * unit
            digit, last = None, unit
        else:
            return None
    return total + (digit or 0)
