"""The frame of pages about somebody's request; nothing of them is for search engines."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from ..meta_tags import column
from ..page import Layout, answer

STYLES = ("portal/document.css", "portal/requests.css")


def page(
    request: HttpRequest,
    name: str,
    title: str,
    context: dict[str, Any],
    *,
    path: str = "",
    status: int = 200,
    crumbs: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    """One of these pages within the layout."""
    layout = Layout(
        title,
        "participation",
        path or reverse("portal:requests"),
        crumbs=[
            (_("首页"), reverse("portal:home")),
            (_("互动交流"), reverse("portal:participation")),
            (_("依申请公开"), reverse("portal:requests")),
            *crumbs,
            (title, ""),
        ],
        meta=[*column(title, "", [title, _("依申请公开")], _("互动栏目")), ("robots", "noindex")],
        styles=STYLES,
        plain=True,
    )
    return answer(request, f"portal/requests/{name}.html", layout, context, status=status)
