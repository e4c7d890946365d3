"""What the pages of one organisation share: the organisation, the way to it, the addresses below it."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.ground.orgs import queries as orgs

from .naming import called


def wanted(code: str) -> Any:
    """The organisation of a code; else 404."""
    organisation = orgs.by_code(code)
    if organisation is None:
        raise Http404(code)
    return organisation


def crumbs(organisation: Any, *last: tuple[str, str]) -> list[tuple[str, str]]:
    return [
        (_("首页"), reverse("portal:home")),
        (_("政务公开"), reverse("portal:openness")),
        (_("各单位的政府信息公开专栏"), reverse("portal:organisations")),
        (called(organisation), reverse("portal:organisation", args=[organisation.code]) if last else ""),
        *last,
    ]


def item_address(code: str, item: str) -> str:
    return reverse("portal:organisation_item", args=[code, item])
