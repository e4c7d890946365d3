"""Reads of groups: what is in them, and what still stands in the way of a result."""

from django.db.models import Count, Q

from ..models import Comment, Group, GroupingRun
from ..rules.outcomes import NAMED, Open

SHOWN = 100


def all_of(key: int) -> list[Group]:
    """Every group of a consultation, the largest first."""
    return list(Group.objects.filter(consultation=key).order_by("-size", "pk"))


def page(key: int, begin: int = 0, limit: int = SHOWN, *, undecided: bool = False) -> list[Group]:
    """Groups from a place on, those without an outcome only where that is asked."""
    rows = Group.objects.filter(consultation=key)
    rows = rows.filter(Q(outcome="") | Q(confirmed=False)) if undecided else rows
    return list(rows.order_by("-size", "pk")[begin : begin + limit])


def one(key: int, group: int) -> Group | None:
    return Group.objects.filter(consultation=key, pk=group).first()


def run(key: int) -> GroupingRun | None:
    """How far the program is, or came, with its suggestions; None when nobody asked."""
    return GroupingRun.objects.filter(pk=key).first()


def left_open(key: int) -> Open:
    """What must still be answered before a result can be published. Two statements, three where a group is
    undecided."""
    rows = Group.objects.filter(consultation=key)
    undecided = Q(confirmed=True, outcome="")
    counts = rows.aggregate(
        suggested=Count("pk", filter=Q(confirmed=False)), undecided=Count("pk", filter=undecided)
    )
    names = rows.filter(undecided).order_by("-size", "pk").values_list("title", flat=True)[:NAMED]
    return Open(
        ungrouped=Comment.objects.filter(consultation=key, group=None).count(),
        suggested=counts["suggested"],
        undecided=tuple(names) if counts["undecided"] else (),
        undecided_count=counts["undecided"],
    )
