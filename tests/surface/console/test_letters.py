"""The work list of letters: what waits for whom on top, the most urgent first, masked, cheap, in scope."""

from datetime import date

import pytest

from tests.desk.engagement import corresponding
from tests.desk.engagement.corresponding import BUILDING, FINANCE

from .clients import at as address
from .clients import entered, text
from .letter_city import built as built
from .letter_city import people as people

MOST = 12  # statements of the list
PERSONAL = ("周晓梅", "13800138000", "138 0013 8000", "8号3栋", "xiaomei")


def test_what_waits_stands_on_top_and_nothing_tells_who_wrote(people, at, django_assert_max_num_queries):
    late = corresponding.submitted(at, date(2026, 2, 2), title="井盖破损")
    fresh = corresponding.submitted(at)
    client = entered("referrer")
    with django_assert_max_num_queries(MOST):
        page = client.get(address("letters"))
    shown = text(page)
    assert shown.index(late.number) < shown.index(fresh.number)
    assert "其中超期 1 件" in shown and "还有" in shown and "超期" in shown
    assert ("refer", "待分办", 2) in page.context["views"] and "登记来信" in shown
    assert not [word for word in PERSONAL if word in shown]
    only = client.get(address("letters") + "?view=late")
    assert [row.letter for row in only.context["rows"]] == [late]


def test_views_filters_and_pages(people, at, django_assert_max_num_queries):
    letter = corresponding.referred(people, at)
    client = entered("answerer")
    with django_assert_max_num_queries(MOST):
        accept = client.get(address("letters") + "?view=accept")
    assert [row.letter for row in accept.context["rows"]] == [letter]
    for asked, count in (("number=" + letter.number, 1), ("kind=enquiry", 0), ("category=城市管理", 1),
                         ("stage=answered", 0), ("view=mine", 0), ("view=join", 0)):  # fmt: skip
        assert len(client.get(address("letters") + "?" + asked).context["rows"]) == count, asked
    assert client.get(address("letters") + "?before=nonsense").status_code == 400
    assert client.get(address("letters") + "?number=%00").status_code == 400


def test_nobody_sees_letters_of_others_or_without_a_duty(people, at):
    letter = corresponding.referred(people, at)
    assert letter.number not in text(entered("builder").get(address("letters")))
    assert entered("drafter").get(address("letters")).status_code == 403
    supervisor = text(entered("supervisor").get(address("letters")))
    assert letter.number in supervisor and "登记来信" not in supervisor


@pytest.mark.parametrize("who", ["referrer", "answerer"])
def test_letters_stand_in_the_first_work_list(people, at, who, django_assert_max_num_queries):
    corresponding.submitted(at)
    corresponding.accepted(people, at)
    corresponding.referred(people, at)
    client = entered(who)
    with django_assert_max_num_queries(15):
        page = text(client.get(address("work")))
    assert ("分办" in page) is (who == "referrer")
    assert ("受理" in page) is (who == "answerer")
    assert FINANCE != BUILDING
