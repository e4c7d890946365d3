"""How every public page is answered: language and text size by cookie, page tags, the layout's facts.

A public view never touches the session, so no answer sets a cookie or carries a CSRF token; two
visitors with the same address and the same ``gk_lang`` and ``gk_size`` get the same bytes. Addresses
are built from ``settings.PUBLIC_ADDRESS``, never from the request's host.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import lru_cache, wraps
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.ground.orgs import queries as orgs

from .as_of import as_of

LANGUAGE_COOKIE = "gk_lang"
SIZE_COOKIE = "gk_size"
LANGUAGES = {"zh": "zh-hans", "en": "en"}
SECTIONS = ("home", "openness", "services", "participation", "city", "sites")

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Layout:
    """What the frame around a page needs. ``crumbs`` are (label, address), ``meta`` (name, content);
    ``path`` is the page's own permanent address, ``feed`` that of its Atom feed or ""."""

    title: str
    section: str = ""
    path: str = ""
    crumbs: Sequence[tuple[str, str]] = ()
    meta: Sequence[tuple[str, str]] = ()
    feed: str = ""
    plain: bool = False
    styles: Sequence[str] = field(default_factory=tuple)


def absolute(path: str) -> str:
    """The public address of a path of this site."""
    return settings.PUBLIC_ADDRESS.rstrip("/") + path


def site() -> dict[str, str]:
    """The site's fixed facts (政府网站发展指引 §4.2) for templates; the environment's before the data's."""
    stated = orgs.site()
    return {
        "name": settings.SITE_NAME,
        "city": settings.SITE_CITY,
        "code": settings.SITE_CODE,
        "sponsor": settings.SITE_SPONSOR,
        "operator": settings.SITE_OPERATOR or stated.get("operator", ""),
        "telephone": settings.SITE_TELEPHONE or stated.get("telephone", ""),
        "email": settings.SITE_EMAIL or stated.get("email", ""),
        "mark": getattr(settings, "SITE_MARK", ""),
        "icp": settings.SITE_ICP,
        "police": settings.SITE_POLICE,
        "demo": orgs.demonstration(),
        "domain": urlsplit(settings.PUBLIC_ADDRESS).netloc,
        "address": settings.PUBLIC_ADDRESS.rstrip("/"),
    }


def navigation() -> list[tuple[str, str, str]]:
    """The six sections as (key, label, address)."""
    labels = (_("首页"), _("政务公开"), _("办事服务"), _("互动交流"), city_label(), _("站群导航"))
    return [(key, label, reverse(f"portal:{key}")) for key, label in zip(SECTIONS, labels, strict=True)]


def city_label() -> str:
    """走进 + the city's name."""
    return _("走进%(city)s") % {"city": settings.SITE_CITY}


def end_of_today(now: datetime) -> int:
    """Unix seconds of the next local midnight: a page that says "today" is wrong after it."""
    day = timezone.localtime(now).date() + timedelta(days=1)
    return int(timezone.make_aware(datetime.combine(day, time())).timestamp())


def public(view: View) -> View:
    """A view for everybody: GET and HEAD only."""
    return require_safe(spoken(view))


def spoken(view: View) -> View:
    """A view in the cookie's language (Chinese without one), which knows the checkpoint before its rows."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        language = LANGUAGES.get(request.COOKIES.get(LANGUAGE_COOKIE, ""), "zh-hans")
        request.as_of = as_of()  # type: ignore[attr-defined]
        with translation.override(language):
            response = view(request, *args, **kwargs)
        response.headers["Content-Language"] = language
        return response

    return wrapped


@lru_cache(maxsize=64)
def part(name: str, language: str, section: str, facts: tuple[tuple[str, str], ...]) -> SafeString:
    """A piece of the frame that many pages share, for one language and the site's facts."""
    context = {"site": dict(facts), "navigation": navigation(), "section": section}
    return render_to_string(f"portal/parts/{name}.html", context)


def frame(request: HttpRequest, layout: Layout) -> dict[str, Any]:
    """The template variables of the layout around any page."""
    language = translation.get_language() or ""
    english = language == "en"
    facts = site()
    known = tuple(facts.items())
    large = request.COOKIES.get(SIZE_COOKIE) == "large"
    here = quote(request.get_full_path(), safe="/")
    change = reverse("portal:preferences")
    return {
        "layout": layout,
        "as_of": getattr(request, "as_of", {}),
        "site": facts,
        "menu": part("navigation", language, layout.section, known),
        "footer": part("footer", language, "", known),
        "english": english,
        "language_tag": "en" if english else "zh-CN",
        "large": large,
        "change_size": f"{change}?size={'normal' if large else 'large'}&next={here}",
        "change_language": f"{change}?language={'zh' if english else 'en'}&next={here}",
        "canonical": absolute(layout.path or request.path),
    }


def answer(
    request: HttpRequest,
    template: str,
    layout: Layout,
    context: dict[str, Any] | None = None,
    *,
    tags: Iterable[str] = (),
    not_after: int | None = None,
    reads: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render ``template`` within the layout.

    ``tags`` name what the page depends on; without any the page is never stored. ``not_after`` is in
    unix seconds. ``reads`` are the names of the query, space-separated, that the page depends on.
    """
    response = render(request, template, {**frame(request, layout), **(context or {})}, status=status)
    return tagged(response, tags, not_after, reads)


def tagged(
    response: HttpResponse, tags: Iterable[str], not_after: int | None = None, reads: str = ""
) -> HttpResponse:
    """Declare to the page store what an answer depends on and until when it holds."""
    names = sorted(set(tags))
    if names:
        response.headers["Gongkai-Tags"] = " ".join(names)
        if not_after is not None:
            response.headers["Gongkai-Not-After"] = str(not_after)
        if reads:
            response.headers["Gongkai-Query"] = reads
    return response
