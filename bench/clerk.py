"""What a clerk does while the pages are watched; imported once Django is set up."""

from django.utils import timezone

from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import system
from gongkai.record.catalogue.rules import Draft, Kind
from gongkai.record.catalogue.rules.endings import Ending
from gongkai.record.catalogue.services import publications

CLERK = system("bench")


def publish(title: str) -> str:
    """Publish a notice; its path."""
    root = orgs.ensure_root(by=CLERK)
    draft = Draft(
        Kind.NOTICE, title, root.code, f"<p>{title}</p>", title, timezone.now(), channels=("notices", "news")
    )
    return publications.publish(draft, by=CLERK).path


def withdraw(identifier: str) -> None:
    publications.withdraw(identifier, reason="测量", ending=Ending.IN_ERROR, by=CLERK)
