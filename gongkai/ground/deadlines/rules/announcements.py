"""Announced days off (国务院办公厅关于部分节假日安排的通知), and what is certain before that."""

from dataclasses import dataclass
from datetime import date

from .periods import DAY, LAST_DAY, SATURDAY

NOTICE_KEYS = {"year", "published_on", "notice", "holidays", "make_up_days"}
FIXED = (
    (1, 1),
    (5, 1),
    (5, 2),
    (10, 1),
    (10, 2),
    (10, 3),
)  # 全国年节及纪念日放假办法 art. 2 (2024): (month, day)


class BadNotice(ValueError):
    """A file of ours about one year's holidays is wrong; the message says what to correct, in Chinese."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One year's arrangement as announced (国务院办公厅关于部分节假日安排的通知)."""

    year: int
    published_on: date
    notice: str
    holidays: frozenset[date]
    make_up_days: frozenset[date]


def statutory_days(year: int, lunar: dict[str, date]) -> set[date]:
    """The public holidays of a year without an announcement; `lunar` names spring, qingming and so on."""
    days = {date(year, month, day) for month, day in FIXED}
    if spring := lunar.get("spring"):
        days |= {spring + n * DAY for n in range(-1, 3)}  # 除夕 to 初三
    return days | {day for name, day in lunar.items() if name != "spring"}


def read_notice(table: dict[str, object], source: str) -> Notice:
    """A notice from the table of its TOML file named `source`; BadNotice says what is wrong."""
    if missing := NOTICE_KEYS - table.keys():
        raise BadNotice(f"{source}：缺少 {'、'.join(sorted(missing))}")
    if unknown := table.keys() - NOTICE_KEYS:
        raise BadNotice(f"{source}：不认识 {'、'.join(sorted(unknown))}，请检查拼写")
    year, published, name = table["year"], table["published_on"], table["notice"]
    if not isinstance(year, int) or isinstance(year, bool) or not 2004 <= year <= LAST_DAY.year:
        raise BadNotice(f"{source}：year 应为 2004 到 {LAST_DAY.year} 之间的整数")
    if not isinstance(name, str) or not name.strip():
        raise BadNotice(f"{source}：notice 应写明通知的文号")
    holidays, make_up = (
        _days(table[part], f"{source}：{part}", year) for part in ("holidays", "make_up_days")
    )
    if missing_days := {date(year, month, day) for month, day in FIXED} - holidays:
        raise BadNotice(f"{source}：holidays 缺少法定节日 {'、'.join(map(str, sorted(missing_days)))}")
    if both := holidays & make_up:
        raise BadNotice(f"{source}：{'、'.join(map(str, sorted(both)))} 既放假又调休上班，请更正")
    if weekdays := sorted(day for day in make_up if day.weekday() < SATURDAY):
        raise BadNotice(f"{source}：{'、'.join(map(str, weekdays))} 不是周六、周日，不能作为调休上班日")
    return Notice(year, _day(published, f"{source}：published_on"), name.strip(), holidays, make_up)


def _days(value: object, where: str, year: int) -> frozenset[date]:
    """Dates, and ranges `2031-01-22..2031-01-29`, of a year or the fortnight around its ends."""
    if not isinstance(value, list):
        raise BadNotice(f"{where} 应为日期列表")
    days: set[date] = set()
    for item in value:
        first, _, last = item.partition("..") if isinstance(item, str) else (item, "", "")
        start = _day(first, where)
        end = _day(last, where) if last else start
        if not date(year - 1, 12, 18) <= start <= end <= date(year + 1, 1, 14):
            raise BadNotice(f"{where} 中的 {item} 不在 {year} 年，或者起止颠倒")
        days |= {start + n * DAY for n in range((end - start).days + 1)}
    return frozenset(days)


def _day(value: object, where: str) -> date:
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        raise BadNotice(f"{where} 中的 {value!r} 不是日期，应写作 2031-01-01") from None
