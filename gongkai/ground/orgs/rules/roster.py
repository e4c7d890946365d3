"""值班: what a shift may be."""

from datetime import datetime, timedelta

from . import RuleBroken

LONGEST = timedelta(days=14)  # of one shift; longer ones are two
AHEAD = timedelta(days=366)  # how far a roster is made in advance


def fits(from_at: datetime, to_at: datetime, now: datetime) -> None:
    """Refuse a shift that ends before it begins, lasts too long, is over, or lies too far ahead."""
    if to_at <= from_at:
        raise RuleBroken("值班的结束时间须晚于开始时间，请核对")
    if to_at - from_at > LONGEST:
        raise RuleBroken(f"一次值班最多 {LONGEST.days} 天，请分成几次")
    if to_at <= now:
        raise RuleBroken("这段值班已经过去，不能再排")
    if from_at > now + AHEAD:
        raise RuleBroken("最多提前一年排班，请核对日期")
