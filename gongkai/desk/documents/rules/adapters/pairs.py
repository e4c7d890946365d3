"""Pairs that say which interpretation explains which document.

A pair is a thin record of the interpretation: it carries the interpretation's title and address, and what it
explains. Without an address and a date of its own it can only be attached to an interpretation that is
already here.
"""

import re
from typing import Any
from urllib.parse import urljoin

from ..source import Source, text_of

DATE_IN_ADDRESS = re.compile(r"/(?:art/)?((?:19|20)\d{2})[-/]?(\d{1,2})[-/](\d{1,2})/")


def pair(row: dict[str, Any]) -> Source:
    """``interpretation_*`` is this record, ``policy_*`` what it explains."""
    policy_url = text_of(row.get("policy_url"))
    url = text_of(row.get("interpretation_url"))
    site = next((u for u in (url, policy_url) if u.startswith("http")), "")
    title = text_of(row.get("policy_title"))
    target = (text_of(row.get("policy_doc_number")), urljoin(site, policy_url) if policy_url else "", title)
    return Source(
        key=f"pair:{text_of(row['id'])}",
        title=text_of(row.get("interpretation_title")),
        published=text_of(row.get("interpretation_date")),
        url=urljoin(site, url) if url and site else url,
        hint="政策解读",
        text=text_of(row.get("interpretation_text")),
        interprets=(target,),
        thin=not text_of(row.get("interpretation_text")),
        attach_only=not text_of(row.get("interpretation_date")) and not DATE_IN_ADDRESS.search(url),
    )
