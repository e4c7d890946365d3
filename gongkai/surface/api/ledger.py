"""The ledger for outside verifiers: C2SP tlog-tiles (https://c2sp.org/tlog-tiles)."""

import re

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from gongkai.ground.ledger import queries

from .answers import LONG, open_to_all, public

FULL = 256  # nodes in a full tile
CHECKPOINT_SECONDS = 5
NUMBER = re.compile(r"(?:x[0-9]{3}/){0,5}[0-9]{3}")  # 18 digits: beyond any tree, within any database


def tile_number(path: str) -> int:
    """1234067 from ``x001/x234/067``; Http404 when the path is not the one canonical form."""
    if not NUMBER.fullmatch(path) or path.startswith("x000/"):
        raise Http404("这个地址不是存证分片的标准写法")
    return int(path.replace("x", "").replace("/", ""))


def width_of(partial: str | None) -> int:
    """Nodes asked for: 256, or 1 to 255 of a partial tile."""
    if partial is None:
        return FULL
    if partial.startswith("0") or not 0 < int(partial) < FULL:
        raise Http404("分片宽度应为 1 至 255")
    return int(partial)


def kept_for_ever(content: bytes | None) -> HttpResponse:
    if content is None:
        raise Http404("这个分片（还）不存在")
    response = HttpResponse(content, content_type="application/octet-stream")
    return open_to_all(response, seconds=LONG, immutable=True)


@public
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The newest signed statement of the tree's size and root."""
    newest = queries.checkpoint()
    if newest is None:
        raise Http404("存证树还没有检查点")
    response = HttpResponse(newest.note, content_type="text/plain; charset=utf-8")
    return open_to_all(response, seconds=CHECKPOINT_SECONDS)


@public
def verifier_key(request: HttpRequest) -> HttpResponse:
    """The public key that signs the checkpoints, in C2SP form."""
    return HttpResponse(queries.verifier_key() + "\n", content_type="text/plain; charset=utf-8")


@public
def growth(request: HttpRequest) -> HttpResponse:
    """The proof that today's tree continues the one of ``?from=`` entries that somebody saved."""
    old = request.GET.get("from", "")
    if not re.fullmatch(r"[1-9][0-9]{0,17}", old):
        raise BadRequest("参数 from 应为已保存检查点的条数，例如 ?from=1024")
    proof = queries.growth(int(old))
    if proof is None:
        raise Http404("存证树没有这么多条")
    return open_to_all(JsonResponse(proof), seconds=CHECKPOINT_SECONDS)


@public
def tile(request: HttpRequest, level: str, number: str, width: str | None = None) -> HttpResponse:
    if len(level) > 1 and level.startswith("0"):
        raise Http404("层号不写前导零")
    return kept_for_ever(queries.tile(int(level), tile_number(number), width_of(width)))


@public
def entries(request: HttpRequest, number: str, width: str | None = None) -> HttpResponse:
    return kept_for_ever(queries.entry_bundle(tile_number(number), width_of(width)))
