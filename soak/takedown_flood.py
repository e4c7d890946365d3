"""Fifty take-downs one after another while four readers never stop asking two web processes: how long until
the last address is silent, and whether anything comes back."""

from typing import Any

from soak.ledger_kills import engines

ITEMS = 50
WHAT = "四名读者不停访问两个网页进程时连续下架五十条：全部地址多久不再显示，且不再出现"


def campaign(items: int = ITEMS) -> dict[str, Any]:
    return engines("soak.desk.takedowns", items, WHAT)
