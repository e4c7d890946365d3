"""A letter is found by its number and its code together."""

from gongkai.desk.engagement.models import Letter
from gongkai.desk.engagement.queries import codes
from gongkai.desk.engagement.rules.kinds import Kind
from gongkai.desk.engagement.services import intake

from .corresponding import RECEIVED, WRITING, root


def test_number_and_code_must_fit(people, at):
    at(RECEIVED)
    taken = intake.submit(root(), Kind.ENQUIRY, WRITING, "token")
    number = taken.letter.number
    assert codes.found(f" {number} ", taken.code.lower()).pk == taken.letter.pk
    assert codes.found(number, "AAAA-AAAA-AAAA-AAAA") is None
    assert codes.found(number + "\0", taken.code).pk == taken.letter.pk
    assert codes.found("nothing", taken.code) is None
    assert codes.coded(taken.code).pk == codes.shown(taken.letter.pk).pk


def test_a_code_alone_is_found_by_its_index():
    """The unique index leaves out destroyed letters, so no engine can use it for this."""
    assert Letter._meta.get_field("code").db_index
