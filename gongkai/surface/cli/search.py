"""``gongkai search "QUERY"``: what the portal's search box finds, after catching up with the ledger."""

import argparse

from django.utils import timezone

from gongkai.ground.ledger import services as ledger
from gongkai.ground.ledger.rules import LedgerBroken
from gongkai.record.search import generations, queries
from gongkai.record.search import services as search

from . import output

HELP = "检索公开信息：词语、“短语”、文号（任何写法，整个或部分）"
EXAMPLE = 'gongkai search "国办发【2019】4号" --limit 5 --json'
DATABASE = True
DONE, FAILED, WRONG_USE = 0, 1, 2


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", metavar="QUERY", help="要找的词语或文号")
    parser.add_argument("--limit", type=int, default=20, metavar="N", help="最多列出几条（1–100，默认 20）")


def run(options: argparse.Namespace) -> int:
    """Sequence what waits, follow it, and ask the same query as the portal."""
    if not 1 <= options.limit <= queries.MAX_LIMIT:
        output.say(f"--limit 应在 1 到 {queries.MAX_LIMIT} 之间，收到 {options.limit}")
        return WRONG_USE
    try:
        ledger.sequence_all()
        search.follow()
    except (LedgerBroken, search.IndexBusy) as broken:
        output.say(str(broken))
        return FAILED
    generations.reader(now=True)
    found = queries.search(options.query, limit=options.limit)
    output.emit(options, {"total": found.total, "results": [result(hit) for hit in found.hits]}, text(found))
    return DONE


def result(hit: queries.Hit) -> dict[str, object]:
    """One hit as programs read it; ``published_at`` in the site's time."""
    return {
        "identifier": hit.identifier,
        "document_number": hit.document_number,
        "title": hit.title,
        "path": hit.path,
        "published_at": timezone.localtime(hit.published_at).isoformat(),
        "score": round(hit.score, 4),
    }


def text(found: queries.Results) -> str:
    """The hits for a person."""
    if not found.total:
        return "没有找到。可以少用几个词，或只写文号的一部分。"
    lines = [
        f"{place:>3}. {' '.join(part for part in (hit.document_number, hit.title) if part)}\n"
        f"     {timezone.localtime(hit.published_at):%Y-%m-%d}  {hit.identifier}  {hit.path}"
        for place, hit in enumerate(found.hits, start=1)
    ]
    return "\n".join([f"共 {found.total} 条：", *lines])
