"""Speed of the search: ``python -m bench.search --documents 420000``.

Measures indexing and every class of query at a tenth of the documents and at all of them, then frequent words
beside SQLite FTS5 and PostgreSQL GIN over the same words.
"""

import argparse
import json
import os
from importlib import import_module
from typing import Any

import django

LARGE = 420_000


def measure(documents: int = LARGE, *, peers: bool = True, length: int = 0) -> list[dict[str, Any]]:
    """Rows for bench/results.json; ``length`` is that of a document in characters, 0 for the usual one."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")
    django.setup()
    rows: list[dict[str, Any]] = import_module("bench.search_run").measure(
        documents, peers=peers, length=length
    )
    return rows


def main() -> None:
    """Print the rows as JSON lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=LARGE)
    parser.add_argument("--length", type=int, default=0, help="characters of a document")
    parser.add_argument("--no-peers", action="store_true")
    options = parser.parse_args()
    for one in measure(options.documents, peers=not options.no_peers, length=options.length):
        print(json.dumps(one, ensure_ascii=False))


if __name__ == "__main__":
    main()
