"""Staff routes, all under ``/console/``: our screens, then the pages of Wagtail's shell the gate opens."""

from django.urls import include, path
from wagtail.admin import urls as wagtail_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from . import posts, publications, quarantine, relations, sign_in, work
from .gate import shell

screens = [
    path("", work.waiting, name="work"),
    path("login/", sign_in.SignIn.as_view(), name="sign_in"),
    path("logout/", sign_in.SignOut.as_view(), name="sign_out"),
    path("posts/", posts.choose, name="posts"),
    path("publications/", publications.listing, name="publications"),
    path("publications/<str:organisation>/<str:serial>/", publications.detail, name="publication"),
    path("publications/<str:organisation>/<str:serial>/withdraw/", publications.withdraw, name="withdraw"),
    path("relations/", relations.listing, name="relations"),
    path("relations/decide/", relations.decide, name="decide_relation"),
    path("quarantine/", quarantine.listing, name="quarantine"),
    path("quarantine/<str:key>/", quarantine.detail, name="quarantined"),
    path("quarantine/<str:key>/decide/", quarantine.decide, name="decide_quarantined"),
]
urlpatterns = [
    path("console/", include((screens, "console"))),
    path("console/", include(decorate_urlpatterns(wagtail_urls.urlpatterns, shell))),
]
