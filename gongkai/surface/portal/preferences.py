"""Language and text size: two cookies, set by plain links, so that no script is needed."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from .page import LANGUAGE_COOKIE, LANGUAGES, SIZE_COOKIE, Layout, answer, public

SIZES = ("normal", "large")
YEAR = 365 * 24 * 3600


@public
def preferences(request: HttpRequest) -> HttpResponse:
    """Set ``language`` (zh, en) or ``size`` (normal, large) and go back; without either, offer the choice."""
    language, size = request.GET.get("language"), request.GET.get("size")
    if language not in LANGUAGES and size not in SIZES:
        title = _("显示设置")
        layout = Layout(title, crumbs=[(_("首页"), reverse("portal:home")), (title, "")])
        return answer(request, "portal/preferences.html", layout, {"back": back(request)})
    response = HttpResponseRedirect(back(request))
    if language in LANGUAGES:
        response.set_cookie(LANGUAGE_COOKIE, language, max_age=YEAR, samesite="Lax", httponly=True)
    if size in SIZES:
        response.set_cookie(SIZE_COOKIE, size, max_age=YEAR, samesite="Lax", httponly=True)
    return response


def back(request: HttpRequest) -> str:
    """Where to return to: ``next`` when it is a path of this site, else the home page."""
    target = request.GET.get("next", "")
    if target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        return target
    return reverse("portal:home")
