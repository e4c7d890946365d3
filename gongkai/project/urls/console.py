"""The staff face: the console and its sign-in, the files it shows, and the probes a load balancer asks."""

from django.urls import include, path

from gongkai.project.media import media
from gongkai.surface.api import health

urlpatterns = [
    path("media/<path:path>", media),
    path("healthz", health.alive),
    path("readyz", health.ready),
    path("", include("gongkai.surface.console.urls")),
]
