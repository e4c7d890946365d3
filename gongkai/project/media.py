"""Uploaded files of the embedded default; where one machine is not enough, nginx or S3 serves them."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

SHOWN = ("image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf")


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A stored file. Only pictures and PDF open in the browser; everything else is saved, never run."""
    try:
        response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except OSError as impossible:  # a name too long for any file
        raise Http404 from impossible
    if isinstance(response, FileResponse) and response.headers["Content-Type"] not in SHOWN:
        response.headers["Content-Disposition"] = "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
