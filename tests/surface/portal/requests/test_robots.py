"""The proof of work is bound to one form; questions are many, and answered however people write numbers."""

import base64
import json
import random
import secrets

import pytest
from altcha import Challenge, Payload, solve_challenge
from django.utils import translation

from gongkai.surface.portal.requests import questions, robots

TOKEN = "t" * 32


def solved(gate: robots.Gate) -> str:
    """What the worker sends."""
    challenge = Challenge.from_dict(json.loads(gate.challenge))
    return Payload(challenge, solve_challenge(challenge)).to_base64()


def test_a_proof_counts_for_its_own_form_alone():
    payload = solved(robots.gate(TOKEN))
    assert robots.trouble({"altcha": payload}, TOKEN) == ""
    assert robots.trouble({"altcha": payload}, "other")
    assert robots.trouble({"altcha": payload, robots.POT: "x"}, TOKEN)


@pytest.mark.parametrize("payload", ["", "x", "e30=", "W10=", "bnVsbA==", "A" * 5_000, "\ud800"])
def test_broken_proofs_are_no_proofs(payload):
    assert robots.trouble({"altcha": payload}, TOKEN)


def test_a_proof_cannot_be_made_cheaper():
    known = json.loads(base64.b64decode(solved(robots.gate(TOKEN))))
    known["challenge"]["parameters"]["cost"] = 1
    assert robots.trouble({"altcha": base64.b64encode(json.dumps(known).encode()).decode()}, TOKEN)


def test_an_answer_counts_for_its_own_form_alone_and_is_not_on_the_page():
    gate = robots.gate(TOKEN)
    seed, _mark = robots.signing.loads(gate.asked, salt=robots.SALT)
    answer = questions.drawn(robots._seed(seed))[1]
    sent = {"asked": gate.asked, "answer": questions.chinese(answer) if answer < 100 else str(answer)}
    assert robots.trouble(sent, TOKEN) == ""
    assert robots.trouble(sent, "other")
    assert robots.trouble({**sent, "answer": str(answer + 1)}, TOKEN)


def test_questions_are_many_and_every_one_can_be_answered_in_either_language():
    drawn = {questions.drawn(secrets.token_bytes(8)) for _n in range(600)}
    assert len(drawn) > 150
    for words, answer in drawn:
        assert words.endswith(("？", "）")) and 0 < answer < 100
        assert questions.fits(f" {answer} ", answer) and questions.fits(questions.chinese(answer), answer)
    seed = b"one seed"
    chinese, answer = questions.drawn(seed)
    with translation.override("en"):
        english, same = questions.drawn(seed)
    assert same == answer and english != chinese


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("１２", 12),
        ("十二", 12),
        ("12个", 12),
        ("三十天", 30),
        ("两", 2),
        ("Twelve", 12),
        ("二十一", 21),
        ("五。", 5),
    ],
)
def test_numbers_are_read_as_people_write_them(typed, answer):
    assert questions.fits(typed, answer)
    assert not questions.fits(typed, answer + 1)


def test_every_maker_gives_what_it_asks():
    for maker in questions.MAKERS:
        words, answer = maker(random.Random(7))
        assert words and isinstance(answer, int)
