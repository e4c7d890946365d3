"""What a request costs when there are clearly too many (条例 art. 42).

政府信息公开信息处理费管理办法 (国办函〔2020〕109号, in force 2021-01-01): by item for each applicant and
calendar month, or by page, never both on one request; each band is charged at its own rate. Pure; money in
whole yuan.
"""

MOST = 10_000_000  # items or pages in one notice: a guard against mistyped input, not law

FREE_ITEMS, FIRST_ITEMS, ITEM_RATE, ITEM_BAND = (
    10,
    30,
    100,
    10,
)  # yuan; beyond 30 each band of ten costs 100 more
PAGE_BANDS = ((30, 0), (100, 10), (200, 20))  # through this page, yuan a page
LAST_PAGE_RATE = 40


class BadCount(ValueError):
    """Not a number of items or pages that can be charged; the message says why."""


def by_items(count: int) -> int:
    """The fee for `count` items in a calendar month, in yuan."""
    _check(count)
    fee, band, rate = 0, FIRST_ITEMS - FREE_ITEMS, ITEM_RATE
    left = count - FREE_ITEMS
    while left > 0:
        fee += min(left, band) * rate
        left, band, rate = left - band, ITEM_BAND, rate + ITEM_RATE
    return fee


def by_pages(count: int) -> int:
    """The fee for `count` pages, in yuan."""
    _check(count)
    fee, below = 0, 0
    for through, rate in PAGE_BANDS:
        fee += max(0, min(count, through) - below) * rate
        below = through
    return fee + max(0, count - below) * LAST_PAGE_RATE


def _check(count: int) -> None:
    if not 0 <= count <= MOST:
        raise BadCount(f"数量应在 0 到 {MOST:,} 之间，现为 {count}")
