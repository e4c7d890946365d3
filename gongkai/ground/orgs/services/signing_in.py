"""What happens at the console's door, for the audit (网络安全等级保护基本要求 GB/T 22239-2019, 8.1.4.3).

A person stands here by number, never by name, and what somebody typed stands nowhere: it may be another
person's name, or a password in the wrong field. The entries are opaque to the public like all but
publications'. A name that nobody bears is "person/unknown".
"""

from django.db import transaction

from gongkai.ground.ledger.services import record

from ..models import User
from ..rules import Actor
from ..rules.people import SignIn


def person_of(username: str) -> int | None:
    """The number of the person who signs in under this name."""
    return User.objects.filter(username=username).values_list("pk", flat=True).first()


@transaction.atomic
def note(what: SignIn, person: int | None, *, by: Actor) -> None:
    """Record one event at the door. ``by`` is the post in which the person acts, or the door itself."""
    record(what, f"person/{person or 'unknown'}", by=by)
