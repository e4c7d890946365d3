"""Proofs: what anybody needs to check that a page was published and never changed."""

import json
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.ground.ledger import queries as ledger
from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.rules import content
from gongkai.record.catalogue.rules.endings import readable

from .meta_tags import column
from .page import Layout, absolute, answer, public
from .publications import crumbs, entry_of, found

SCRIPT = "check_proof.py"  # in tools/: the one copy, which needs nothing of ours
STYLES = ("portal/document.css",)


def version_of(request: HttpRequest, item: Any) -> Any:
    """The version asked for (``?version=``), else the current one; Http404 where the public may read none."""
    wanted = request.GET.get("version", str(item.version))
    known = wanted.isascii() and wanted.isdecimal() and len(wanted) < 7
    if not (known and readable(item.status, item.ending)):
        raise Http404(wanted)
    version = catalogue.version(item, int(wanted))
    if version is None:
        raise Http404(wanted)
    return version


def agrees(item: Any, version: Any, data: dict[str, Any]) -> bool:
    """Whether the content, its digest computed anew, is what its ledger entry states."""
    anew = content.digest(item.identifier, version.number, version.metadata, version.html, version.text)
    return bool(data["entry"]) and anew == version.digest == data["entry"]["facts"].get("digest")


@public
def entry(request: HttpRequest, index: int) -> HttpResponse:
    """The proof of one public entry of the ledger, such as a withdrawal; 404 for any other."""
    data = ledger.bundle(index)
    if data is None or data["entry"] is None:
        raise Http404(str(index))
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1)
    return HttpResponse(text, content_type="application/json; charset=utf-8")


@public
def script(request: HttpRequest) -> FileResponse:
    """The small program that checks a proof, as a download; 404 where it was not installed."""
    path = settings.PACKAGE.parent / "tools" / SCRIPT
    if not path.is_file():
        raise Http404(SCRIPT)
    return FileResponse(path.open("rb"), as_attachment=True, content_type="text/x-python; charset=utf-8")


@public
def proof(request: HttpRequest, org: str, year: int, serial: str) -> HttpResponse:
    """How to check this page, step by step, with its data."""
    item = found(org, year, serial)
    version = version_of(request, item)
    title = _("核对这个页面")
    layout = Layout(
        title,
        "openness",
        f"{item.path}/proof",
        crumbs=[*crumbs(item), (item.title, item.path), (title, "")],
        meta=column(title, item.title, [title], _("存证")),
        styles=STYLES,
    )
    file = f"{item.path}/versions/{version.number}/evidence"
    stated = entry_of(item, version)
    data = ledger.bundle(stated.index) if stated is not None and stated.index is not None else None
    context = {
        "publication": item,
        "version": version,
        "evidence": data,
        "agrees": agrees(item, version, data) if data else False,
        "signed": ledger.checkpoint(data["size"]) if data else None,
        "script": absolute(reverse("portal:check_script")),
        "entry_text": json.dumps(data["entry"], ensure_ascii=False, indent=1) if data else "",
        "bundle_path": file,
        "bundle_address": absolute(file),
        "origin": settings.LEDGER_ORIGIN,
    }
    return answer(request, "portal/proof.html", layout, context)


@public
def checkpoint(request: HttpRequest, size: int) -> HttpResponse:
    """The signed checkpoint that states ``size`` entries; 404 where none does."""
    stated = ledger.checkpoint(size) if size < 2**63 else None
    if stated is None:
        raise Http404(str(size))
    return HttpResponse(stated.note, content_type="text/plain; charset=utf-8")


@public
def verification(request: HttpRequest) -> HttpResponse:
    """怎样核对: what the ledger is, and how anybody checks it."""
    title = _("怎样核对")
    layout = Layout(
        title,
        "openness",
        reverse("portal:verification"),
        crumbs=[(_("首页"), reverse("portal:home")), (title, "")],
        meta=column(title, _("用公钥和存证核对公开信息从未被改动"), [title, _("存证")], _("存证")),
        styles=STYLES,
    )
    context = {
        "checkpoint": ledger.checkpoint(),
        "key": ledger.verifier_key(),
        "site_address": absolute(""),
        "origin": settings.LEDGER_ORIGIN,
    }
    return answer(request, "portal/verification.html", layout, context)
