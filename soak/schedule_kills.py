"""Scheduled publications with two web processes and two workers, any of which is killed (``kill -9``) every
few seconds: each manuscript is public once, not before its minute and never before its approval."""

from typing import Any

from soak.ledger_kills import engines

MINUTES = 4
WHAT = "两个网页进程、两个后台进程不断被强行终止时的定时发布：每件只发布一次，不早于时间，未审核的不发布"


def campaign(minutes: int = MINUTES) -> dict[str, Any]:
    return engines("soak.desk.schedules", minutes, WHAT)
