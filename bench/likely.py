"""Speed of likely answers while somebody types: ``python -m bench.likely --documents 500000``.

Every letter is stretches of several real letters in which one word in ten is another word, so that no two are
the same and words keep their frequencies; without the real letters, sentences of our own. All stand in the
index and, as published rows, in the catalogue, which is asked what is still public.
"""

import argparse
import json
import os
from importlib import import_module
from typing import Any

import django

LARGE = 500_000


def measure(documents: int = LARGE) -> list[dict[str, Any]]:
    """Rows for bench/results.json."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")
    django.setup()
    rows: list[dict[str, Any]] = import_module("bench.likely_run").measure(documents)
    return rows


def main() -> None:
    """Print the rows as JSON lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=LARGE)
    for one in measure(parser.parse_args().documents):
        print(json.dumps(one, ensure_ascii=False))


if __name__ == "__main__":
    main()
