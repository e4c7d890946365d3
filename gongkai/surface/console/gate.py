"""Who comes in: a signed-in person who holds a post today, through the doors that the post's duties open.

The gate only opens doors. What may be done behind them is checked again by each service, from the actor.
Scripts are our own files everywhere. Styles as well, but for Wagtail's own pages: its editor (Draft.js) and
its menus (Tippy) place themselves by style attributes, so ``style-src`` there allows inline styles.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

import structlog
from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.cache import never_cache

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, system
from gongkai.ground.orgs.rules.people import SignIn
from gongkai.ground.orgs.services.signing_in import note

from . import doors, groups, sitting, steps

DOOR = system("sign-in")  # in whose name the door itself writes
POST = "post"  # the session key of the post in which the person acts
View = Callable[..., HttpResponse]
log = structlog.get_logger(__name__)


def enter(request: HttpRequest) -> bool:
    """Put the acting post on the request: the chosen one, else the first held; False without any."""
    held = orgs.posts_of(request.user)
    post = next((post for post in held if post.code == request.session.get(POST)), held[0] if held else None)
    if post is None:
        return False
    request.post_held = post  # type: ignore[attr-defined]
    request.actor = orgs.acting(request.user, post)  # type: ignore[attr-defined]
    return True


def actor(request: HttpRequest) -> Actor:
    """Who acts in this request; only behind the gate."""
    found: Actor = request.actor  # type: ignore[attr-defined]
    return found


def staff(view: View) -> View:
    """A console screen: sign-in with all its steps, a post held today with a duty that opens it, Chinese,
    kept by no browser.
    """

    @wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("console:sign_in"))
        if sitting.over(request, active=name not in sitting.SILENT):
            leave(request, SignIn.TIMED_OUT)
            messages.info(request, sitting.TOLD)
            return redirect_to_login(request.get_full_path(), reverse("console:sign_in"))
        if not enter(request):
            return render(request, "console/no_post.html", status=403)
        before = steps.missing(request, actor(request).duties)
        if before and name not in steps.STEPS:
            return redirect(steps.first(request, before))
        with override("zh-hans"):
            if not doors.open_to(actor(request).duties, name):
                return shut(request, name)
            response = view(request, *args, **kwargs)
            return response.render() if hasattr(response, "render") else response

    return never_cache(gated)


def shut(request: HttpRequest, name: str) -> HttpResponse:
    """Our own screens say which duty they need; of Wagtail's pages what is not open does not exist."""
    if not name.startswith("console:"):
        raise Http404("后台没有这个页面")
    return render(request, "console/no_duty.html", {"needed": doors.named(name)}, status=403)


def leave(request: HttpRequest, why: SignIn) -> None:
    """End the session and record that it ended."""
    person = request.user.pk
    by = (actor(request).post if enter(request) else "") or DOOR.post
    logout(request)
    note(why, person, by=Actor(by, "", person=person))
    log.info(why.value, person=person)


def shell(view: View) -> View:
    """One of Wagtail's own pages, behind the same gate."""

    @staff
    @wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        groups.follow_duties(request.user, actor(request).duties)
        return styled(request, *args, **kwargs)

    styled = csp_update({"style-src": [SELF, UNSAFE_INLINE]})(view)  # see the docstring of this module

    return gated
