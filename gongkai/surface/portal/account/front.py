"""The account: how one is known here, what one has sent, what one was told."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from gongkai.ground.citizens import queries as citizens
from gongkai.ground.citizens.rules import LEVEL_LABELS, Level
from gongkai.ground.notices import queries as notices
from gongkai.ground.notices.services import outgoing

from . import matters
from .answering import mine, page


@mine("GET")
def account(request: HttpRequest, citizen: Any) -> HttpResponse:
    """What is shown as new is read from now on."""
    told = notices.in_account(citizen.pk)
    if any(one.fresh for one in told):
        outgoing.mark_read(citizen.pk)
    reach = citizens.reach(citizen)
    context = {
        "level": _(LEVEL_LABELS[Level(citizen.level)]),
        "telephone": masked(reach.telephone),
        "matters": matters.of(citizen.digest),
        "told": told,
    }
    return page(request, "front", _("我的账号"), context)


def masked(telephone: str) -> str:
    """A number that its owner knows again, and nobody who looks over the shoulder."""
    return f"{telephone[:3]}****{telephone[-4:]}" if telephone else ""
