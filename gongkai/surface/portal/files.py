"""Attachments of what the public may read now, from the store. Nothing else leads to a stored file.

Asked anew each time and never kept in the page store, so that a withdrawn publication's files go at
once.
Ranges are not served (Django's FileResponse has none): an interrupted download begins again.
"""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag

from gongkai.ground.attachments import queries as attachments
from gongkai.ground.attachments.rules import MEDIA, Format, names
from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.rules.addresses import file_path
from gongkai.record.catalogue.rules.endings import readable

from . import publications
from .page import public

ANY = "application/octet-stream"  # what a stranger's page is served as: no browser shows it


@public
def attachment(
    request: HttpRequest, org: str, year: int, serial: str, place: int, name: str, number: int | None = None
) -> Any:
    """Attachment ``place`` of the current version, or of version ``number``; 410 once it is not readable."""
    item = publications.found(org, year, serial)
    if not readable(item.status, item.ending):
        return publications.ended(request, item)
    version = catalogue.current(item) if number is None else catalogue.version(item, number)
    links = catalogue.metadata(version).get("attachments", []) if version else []
    if not 1 <= place <= len(links):
        raise Http404(f"{item.identifier} file {place}")
    link = links[place - 1]
    proper = names.safe(link["name"])
    if name != proper:  # one name for each address: nobody else's words on this host
        page = item.path if number is None else f"{item.path}/versions/{number}"
        return HttpResponseRedirect(file_path(page, place, proper))
    return sent(request, link["sha256"], proper)


def sent(request: HttpRequest, sha256: str, name: str) -> Any:
    """The stored content as a download; 304 for a reader who has it."""
    stored = attachments.stored_of([sha256]).get(sha256)
    if stored is None:
        raise Http404(name)
    etag, kind = quote_etag(sha256), ANY if stored.format == Format.HTML else MEDIA[Format(stored.format)]
    if request.META.get("HTTP_IF_NONE_MATCH") and (same := get_conditional_response(request, etag=etag)):
        return dressed(same, etag)
    content = attachments.opened(sha256)
    if content is None:
        raise Http404(name)
    if request.method == "HEAD":
        content.close()
        response: Any = HttpResponse(content_type=kind)
        response.headers["Content-Disposition"] = content_disposition_header(True, name)
    else:
        response = FileResponse(content, as_attachment=True, filename=name, content_type=kind)
    response.headers["Content-Length"] = str(stored.size)
    return dressed(response, etag)


def dressed(response: HttpResponse, etag: str) -> HttpResponse:
    """Whoever keeps a copy must ask again before using it."""
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "public, no-cache"
    response.headers["Accept-Ranges"] = "none"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
