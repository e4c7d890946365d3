"""A city with reviewers: a department with people for every stage, and a street that has only two."""

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs import services
from gongkai.ground.orgs.rules import Actor, Duty, NewOrganisation, OrganisationKind, check_character, system

OPERATOR = system("test")
PASSWORD = "Long-enough-for-a-test-1"
FINANCE = "42990010" + check_character("42990010")
STREET = "42990030" + check_character("42990030")
DUTIES = {
    "drafter": (Duty.READ, Duty.DRAFT),
    "first": (Duty.READ, Duty.REVIEW),
    "second": (Duty.READ, Duty.REVIEW),
    "secrecy": (Duty.READ, Duty.SECRECY),
    "legality": (Duty.READ, Duty.LEGALITY),
    "final": (Duty.READ, Duty.FINAL, Duty.PUBLISH),
}


def city() -> dict[str, Actor]:
    """Actors by name; those of the street are ``street drafter`` and ``street first``."""
    root = services.ensure_root(by=OPERATOR)
    new = (
        NewOrganisation(FINANCE, "江城市财政局", OrganisationKind.DEPARTMENT, root.code, "财政局"),
        NewOrganisation(STREET, "江城市滨江街道办事处", OrganisationKind.STREET, FINANCE, "滨江街道"),
    )
    services.open_organisations(new, by=OPERATOR)
    people = {name: staff(name, FINANCE, *duties) for name, duties in DUTIES.items()}
    for name in ("drafter", "first"):
        people[f"street {name}"] = staff(f"street-{name}", STREET, *DUTIES[name])
    return people


def staff(username: str, organisation: str, *duties: Duty) -> Actor:
    """A person with a post that carries these duties, as an actor."""
    user = services.enrol(username, username, PASSWORD, organisation=organisation, own=True, by=OPERATOR)
    post = services.create_post(organisation, username, duties, by=OPERATOR)
    services.appoint(username, post.code, by=OPERATOR)
    return orgs.acting(user, post)
