"""A draft exactly as the public will see it, at a signed address that one person may open for a few minutes.

Never stored by the page store, a browser or a search engine; its address is told to no other site. Where
staff sign in on the same host, only the person who is named in the address sees it.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from gongkai.desk.documents.queries import previews
from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.queries.preview import as_public
from gongkai.record.catalogue.rules import Unpublishable

from . import document, failures, relations, timeline
from .page import answer, public
from .publications import crumbs


@never_cache
@public
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """The page of a draft, or a word on why there is none."""
    found = previews.seen(token)
    if found is None or not own(request, found.person):
        happened = _("预览地址只在几分钟内对打开它的人有效。请回到后台的稿件，重新打开预览。")
        return secluded(failures.shown(request, _("预览已经失效"), happened, 404))
    try:
        return secluded(shown(request, found.draft, found.changes))
    except Unpublishable as lacking:
        return secluded(failures.shown(request, _("现在还不能预览"), str(lacking), 422))


def own(request: HttpRequest, person: int) -> bool:
    """Whether the visitor is that person, as far as this face can know: by itself it knows no sign-in."""
    return settings.FACE == "portal" or request.user.pk == person


def shown(request: HttpRequest, draft: Any, changes: Any) -> HttpResponse:
    now = timezone.now()
    made = as_public(draft, changes, now)
    item = made.publication
    item.identifier = item.identifier or _("发布时编定")
    path = item.path or reverse("portal:home")
    links = relations.linked(made.relations, catalogue.inverse(changes) if changes else [])
    drawn = document.drawn(item, made.version, links, timezone.localdate(now))
    earlier = catalogue.versions(changes) if changes else []
    context = drawn.context | {"preview": True, "versions": timeline.versions([made.version, *earlier])}
    return answer(
        request, "portal/publication.html", document.layout(item, made.version, path, crumbs(item)), context
    )


def secluded(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
