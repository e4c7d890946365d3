"""Both faces in one process: one machine, or development."""

from . import console, portal

urlpatterns = [*console.urlpatterns, *portal.urlpatterns]
handler400, handler403 = portal.handler400, portal.handler403
handler404, handler500 = portal.handler404, portal.handler500
