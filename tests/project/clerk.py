"""The acts of tests.project.acting; imported only once Django is set up."""

from django.utils import timezone

from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import system
from gongkai.record.catalogue.rules import Draft, Kind
from gongkai.record.catalogue.services import publications

CLERK = system("clerk")


def publish(title: str) -> str:
    root = orgs.ensure_root(by=CLERK)
    text = f"{title}全文。"
    draft = Draft(
        Kind.NOTICE, title, root.code, f"<p>{text}</p>", text, timezone.now(), channels=("notices",)
    )
    return publications.publish(draft, by=CLERK).path


def withdraw(identifier: str) -> str:
    publications.withdraw(identifier, reason="内容有误", by=CLERK)
    return identifier


ACTS = {"publish": publish, "withdraw": withdraw}
