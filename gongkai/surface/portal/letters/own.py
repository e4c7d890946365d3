"""A signed-in citizen's own letters: listed in the account, and opened without a code."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.desk.engagement.queries import codes, letters
from gongkai.desk.engagement.rules.kinds import Stage

from ..account.answering import mine
from ..account.lines import Matter
from .holding import rights


@mine("GET")
def own(request: HttpRequest, citizen: Any, key: int) -> HttpResponse:
    """Lets this browser see the letter, as its code would. Another's is not there."""
    letter = codes.shown(key) if key < 2**31 else None
    if letter is None or not letter.citizen or letter.citizen != citizen.digest:
        raise Http404("no such letter")
    response = HttpResponseRedirect(reverse("portal:letter_status"))
    rights.give(response, letter)
    return response


def matters(digest: str) -> Iterable[Matter]:
    """The citizen's letters as lines of the account."""
    for letter in letters.of_citizen(digest):
        yield Matter(
            _("来信"),
            letter.number,
            letter.received_on,
            _(Stage(letter.stage).label),
            reverse("portal:letter_own", args=[letter.pk]),
        )
