"""Every console route, tried with every duty on subjects of the own, a lower and another organisation.

``python -m tests.surface.console.matrix`` writes ``matrix.txt`` anew; look at the difference before you keep
it. What a try shows:

- ``acts``: a POST left an entry in the ledger;
- ``reads``: the screen opened and changed nothing;
- ``403``: the duties do not open the screen; ``404``: there is no such thing for this person.

Each duty is tried alone and, where reading opens the screen, together with reading: many services want a
second duty behind the door. Every POST is rolled back.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import BadRequest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from gongkai.ground.ledger.models import Entry
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import Duty, NewOrganisation, OrganisationKind
from gongkai.project.urls import console
from gongkai.surface.console import doors, gate

from .. import city
from ..test_routes import OPEN_CONSOLE, SHADOWED, example, walk
from .subjects import ARGUMENTS, SENT, UNBOUND, Place

SNAPSHOT = Path(__file__).with_name("matrix.txt")
WRITE = "GONGKAI_WRITE_MATRIX"
MIDDLE, BELOW = city.code("42990030"), city.code("42990031")
BEHIND = 400  # what ``probe`` answers behind the gate
RELATIONS = ("own", "child", "other")
MOST_MISSING = 3
ALL = tuple(duty.value for duty in Duty)


def ours() -> list[tuple[str, str]]:
    """Our own staff routes: (name, address pattern)."""
    return sorted(
        {
            (name, f"/{address}")
            for address, name, _ in walk(console.urlpatterns)
            if name.startswith("console:")
        }
        - {(name, address) for name, address in _all() if name in OPEN_CONSOLE}
    )


def _all() -> Iterator[tuple[str, str]]:
    yield from ((name, f"/{address}") for address, name, _ in walk(console.urlpatterns))


def shell() -> list[tuple[str, str]]:
    """Wagtail's routes of the staff face that have a plain address: (name, address)."""
    found = set()
    for address, name, _ in walk(console.urlpatterns):
        sample = example(address)
        if (
            sample
            and address.startswith("console/")
            and not name.startswith("console:")
            and not shadowed(name)
        ):
            found.add((name or address, sample))
    return sorted(found)


def shadowed(name: str) -> bool:
    return name in SHADOWED or name in OPEN_CONSOLE


def undeclared() -> list[str]:
    """Our routes whose address names something that nobody has said how to make."""
    return [name for name, address in ours() if "<" in address and name not in ARGUMENTS]


class Trial:
    """The city, one person for each set of duties in MIDDLE, and the tries."""

    def __init__(self, jiangcheng: Any) -> None:
        for code, parent in ((MIDDLE, jiangcheng.root.code), (BELOW, MIDDLE)):
            new = NewOrganisation(code, f"机构{code}", OrganisationKind.DEPARTMENT, parent)
            orgs.open_organisation(new, by=city.OPERATOR)
        self.places = {
            "own": Place(MIDDLE),
            "child": Place(BELOW),
            "other": Place(city.FINANCE),
        }
        self.alone = {duty: self.person(duty) for duty in ALL}
        self.reading = {duty: self.person("read", duty) for duty in ALL if duty != "read"}

    def person(self, *duties: str) -> Client:
        client = Client()
        client.force_login(
            city.person("-".join(("x", *duties)), MIDDLE, "试", *(Duty(duty) for duty in duties))
        )
        client.get("/console/posts/")  # writes the click
        return client

    def actors(self, name: str) -> Iterator[tuple[str, Client]]:
        yield from self.alone.items()
        if Duty.READ in doors.DOORS.get(name, ()):
            yield from ((f"read+{duty}", client) for duty, client in self.reading.items())

    def lines(self) -> Iterator[str]:
        yield "# Who may do what in the console: python -m tests.surface.console.matrix"
        yield "# own, child, other: whose the subject is, seen from the organisation of the post that acts."
        for name, address in ours():
            yield ""
            yield f"{name}  {address}"
            bound = (name in ARGUMENTS or name in SENT) and name not in UNBOUND
            for relation in RELATIONS if bound else ("own",):
                yield f"  {relation if bound else 'any':<6}{self.row(name, self.places[relation])}"
        yield ""
        yield "# Wagtail's own pages: which duties the gate lets through. Everything else of Wagtail is 404."
        yield from self.wagtail()

    def row(self, name: str, place: Place) -> str:
        """The outcomes of one route with subjects of one organisation."""
        address = reverse(name, args=ARGUMENTS[name](place) if name in ARGUMENTS else [])
        found: dict[str, list[str]] = {}
        for who, client in self.actors(name):
            found.setdefault(outcome(client, address, SENT[name](place) if name in SENT else {}), []).append(
                who
            )
        return said(found)

    def wagtail(self) -> Iterator[str]:
        for name, address in shell():
            open_to = [who for who, client in self.alone.items() if opened(client, address)]
            if open_to:
                yield f"{name}  {'everybody' if len(open_to) == len(ALL) else ' '.join(open_to)}"


def outcome(client: Client, address: str, sent: dict[str, Any]) -> str:
    """What one person's GET and POST of an address come to, the POST undone."""
    seen = status_of(client.get(address))
    with transaction.atomic():
        before = Entry.objects.count()
        status = status_of(client.post(address, sent))
        acted = Entry.objects.count() > before
        transaction.set_rollback(True)
    if acted:
        return "acts"
    status = status if seen == 405 else seen
    return str(status) if status in (403, 404) else "reads" if status < 500 else f"fails with {status}"


def status_of(answer: Any) -> int:
    """The status of an answer; one that is sent while it is read is read to its end, which closes it."""
    if answer.streaming:
        b"".join(answer.streaming_content)
    return int(answer.status_code)


def opened(client: Client, address: str) -> bool:
    """Whether the gate let the request through to where ``probe`` waits."""
    return client.get(address).status_code == BEHIND


def said(found: dict[str, list[str]]) -> str:
    """Outcomes in words; the largest refusal comes last as everybody else's."""
    refusals = [name for name in found if name in ("403", "404")]
    rest = max(refusals, key=lambda name: len(found[name]), default="")
    parts = [f"{name}: {brief(found[name])}" for name in sorted(found, reverse=True) if name != rest]
    if rest:
        parts.append(f"{rest}: {'all others' if parts else 'all'}")
    return "; ".join(parts)


def brief(people: list[str]) -> str:
    """Duties in words: most of them, or most of them together with reading, by the few that are missing."""
    words = []
    for every, name in ((ALL, "everybody"), (tuple(f"read+{duty}" for duty in ALL[1:]), "read+any")):
        here, missing = [who for who in people if who in every], [who for who in every if who not in people]
        few = len(missing) <= MOST_MISSING
        but = f" but {' '.join(missing)}" if missing else ""
        words += [f"{name}{but}"] if here and few else here
    return " ".join(words)


def probe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop at the door of Wagtail's own pages: what matters here is whether it opens."""

    def stop(*_: object) -> None:
        raise BadRequest("the gate has let the request through")

    monkeypatch.setattr(gate.groups, "follow_duties", stop)
