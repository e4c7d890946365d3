"""People who refer, answer, review and publish letters, their clients, and steps as their forms send them."""

from tests.desk.engagement.conftest import built as built
from tests.desk.engagement.conftest import people as people
from tests.desk.engagement.corresponding import fresh

from .clients import at, entered, text


def step(client, letter, name, **sent):
    """Post a step as its form does, with the version that the page showed and the tick."""
    given = {"version": fresh(letter).version, "sure": "1", **sent}
    return client.post(at("letter_step", letter.pk, name), given, follow=True)


def done(client, letter, name, **sent):
    """The page after a step that must not be refused."""
    answer = step(client, letter, name, **sent)
    assert answer.status_code == 200, text(answer)
    return text(answer)


def seen(who, name, *arguments):
    """The status that a person gets of a page."""
    return entered(who).get(at(name, *arguments)).status_code
