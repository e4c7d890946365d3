"""The public face: pages and programs' addresses. It has no staff route at all."""

from importlib.util import find_spec

from django.urls import include, path

from gongkai.project.media import media

FACES = ("gongkai.surface.api.urls", "gongkai.surface.portal.urls")
urlpatterns = [
    path("media/<path:path>", media),
    *(path("", include(face)) for face in FACES if find_spec(face)),
]
handler400 = "gongkai.surface.portal.failures.bad_request"
handler403 = "gongkai.surface.portal.failures.forbidden"
handler404 = "gongkai.surface.portal.failures.not_found"
handler500 = "gongkai.surface.portal.failures.server_error"
