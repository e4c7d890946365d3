"""Text questions for who cannot let a script work: small sums, the calendar, counting characters.

Every question is drawn from a seed; the answer cannot be read from the page. Answers are taken in digits,
in full-width digits and in Chinese numerals.
"""

import random
import unicodedata
from collections.abc import Callable

from django.utils import translation
from django.utils.translation import gettext as _

DIGITS = "零一二三四五六七八九"
ENGLISH = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
           "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
           "twenty")  # fmt: skip
MONTH_DAYS = {1: 31, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}

Question = tuple[str, int]  # the words and the number that answers them


def drawn(seed: bytes) -> Question:
    """The question of a seed, in the page's language, and its answer."""
    draw = random.Random(seed)  # noqa: S311 - what is drawn is a question, and the seed is secret
    return draw.choice(MAKERS)(draw)


def fits(typed: str, answer: int) -> bool:
    """Whether what was typed is the answer, however it was written."""
    plain = unicodedata.normalize("NFKC", typed).strip().strip("。.!").casefold()
    plain = plain.removeprefix("星期").removeprefix("周").rstrip("天个月元号岁日")
    known = {str(answer), chinese(answer), ENGLISH[answer] if answer < len(ENGLISH) else str(answer)}
    return plain in known | ({"两"} if answer == 2 else set())


def chinese(number: int) -> str:
    """Up to ninety-nine as it is written."""
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


def said(number: int) -> str:
    """A number in words of the page's language."""
    if translation.get_language() == "en":
        return ENGLISH[number] if number < len(ENGLISH) else str(number)
    return chinese(number)


def _sum(draw: random.Random) -> Question:
    a, b = draw.randint(2, 10), draw.randint(2, 10)
    return _("%(a)s加%(b)s等于几？") % {"a": said(a), "b": said(b)}, a + b


def _difference(draw: random.Random) -> Question:
    a, b = draw.randint(9, 19), draw.randint(2, 8)
    return _("%(a)s减%(b)s等于几？") % {"a": said(a), "b": said(b)}, a - b


def _left(draw: random.Random) -> Question:
    a, b = draw.randint(6, 15), draw.randint(1, 5)
    return _("桌上有%(a)s个苹果，拿走%(b)s个，还剩几个？") % {"a": said(a), "b": said(b)}, a - b


def _week(draw: random.Random) -> Question:
    n = draw.randint(3, 6)
    return _("%(n)s个星期一共有多少天？") % {"n": said(n)}, 7 * n


def _month(draw: random.Random) -> Question:
    month = draw.choice(list(MONTH_DAYS))
    return _("%(month)s月有多少天？") % {"month": said(month)}, MONTH_DAYS[month]


def _next_month(draw: random.Random) -> Question:
    month = draw.randint(1, 11)
    return _("%(month)s月的下一个月是几月？（写数字）") % {"month": said(month)}, month + 1


def _characters(draw: random.Random) -> Question:
    n = draw.randint(3, 9)
    row = "".join(draw.choice("山水田土木火石云雨风") for _place in range(n))
    return _("“%(row)s”一共有几个字？") % {"row": row}, n


def _years(draw: random.Random) -> Question:
    a, b = draw.randint(8, 40), draw.randint(2, 9)
    return _("今年%(a)s岁，%(b)s年以后多少岁？") % {"a": said(a), "b": said(b)}, a + b


MAKERS: tuple[Callable[[random.Random], Question], ...] = (
    _sum, _difference, _left, _week, _month, _next_month, _characters, _years,
)  # fmt: skip
