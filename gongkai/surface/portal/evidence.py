"""The evidence file of a version, and the QR code that leads to it from paper."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _

from gongkai.record.catalogue.queries import evidence as catalogue_evidence
from gongkai.record.catalogue.queries import publications as catalogue

from .codes import lasting, picture
from .page import public, tagged
from .publications import found

DAY = 86_400  # seconds that a browser may keep the picture of a code


def wanted(org: str, year: int, serial: str, number: int | None) -> tuple:
    """The publication, in whatever state, and one version of it; Http404 for what never was."""
    item = found(org, year, serial)
    version = catalogue.version(item, item.version if number is None else number)
    if version is None:
        raise Http404(f"{item.identifier} v{number}")
    return item, version


@public
def evidence(
    request: HttpRequest, org: str, year: int, serial: str, number: int | None = None
) -> HttpResponse:
    """Everything that proves the version, as one file; 404 while the ledger has not yet taken it in.

    A stored file states the checkpoint of its making, and is dropped with everything else that shows the
    publication when something happens to it.
    """
    item, version = wanted(org, year, serial, number)
    data = catalogue_evidence.evidence(item, version)
    if data is None:
        raise Http404(_("这一版还没有编入存证，请过几秒再试"))
    name = f"{item.identifier.replace('/', '-')}-v{version.number}.evidence.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Access-Control-Allow-Origin": "*"}
    response = HttpResponse(data, content_type="application/json; charset=utf-8", headers=headers)
    return tagged(response, [f"publication:{item.identifier}"])


@public
def earlier(request: HttpRequest, org: str, year: int, serial: str) -> HttpResponse:
    """The address of the first format leads on to the evidence file."""
    item = found(org, year, serial)
    number = request.GET.get("version", "")
    if not number:
        return HttpResponsePermanentRedirect(f"{item.path}/evidence")
    if not (number.isascii() and number.isdecimal() and len(number) < 7):
        raise Http404(number)
    return HttpResponsePermanentRedirect(f"{item.path}/versions/{int(number)}/evidence")


@public
def code(request: HttpRequest, org: str, year: int, serial: str, number: int) -> HttpResponse:
    """The QR code of a version as a small picture."""
    item, version = wanted(org, year, serial, number)
    response = HttpResponse(picture(lasting(item, version)), content_type="image/svg+xml")
    response.headers["Cache-Control"] = f"public, max-age={DAY}"
    return tagged(response, [f"publication:{item.identifier}"])
