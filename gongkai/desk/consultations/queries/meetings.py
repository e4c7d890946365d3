"""Reads of hearings, interviews and other dated events."""

from ..models import Meeting


def of(key: int) -> list[Meeting]:
    """The events of a consultation in their order."""
    return list(Meeting.objects.filter(consultation=key))


def one(key: int, meeting: int) -> Meeting | None:
    return Meeting.objects.filter(consultation=key, pk=meeting).first()
