"""How the matrix makes the subject of each route, and what it sends to act on it.

A route of ours whose address names something needs an entry in ARGUMENTS; one that acts on what the form
names, or that needs a filled form to act at all, an entry in SENT. Without one the matrix says so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone

from gongkai.desk.documents.models import QuarantinedRecord
from gongkai.ground.orgs import queries
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import Duty
from gongkai.ground.orgs.services.roster import set_shift
from gongkai.record.catalogue.rules.drafts import pack
from gongkai.record.catalogue.services import publications

from .. import city
from . import (
    subjects_endings,
    subjects_items,
    subjects_manuscripts,
    subjects_reports,
    subjects_requests,
    subjects_sweeps,
)
from .subjects_endings import Endings
from .subjects_items import Items
from .subjects_manuscripts import Manuscripts
from .subjects_reports import Reports
from .subjects_requests import Requests
from .subjects_sweeps import Sweeps


@dataclass
class Place(Manuscripts, Endings, Items, Sweeps, Reports, Requests):
    """An organisation with something of each kind in it, made when first asked for."""

    code: str

    @cached_property
    def publication(self) -> Any:
        drafted = city.draft(f"{self.code}的办法", self.code, relations=(repeals(),))
        return publications.publish(drafted, by=city.OPERATOR)

    @cached_property
    def quarantined(self) -> Any:
        draft = city.draft(f"{self.code}的名单", self.code)
        return QuarantinedRecord.objects.create(
            source_key=f"matrix:{self.code}", publisher=queries.by_code(self.code), title=draft.title,
            draft=pack(draft), findings="[]", at=timezone.now(),
        )  # fmt: skip

    @cached_property
    def post(self) -> str:
        return orgs.create_post(self.code, "空缺岗位", [Duty.READ], by=city.OPERATOR).code

    @cached_property
    def shift(self) -> Any:
        now = timezone.now()
        return set_shift(self.code, self.person, now, now + timedelta(hours=8), by=city.OPERATOR)

    @cached_property
    def person(self) -> str:
        name = f"person-{self.code}"
        orgs.enrol(name, "某人", city.PASSWORD, organisation=self.code, own=True, by=city.OPERATOR)
        return name


def repeals() -> Any:
    return city.Found(city.RelationKind.REPEALS, f"num:{city.OLD}", city.OLD, f"{city.OLD}同时废止。")


def tomorrow(hour: int) -> str:
    return f"{timezone.localdate() + timedelta(days=1):%Y-%m-%d} {hour:02}:00"


def of_publication(place: Place) -> list[str]:
    return list(place.publication.identifier.split("/"))


def of_post(place: Place) -> list[str]:
    return place.post.split("/")


ARGUMENTS: dict[str, Callable[[Place], list[str]]] = {
    "console:publication": of_publication,
    "console:withdraw": of_publication,
    "console:quarantined": lambda place: [str(place.quarantined.pk)],
    "console:decide_quarantined": lambda place: [str(place.quarantined.pk)],
    "console:person": lambda place: [place.person],
    "console:person_step": lambda place: [place.person, "password"],
    "console:post": of_post,
    "console:roster": lambda place: [place.code],
    "console:clear_shift": lambda place: [place.code, str(place.shift.pk)],
    "console:export_audit": lambda place: ["csv"],
    "console:post_step": lambda place: [*of_post(place), "grant"],
}
SENT: dict[str, Callable[[Place], dict[str, Any]]] = {
    "console:decide_quarantined": lambda place: {"answer": "refuse", "reason": "经核对"},
    "console:decide_relation": lambda place: {
        "source": place.publication.identifier,
        "kind": "repeals",
        "target_key": f"num:{city.OLD}",
        "answer": "confirm",
    },
    "console:enrol": lambda place: {
        "username": f"new-{place.code}",
        "full_name": "新人",
        "organisation": place.code,
    },
    "console:roster": lambda place: {
        "username": place.person,
        "from_at": tomorrow(8),
        "to_at": tomorrow(18),
    },
    "console:person": lambda place: {"full_name": "新名", "organisation": place.code, "email": ""},
    "console:create_post": lambda place: {"organisation": place.code, "title": "新岗位", "duties": ["read"]},
    "console:post_step": lambda place: {"duty": "draft"},
}
# Their address or form names something, but nothing that belongs to an organisation.
UNBOUND = {
    "console:begin_manuscript",
    "console:sweeps",
    "console:export_audit",
    "console:add_word",
    "console:word",
    "console:retire_word",
}
for room in (
    subjects_manuscripts,
    subjects_endings,
    subjects_items,
    subjects_sweeps,
    subjects_reports,
    subjects_requests,
):
    ARGUMENTS |= room.ARGUMENTS
    SENT |= room.SENT
