"""Somebody without scripts who says something about a clause."""

import re

from django.urls import reverse

from gongkai.surface.portal.intake import questions, robots

TOKEN, ASKED = re.compile(r'name="token" value="([^"]+)"'), re.compile(r'name="asked" value="([^"]+)"')


def address(row, anchor=3, name="consultation_comment"):
    return reverse(f"portal:{name}", args=[row.pk, anchor])


def form(visitor, row, anchor=3):
    """The hidden fields of a form with its question answered, as a person reads it."""
    page = visitor.get(address(row, anchor)).content.decode()
    asked = ASKED.search(page)[1]
    seed = robots.signing.loads(asked, salt=robots.SALT)[0]
    _words, answer = questions.drawn(robots._seed(seed))
    return {"token": TOKEN.search(page)[1], "asked": asked, "answer": str(answer)}


def speak(visitor, row, words="前三十分钟应当免费", anchor=3, stance="amend", **known):
    sent = form(visitor, row, anchor) | {"words": words, "stance": stance} | known
    return visitor.post(address(row, anchor), sent)
