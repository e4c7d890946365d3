"""A report's numbers as text and back: what a column holds, what a person types. Pure."""

import unicodedata
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

import orjson

from .identities import Number, Tables
from .tables import BY_KEY, MONEY_CELL, Cell

EMPTY = frozenset({"", "-", "--", "—", "——", "－", "/", "／", "无", "〇"})
SIGNS = str.maketrans("", "", ",，、 \u3000\xa0\t\r\n")
UNITS = ("万元", "件")
LARGEST = 10**12


class NotANumber(ValueError):
    """What stands in the place of a number is none; the message says why."""


def pack(tables: Tables) -> str:
    """Canonical JSON by the cells' keys; a zero is not written."""
    values = {cell.key: str(value) for cell, value in tables.items() if value}
    return orjson.dumps(values, option=orjson.OPT_SORT_KEYS).decode()


def unpack(packed: str) -> dict[Cell, Number]:
    """The tables that ``pack`` wrote; cells of which nothing is written are absent, which is zero."""
    values: Mapping[str, str] = orjson.loads(packed or "{}")
    return {BY_KEY[key]: exact(Decimal(value)) for key, value in values.items() if key in BY_KEY}


def exact(value: Decimal) -> Number:
    """A whole number as an int, anything else as it is."""
    return int(value) if value == value.to_integral_value() else value


def read(text: str) -> Number:
    """A number as people and spreadsheets write it: full-width digits, thousands' commas, a unit behind it;
    an empty place, a dash or 无 is 0. Raises NotANumber."""
    plain = unicodedata.normalize("NFKC", text).translate(SIGNS)
    if plain in EMPTY or text.strip() in EMPTY:
        return 0
    for unit in UNITS:
        plain = plain.removesuffix(unit)
    try:
        value = Decimal(plain)
    except InvalidOperation:
        raise NotANumber(f"“{text.strip()[:20]}”不是数字，请只写数字") from None
    if not value.is_finite() or abs(value) > LARGEST:
        raise NotANumber(f"“{text.strip()[:20]}”不是合理的数字，请核对")
    return exact(value)


def typed(cell: Cell, text: str) -> Number:
    """A number that a person enters for a cell: not negative, whole but for money (two decimals)."""
    value = read(text)
    if value < 0:
        raise NotANumber(f"{cell.name} 不能是负数")
    if cell == MONEY_CELL:
        if value != round(value, 2):
            raise NotANumber(f"{cell.name} 以万元计，最多两位小数")
    elif not isinstance(value, int):
        raise NotANumber(f"{cell.name} 应当是整数")
    return value
