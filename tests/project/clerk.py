"""The acts of tests.project.acting; imported only once Django is set up."""

import json
import time

from django.utils import timezone

from gongkai.ground.attachments import services as attachments
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import system
from gongkai.ground.orgs.rules.people import two_factors
from gongkai.record.catalogue.rules import Draft, Kind, Link
from gongkai.record.catalogue.rules.endings import Ending
from gongkai.record.catalogue.services import publications, takedowns
from tests.desk.documents import writing
from tests.surface.city import armed

from . import office

CLERK = system("clerk")


def publish(title: str) -> str:
    root = orgs.ensure_root(by=CLERK)
    text = f"{title}全文。"
    taken = attachments.take_in("名单.csv", f"名称,日期\n{title},周五\n".encode(), by=CLERK)
    file = Link(taken.name, "", "text/csv", taken.size, taken.sha256)
    draft = Draft(
        Kind.NOTICE,
        title,
        root.code,
        f"<p>{text}</p>",
        text,
        timezone.now(),
        channels=("notices",),
        attachments=(file,),
    )
    return publications.publish(draft, by=CLERK).path


def withdraw(identifier: str) -> str:
    publications.withdraw(identifier, reason="内容有误", ending=Ending.IN_ERROR, by=CLERK)
    return identifier


def suspend(identifier: str) -> str:
    """Take something down; the moment at which that was committed, in Unix seconds."""
    takedowns.suspend(identifier, reason="附件含有身份证号", by=CLERK)
    return str(time.time())


def desk() -> str:
    """A department with a desk; the secrets of those who sign in with two factors, as JSON."""
    secrets = {}
    for name, actor in writing.city().items():
        if two_factors(actor.duties):
            secrets[name] = armed(name.replace(" ", "-"))
    return json.dumps(secrets)


ACTS = {"publish": publish, "withdraw": withdraw, "suspend": suspend, "desk": desk, **office.ACTS}
