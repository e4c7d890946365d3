"""The frame of pages about somebody's letter; nothing of them is for search engines."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from ..meta_tags import column
from ..page import Layout, answer

STYLES = ("portal/document.css", "portal/requests.css", "portal/letters.css")


def crumbs(title: str) -> list[tuple[str, str]]:
    """Where a page of letters stands."""
    return [
        (_("首页"), reverse("portal:home")),
        (_("互动交流"), reverse("portal:participation")),
        (_("写信"), reverse("portal:letters")),
        (title, ""),
    ]


def page(
    request: HttpRequest, name: str, title: str, context: dict[str, Any], *, path: str, status: int = 200
) -> HttpResponse:
    """One of these pages within the layout."""
    layout = Layout(
        title,
        "participation",
        path,
        crumbs=crumbs(title),
        meta=[*column(title, "", [title, _("写信")], _("互动栏目")), ("robots", "noindex")],
        styles=STYLES,
        plain=True,
    )
    return answer(request, f"portal/letters/{name}.html", layout, context, status=status)
