"""``gongkai index``: bring the search index up to the ledger, or build it anew while the old one serves."""

import argparse

from gongkai.ground.ledger import services as ledger
from gongkai.ground.ledger.rules import LedgerBroken
from gongkai.record.search import generations
from gongkai.record.search import services as search

from . import output

HELP = "让检索库跟上存证；--rebuild 从存证重建一份新的，建成后一次换上"
EXAMPLE = "gongkai index --rebuild"
DATABASE = True
DONE, FAILED = 0, 1


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rebuild", action="store_true", help="重建；期间旧检索库照常服务")


def run(options: argparse.Namespace) -> int:
    """Follow or rebuild, then say what the index holds."""
    try:
        ledger.sequence_all()
        if options.rebuild:
            with output.progress("重建检索库") as advance:
                search.rebuild(advance)
        search.follow()
    except (LedgerBroken, search.IndexBusy) as broken:
        output.say(str(broken))
        return FAILED
    state = generations.reader(now=True)
    documents, read_to = (state.documents, state.read_to) if state else (0, 0)
    output.emit(
        options,
        {"rebuilt": options.rebuild, "documents": documents, "read_to": read_to},
        f"检索库有 {documents} 条公开信息，已读到存证第 {read_to} 条。",
    )
    return DONE
