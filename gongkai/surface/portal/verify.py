"""核验: anybody pastes an address or a number, or hands in an evidence file, and sees what holds.

Nothing is kept and nothing changes, so a file may come from any page (no CSRF token, no session). What is
said here is this site's own word; the page says how to check without it.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from gongkai.ground.ledger import queries as ledger
from gongkai.record.catalogue.queries import evidence
from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.rules.checking import PROVES, Checked, Step, Verdict, check

from .codes import DIGEST
from .meta_tags import column
from .page import Layout, answer, spoken

LARGEST = 8 * 1024 * 1024  # bytes of a file that is looked at here; a longer one can be checked at home
LONGEST = 300  # characters of an address
ADDRESS = re.compile(r"/publications/([^/?#\s]{1,40}/[0-9]{1,4}-[^/?#\s]{1,20})(?:/versions/([0-9]{1,6})\b)?")
FRAGMENT = re.compile(rf"#([0-9a-f]{{{DIGEST}}})$")
PLACE = re.compile(r"[0-9]{1,18}|[0-9]{1,3}(,[0-9]{3}){1,5}")
TOO_LARGE, UNPROCESSABLE = 413, 422


@dataclass(slots=True)
class Answer:
    """What the page says: a verdict, or words where there is none; ``choices`` where a number is not one."""

    said: str = ""
    verdict: Verdict | None = None
    item: Any = None
    version: Any = None
    paper: bool | None = None
    choices: list[Any] = field(default_factory=list)
    status: int = 200


def looked_up(text: str) -> Answer:
    """The verdict on what an address, an index number, a document number or a ledger number names."""
    digest = FRAGMENT.search(text)
    if PLACE.fullmatch(text):
        return placed(int(text.replace(",", "")))
    if address := ADDRESS.search(text):
        identifier, number = address[1], int(address[2] or 0)
        item = catalogue.get(identifier)
    else:
        rows = catalogue.by_number(text)
        if len(rows) > 1:
            return Answer(_("这个文号有不止一条信息，请选择："), choices=rows)
        item, number = (rows[0], 0) if rows else (catalogue.get(text), 0)
    if item is None:
        return Answer(_("本站没有公开过这个地址或编号，请检查是否抄错。"), status=404)
    return judged(item, number or item.version, digest[1] if digest else "")


def placed(index: int) -> Answer:
    """The publication that an entry of the ledger is about; only entries of publications can be read."""
    proof = ledger.bundle(index)
    said = proof["entry"] if proof else None
    item = catalogue.get(said["subject"]) if said else None
    if said is None or item is None:
        return Answer(_("这个编号还没有编入，或者不是公开信息的存证，公众不能读。"), status=404)
    made = "digest" in said["facts"]
    return judged(item, said["facts"]["version"] if made else item.version, "")


def judged(item: Any, number: int, digest: str) -> Answer:
    """The verdict on one version; ``digest`` is what a code on paper carried."""
    version = catalogue.version(item, number)
    if version is None:
        return Answer(_("这条信息没有这一版。"), item=item, status=404)
    data = evidence.evidence(item, version)
    if data is None:
        return Answer(_("这一版正在编入存证，请过几秒再试。"), item=item, version=version)
    paper = version.digest.startswith(digest) if digest else None
    return Answer("", check(data, ledger.verifier_key()), item, version, paper)


def handed_in(request: HttpRequest) -> Answer:
    """The verdict on a file. Its length is looked at before its content is read."""
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isdecimal() or int(length) > LARGEST + 10_000:
        return Answer(_("文件太大，这里最多核对 8 MB；请下载核对程序在自己的电脑上核对。"), status=TOO_LARGE)
    file = request.FILES.get("bundle")
    if file is None:
        return Answer(_("没有收到文件，请选择一份证据文件。"), status=UNPROCESSABLE)
    verdict = check(file.read(LARGEST), ledger.verifier_key())
    item = catalogue.get(verdict.identifier) if verdict.ok else None
    version = catalogue.version(item, verdict.version) if item else None
    return Answer("", verdict, item, version)


def links(verdict: Verdict) -> list[tuple[str, bool | None]]:
    """The chain from the content to the key, each link with what its steps found."""
    found = {one.step: one.ok for one in verdict.steps}
    chain = [
        (_("内容"), (Step.FORM, Step.CONTENT)),
        (_("存证条目"), (Step.ENTRY, Step.STATE)),
        (_("树根"), (Step.INCLUSION, Step.GROWTH)),
        (_("签名"), (Step.KEY, Step.CHECKPOINT)),
    ]
    return [(label, joined([found[step] for step in steps])) for label, steps in chain]


def joined(results: list[bool | None]) -> bool | None:
    if False in results:
        return False
    return None if None in results else True


def labels() -> dict[str, str]:
    """The steps' names in the page's language."""
    return {
        Step.FORM: _("文件格式"),
        Step.KEY: _("公钥"),
        Step.CHECKPOINT: _("检查点签名"),
        Step.GROWTH: _("存证只增不改"),
        Step.INCLUSION: _("编入存证"),
        Step.ENTRY: _("存证条目"),
        Step.CONTENT: _("内容指纹"),
        Step.STATE: _("当时的状态"),
    }


def lines(steps: list[Checked]) -> list[dict[str, Any]]:
    named = labels()
    return [{"step": one.step, "label": named[one.step], "ok": one.ok, "what": one.what} for one in steps]


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@spoken
def verify(request: HttpRequest) -> HttpResponse:
    """The two questions, and the answer to whichever was asked."""
    what = " ".join(request.GET.get("what", "").replace("\0", "").split())
    asked: Answer | None = None
    if request.method == "POST":
        asked = handed_in(request)
    elif len(what) > LONGEST:
        asked = Answer(_("地址太长，请只粘贴一个地址或编号。"), status=UNPROCESSABLE)
    elif what:
        asked = looked_up(what)
    title = _("核验")
    layout = Layout(
        title,
        "openness",
        reverse("portal:verify"),
        crumbs=[(_("首页"), reverse("portal:home")), (title, "")],
        meta=column(title, _("核对一条公开信息或一份证据文件"), [title, _("存证")], _("存证")),
        styles=("portal/document.css",),
    )
    verdict = asked.verdict if asked else None
    context = {
        "what": what[:LONGEST],
        "asked": asked,
        "verdict": verdict,
        "steps": lines(verdict.steps) if verdict else [],
        "links": links(verdict) if verdict else [],
        "proves": PROVES[verdict.state] if verdict and verdict.ok else "",
        "handed_in": request.method == "POST",
        "key": ledger.verifier_key(),
    }
    return answer(request, "portal/verify.html", layout, context, status=asked.status if asked else 200)
