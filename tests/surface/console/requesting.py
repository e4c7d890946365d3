"""People who handle requests, their clients past both factors, and requests of today, for these tests."""

from gongkai.desk.disclosure.models import DisclosureRequest
from gongkai.desk.disclosure.services import filing, handling
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Duty
from tests.desk.disclosure import asking
from tests.record.editorial import making

from .clients import at as at
from .clients import entered as entered
from .clients import text as text


def city():
    """The room's people, an officer who may draft as well, and a supervisor of the city."""
    people = asking.city()
    people["releaser"] = making.staff("releaser", asking.FINANCE, Duty.READ, Duty.DISCLOSE, Duty.DRAFT)
    people["supervisor"] = making.staff("supervisor", orgs.root().code, Duty.READ, Duty.SUPERVISE)
    return people


def submitted(**fields):
    case, _ = filing.submit(asking.FINANCE, asking.application(**fields), next(asking.tokens))
    return case


def received(people, **fields):
    case = submitted(**fields)
    return handling.confirm(case.pk, subject="工程预算批复", version=case.version, by=people["case officer"])


def fresh(case):
    return DisclosureRequest.objects.get(pk=case.pk)


def step(client, case, name, **sent):
    """Post a step as its form does, with the version that the page showed and the tick."""
    given = {"version": fresh(case).version, "sure": "1", **sent}
    return client.post(at("request_step", case.pk, name), given, follow=True)
