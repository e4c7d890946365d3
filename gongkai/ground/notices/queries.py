"""What a person has been told. The first argument is the person: nobody reads another's notices."""

from dataclasses import dataclass

from .models import Mail, Notice
from .rules import MailState

PAGE = 30


@dataclass(frozen=True, slots=True)
class Page:
    """Some notices, newest first; ``next`` continues them, None at the end."""

    items: list[Notice]
    next: str | None


def unread(person: int) -> int:
    """How many notices this person has not read."""
    return Notice.objects.filter(recipient_id=person, read_at=None).count()


def listed(person: int, *, before: str | None = None, limit: int = PAGE) -> Page:
    """The person's notices. Raises ValueError for a cursor that is none of ours."""
    found = Notice.objects.filter(recipient_id=person).order_by("-id")
    if before:
        found = found.filter(id__lt=int(before))
    rows = list(found[: limit + 1])
    return Page(rows[:limit], str(rows[limit - 1].pk) if len(rows) > limit else None)


def one(person: int, key: int) -> Notice | None:
    return Notice.objects.filter(recipient_id=person, pk=key).first()


def stuck() -> int:
    """How many mails were given up, for the operator."""
    return Mail.objects.filter(state=MailState.GIVEN_UP).count()
