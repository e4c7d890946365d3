"""Query codes: long, forgiving to type, and no quicker to refuse for a number that does not exist."""

from gongkai.desk.disclosure.queries.codes import LETTERS, code_of, digest_of, found, new_token
from gongkai.desk.disclosure.services import filing

from . import asking


def test_tokens_differ_and_codes_follow_from_them():
    tokens = {new_token() for _ in range(100)}
    codes = {code_of(token) for token in tokens}
    assert len(tokens) == len(codes) == 100
    assert all(len(code.replace("-", "")) == LETTERS for code in codes)
    assert digest_of(" ab-cd ") == digest_of("ABCD")


def test_a_wrong_number_does_what_a_wrong_code_does(people, at, django_assert_num_queries):
    """The same statement, the same digest, the same comparison: its time does not tell which was wrong."""
    at(asking.RECEIVED)
    case, _ = filing.submit(asking.FINANCE, asking.APPLICATION, "a token")
    for number in (case.number, "429900108-2026-99999", "x"):
        with django_assert_num_queries(1):
            assert found(number, "AAAA-BBBB-CCCC-DDDD") is None
