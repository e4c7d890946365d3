"""Addresses of everything public, in parts, for search engines."""

from datetime import datetime

from django.db.models import F, Max

from ..models import Publication, Version
from ..rules import Status

COLUMNS = ("pk", "path", "status")


def addresses(after: int, limit: int) -> list[tuple[int, str, datetime]]:
    """(primary key, path, time of the current version) of public items with a key above ``after``.

    The status is looked at here and not in the database, which would sort the whole table by it.
    """
    while rows := list(Publication.objects.filter(pk__gt=after).order_by("pk").values_list(*COLUMNS)[:limit]):
        after = rows[-1][0]
        found = [(pk, path) for pk, path, status in rows if status == Status.PUBLISHED]
        if found:
            keys = [pk for pk, _ in found]
            current = Version.objects.filter(publication__in=keys, number=F("publication__version"))
            times = dict(current.values_list("publication", "at"))
            return [(pk, path, times[pk]) for pk, path in found]
    return []


def parts(size: int) -> list[int]:
    """The key after which each part of at most ``size`` addresses starts; [] when there is nothing.

    Parts cut the range of keys, so that an address never moves to another part.
    """
    last = Publication.objects.aggregate(last=Max("pk"))["last"] or 0
    return list(range(0, last, size))
