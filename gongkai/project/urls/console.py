"""The staff face: the console and its sign-in, the files it shows, and the probes a load balancer asks."""

from django.urls import include, path

from gongkai.project.media import media
from gongkai.surface.api import handover, health

urlpatterns = [
    path("media/<path:path>", media),
    path("healthz", health.alive),
    path("readyz", health.ready),
    path("handover/v1/packages", handover.receive),
    path("handover/v1/packages/<path:key>", handover.standing),
    path("", include("gongkai.surface.console.urls")),
]
