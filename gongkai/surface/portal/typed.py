"""What can be said about the words that somebody typed: were they found as they stand, are there signs."""

import re
from collections.abc import Sequence
from html import unescape
from typing import Any

from gongkai.ground.language.rules.words import fold

TAG = re.compile(r"<[^>]*>")
SIGNS = frozenset("*?+~^|\\/%#@$&=<>_-—!！？;；:：()（）[]【】{}…·、，。,.")
READ = frozenset("〔〕[]【】()（）-—·、，。")  # stand in numbers and titles; the search knows them


def literal(words: str, hits: Sequence[Any]) -> bool:
    """Whether the first hit holds the words as they were typed."""
    if not words or not hits:
        return False
    first = hits[0]
    shown = f"{first.title} {first.document_number} {unescape(TAG.sub('', first.highlight_html))}"
    return squeezed(words) in squeezed(shown)


def squeezed(text: str) -> str:
    return "".join(fold(text).lower().split())


def symbols(words: str) -> str:
    """The signs in a query that the search does not look for, each once."""
    return "".join(dict.fromkeys(sign for sign in words if sign in SIGNS and sign not in READ))
