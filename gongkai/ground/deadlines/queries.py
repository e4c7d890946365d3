"""The calendar and the statutory numbers, read from the library's data and from dated files.

No database: the announced years are the library's (to 2026) and ours, from `holidays/` beside this module
and from `GONGKAI_HOME/holidays/`. Files are read again when they change.
"""

import os
import tomllib
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from chinese_calendar.constants import holidays as library_holidays
from chinese_calendar.constants import workdays as library_make_up_days

from .rules.announcements import BadNotice, Notice, read_notice, statutory_days
from .rules.consultations import Limits
from .rules.fixed import FixedDate, last_day
from .rules.periods import Calendar
from .rules.statutes import UNITS, Statute, on_day

HERE = Path(__file__).parent
Stamp = tuple[str, int, int]
LIMITS = {
    "reply": "reply",
    "extension": "reply_extension",
    "correction_notice": "correction_notice",
    "third_party": "third_party_opinion",
    "joint_organ": "joint_producer_opinion",
}
FEES_FROM = date(2021, 1, 1)  # 国办函〔2020〕109号


def calendar() -> Calendar:
    """Working days as announced, and provisional ones after the last announced year."""
    folders = (HERE / "holidays", Path(os.environ.get("GONGKAI_HOME", "var")) / "holidays")
    return _calendar(tuple(_stamp(path) for folder in folders for path in sorted(folder.glob("*.toml"))))


def statute(identifier: str, on: date) -> Statute:
    """The statutory number `identifier` in force on a day; KeyError when there is none."""
    return on_day(statutes(), identifier, on)


@lru_cache(maxsize=64)
def request_limits(on: date) -> Limits:
    """The numbers of a disclosure request received on a day; KeyError before the Regulation of 2019.

    The fee's period is of 2021: requests before it were charged nothing, and have the first one's number.
    """
    number = {name: statute(identifier, on).value for name, identifier in LIMITS.items()}
    return Limits(**number, payment=statute("fee_payment", max(on, FEES_FROM)).value)


@lru_cache(maxsize=1)
def statutes() -> tuple[Statute, ...]:
    """Every version of every statutory number, as in statutes.toml."""
    rows = tuple(Statute(**{"effective_to": None} | row) for row in _toml(HERE / "statutes.toml")["rule"])
    for row in rows:
        if row.unit not in UNITS:
            raise ValueError(f"statutes.toml：{row.id} 的单位 {row.unit} 应为 {'、'.join(UNITS)}")
    return rows


@lru_cache(maxsize=1)
def fixed_dates() -> tuple[FixedDate, ...]:
    """Every version of every statutory day of the year, as in dates.toml."""
    return tuple(FixedDate(**{"effective_to": None} | row) for row in _toml(HERE / "dates.toml")["date"])


def due_by(identifier: str, year: int) -> date:
    """The last day of the rule ``identifier`` for what is about a year; KeyError when there is none."""
    return last_day(fixed_dates(), identifier, year)


@lru_cache(maxsize=4)
def _calendar(stamps: tuple[Stamp, ...]) -> Calendar:
    notices = _latest(read_notice(_toml(Path(path)), Path(path).name) for path, _, _ in stamps)
    holidays, make_up = set(library_holidays), set(library_make_up_days)
    years = {day.year for day in library_holidays}
    first, last = min(years), max(years)
    for year, notice in sorted(notices.items()):
        holidays = {day for day in holidays if day.year != year} | notice.holidays
        make_up = {day for day in make_up if day.year != year} | notice.make_up_days
        last = year if year == last + 1 else last
    lunar = _toml(HERE / "lunar.toml")
    for year in range(last + 1, max(int(name) for name in lunar) + 1):
        if year not in notices:
            holidays |= statutory_days(year, lunar.get(str(year), {}))
    names = {year: notice.notice for year, notice in notices.items()}
    return Calendar(frozenset(holidays), frozenset(make_up), date(last, 12, 31), date(first, 1, 1), names)


def _latest(notices: Iterable[Notice]) -> dict[int, Notice]:
    """One notice a year: the one published last."""
    latest: dict[int, Notice] = {}
    for notice in notices:
        known = latest.get(notice.year)
        if known is None or known.published_on <= notice.published_on:
            latest[notice.year] = notice
    return latest


def _stamp(path: Path) -> Stamp:
    status = path.stat()
    return str(path), status.st_mtime_ns, status.st_size


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadNotice(f"{path.name}：不是正确的 TOML 文件（{error}）") from error
