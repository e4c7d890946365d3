"""What the public reads of letters: days to an answer, and figures that tell of no single one."""

from datetime import date

from gongkai.desk.engagement.queries import published
from gongkai.desk.engagement.queries.published import Figures
from gongkai.desk.engagement.rules.kinds import Score
from gongkai.desk.engagement.rules.public_page import Proposal
from gongkai.desk.engagement.services import publishing, rating
from gongkai.desk.engagement.services.holding import WRITER

from .corresponding import ANSWER, accepted, fresh, reply, submitted


def test_a_published_letter_says_how_long_it_took(people, at):
    letter = accepted(people, at)
    at(date(2026, 3, 9))
    reply(people, letter)
    confirmed = Proposal("路灯不亮", "滨江路的路灯不亮。", ANSWER)
    letter = publishing.publish(letter.pk, confirmed, version=fresh(letter).version, by=people["final"])
    found = published.answered([letter.publication_id, 10**6])
    assert list(found) == [letter.publication_id]
    assert found[letter.publication_id] == published.Answered(date(2026, 3, 2), date(2026, 3, 9), 5)


def test_the_year_is_counted_in_one_statement_and_a_rate_needs_enough(people, at, django_assert_num_queries):
    letter = reply(people, accepted(people, at))
    rating.rate(letter.pk, Score.GOOD, by=WRITER)
    submitted(at)
    with django_assert_num_queries(1):
        counted = published.figures(2026)
    assert counted == Figures(received=2, ended=1, in_time=1, rated=1, content=1)
    assert counted.timely is None and counted.satisfied is None
    assert published.figures(2025) == Figures(0, 0, 0, 0, 0)


def test_a_rate_is_never_rounded_up_to_a_whole_hundred():
    assert Figures(300, 300, 299, 10, 9).timely == 99
    assert Figures(300, 300, 299, 10, 9).satisfied == 90
