"""A worker killed (``kill -9``) again and again in the middle of batches of 1,000 publications, and resumed:
each document is published exactly once and has its one entry."""

from typing import Any

from soak.ledger_kills import engines

KILLS = 20
WHAT = "批量发布中途二十次强行终止后台进程并接着办：每件只发布一次、各有一条存证，存证校验通过"


def campaign(kills: int = KILLS) -> dict[str, Any]:
    return engines("soak.desk.batches", kills, WHAT)
