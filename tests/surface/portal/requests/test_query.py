"""Only number and code together open a case, guesses end soon, and the right to look ends too."""

from django.test import Client
from django.utils import timezone

from gongkai.desk.disclosure.services import reading
from tests.desk.disclosure.asking import RECEIVED

from .citizen import STATUS, applied

WRONG = "AAAA-AAAA-AAAA-AAAA"


def text(response) -> str:
    return response.content.decode()


def ask(client, number, code, **more):
    return client.post(STATUS, {"number": number, "code": code}, **more)


def seen(client) -> str:
    return text(client.get(STATUS))


def test_number_and_code_open_the_case_and_nothing_of_them_is_in_the_address(sent):
    case, number, code = sent
    stranger = Client()
    assert "查询码遗失了" in seen(stranger)
    response = ask(stranger, number.lower(), code.lower().replace("-", " "))
    assert (response.status_code, response.headers["Location"]) == (302, STATUS)
    page = seen(stranger)
    assert "等机关确认收到" in page and number in page and code not in page
    assert "提交至今 0 天" in page


def test_anothers_number_with_a_right_code_of_another_case_is_refused(sent, people):
    _case, number, _code = sent
    other_number, other_code = applied(Client(), title="另一项信息")
    stranger = Client()
    response = ask(stranger, number, other_code)
    assert response.status_code == 422 and "对不上" in text(response)
    assert "gk_case" not in stranger.cookies and other_number != number


def test_guesses_end_soon_even_for_the_right_code_and_begin_afresh_later(sent, at):
    case, number, code = sent
    stranger = Client()
    for _guess in range(10):
        assert ask(stranger, number, WRONG).status_code == 422
    assert ask(stranger, number, WRONG).status_code == 429
    assert ask(stranger, number, code).status_code == 429
    assert ask(stranger, number, code, REMOTE_ADDR="192.0.2.7").status_code == 302  # its owner, elsewhere
    at(RECEIVED, 11)
    assert ask(stranger, number, code).status_code == 302


def test_three_hundred_guesses_from_many_addresses_never_succeed_and_shut_the_number(sent):
    _case, number, code = sent
    answers = [
        ask(Client(), number, f"AAAA-AAAA-AAAA-A{n:03d}", REMOTE_ADDR=f"192.0.2.{n % 250}").status_code
        for n in range(300)
    ]
    assert 302 not in answers and answers.count(422) == 100 and answers.count(429) == 200
    assert ask(Client(), number, code, REMOTE_ADDR="198.51.100.1").status_code == 429


def test_a_number_that_does_not_exist_is_answered_alike(sent):
    case, number, _code = sent
    wrong, none = (ask(Client(), one, WRONG) for one in (number, number[:-1] + "9"))
    assert wrong.status_code == none.status_code == 422
    for response in (wrong, none):
        assert "编号和查询码对不上" in text(response)
    assert "请把编号和查询码都填上" in text(ask(Client(), "", ""))
    assert ask(Client(), "\0", "\0").status_code == 422


def test_right_tries_do_not_count(sent):
    _case, number, code = sent
    for _look in range(12):
        assert ask(Client(), number, code).status_code == 302


def test_the_right_ends_with_half_an_hour_with_leaving_and_with_a_new_code(
    sent, people, visitor, monkeypatch
):
    case, number, code = sent
    assert number in seen(visitor)
    reading.reissue(case.pk, "another token", by=people["case officer"])
    assert "查询码遗失了" in seen(visitor)
    other, _code = applied(visitor)
    assert other in seen(visitor)
    visitor.post("/requests/leave/")
    assert "查询码遗失了" in seen(visitor)
    applied(visitor)
    cookie = visitor.cookies["gk_case"].value
    monkeypatch.setattr("django.core.signing.time.time", lambda: timezone.now().timestamp() + 10**9)
    assert "查询码遗失了" in seen(visitor)
    visitor.cookies["gk_case"] = cookie[:-2] + "xx"
    assert "查询码遗失了" in seen(visitor)
