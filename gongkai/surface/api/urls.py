"""The programs' addresses. All of them are public and read-only (tests/surface lists them)."""

from django.urls import include, path, re_path

from . import feeds, health, ledger, sitemap
from .rest import api, openapi, unknown

TILE = r"(?P<number>(?:x[0-9]{3}/)*[0-9]{3})(?:\.p/(?P<width>[0-9]{1,3}))?$"

routes = [
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("api/openapi.json", openapi, name="openapi"),
    path("feeds/latest.atom", feeds.latest, name="feed"),
    path("feeds/channels/<slug:code>.atom", feeds.channel, name="channel_feed"),
    path("feeds/organisations/<slug:code>.atom", feeds.organisation, name="organisation_feed"),
    path("sitemap.xml", sitemap.index, name="sitemap"),
    path("sitemaps/pages.xml", sitemap.pages, name="sitemap_pages"),
    path("sitemaps/<int:start>.xml", sitemap.part, name="sitemap_part"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("checkpoint", ledger.checkpoint, name="checkpoint"),
    path("checkpoint/key", ledger.verifier_key, name="verifier_key"),
    path("checkpoint/growth", ledger.growth, name="growth"),
    re_path(r"^tile/entries/" + TILE, ledger.entries, name="entries"),
    re_path(r"^tile/(?P<level>[0-9]{1,2})/" + TILE, ledger.tile, name="tile"),
]
urlpatterns = [
    path("", include((routes, "api"))),
    path("api/", unknown),
    path("api/", api.urls),
    re_path(r"^api/(?P<rest>.*)$", unknown),
]
