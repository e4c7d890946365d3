"""Who comes in: a signed-in person who holds a post today; what of Wagtail's shell each duty opens.

The gate only opens doors. What may be done behind them is checked again by each service, from the actor.
Scripts are our own files everywhere. Styles as well, but for Wagtail's own pages: its editor (Draft.js) and
its menus (Tippy) place themselves by style attributes, so ``style-src`` there allows inline styles.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.cache import never_cache

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty

from . import groups

POST = "post"  # the session key of the post in which the person acts
View = Callable[..., HttpResponse]

# Of Wagtail's own pages, what every member of staff uses, and what those who keep channels use besides.
EVERYBODY = (
    "wagtailadmin_account",
    "wagtailadmin_logout",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_dismissibles",
)
EDITORS = (
    "wagtailadmin_explore",
    "wagtailadmin_pages:",
    "wagtailadmin_choose_page",
    "wagtailadmin_api:",
    "wagtailadmin_editing_sessions:",
    "wagtailadmin_tag_",
    "wagtailimages:",
    "wagtailimages_chooser:",
    "wagtaildocs:",
    "wagtaildocs_chooser:",
)
CLOSED = (
    "wagtailadmin_pages:workflow",
    "wagtailadmin_pages:collect_workflow",
    "wagtailadmin_pages:convert_alias",
    # Copies, aliases and restrictions would change what is public past our services.
    "wagtailadmin_pages:copy",
    "wagtailadmin_pages:set_privacy",
)


def enter(request: HttpRequest) -> bool:
    """Put the acting post on the request: the chosen one, else the first held; False without any."""
    held = orgs.posts_of(request.user)
    post = next((post for post in held if post.code == request.session.get(POST)), held[0] if held else None)
    if post is None:
        return False
    request.post_held = post  # type: ignore[attr-defined]
    request.actor = Actor(  # type: ignore[attr-defined]
        post.code, post.organisation.code, orgs.duties_of(post), orgs.scope_of(post)
    )
    return True


def actor(request: HttpRequest) -> Actor:
    """Who acts in this request; only behind the gate."""
    found: Actor = request.actor  # type: ignore[attr-defined]
    return found


def staff(view: View) -> View:
    """A console screen: sign-in and a post held today, Chinese, never kept by a browser."""

    @wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("console:sign_in"))
        if not enter(request):
            return render(request, "console/no_post.html", status=403)
        with override("zh-hans"):
            response = view(request, *args, **kwargs)
            return response.render() if hasattr(response, "render") else response

    return never_cache(gated)


def open_to(duties: Iterable[str], name: str) -> bool:
    """Whether these duties open the Wagtail page of that name. Everything not named here is shut."""
    if name in EVERYBODY:
        return True
    return Duty.CHANNELS in duties and name.startswith(EDITORS) and not name.startswith(CLOSED)


def shell(view: View) -> View:
    """One of Wagtail's own pages, behind the same gate; 404 where the post's duties do not open it."""

    @staff
    @wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not open_to(actor(request).duties, request.resolver_match.view_name or ""):
            raise Http404("后台没有这个页面")
        groups.follow_duties(request.user, actor(request).duties)
        return styled(request, *args, **kwargs)

    styled = csp_update({"style-src": [SELF, UNSAFE_INLINE]})(view)  # see the docstring of this module

    return gated
