"""网页标签: the page tags of 《政府网站发展指引》 (国办发〔2017〕47号, annex 网页设计规范).

``SiteName``, ``SiteDomain`` and ``SiteIDCode`` stand in the layout; these are the list's and the article's.
"""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

DESCRIPTION = 160  # characters; longer descriptions are cut by every reader


def column(name: str, description: str, keywords: Iterable[str], kind: str) -> list[tuple[str, str]]:
    """Tags of a list page; all four are required, so an empty description repeats the name."""
    return [
        ("ColumnName", name),
        ("ColumnDescription", shorten(description or name)),
        ("ColumnKeywords", ",".join(dict.fromkeys(filter(None, keywords))) or name),
        ("ColumnType", kind),
    ]


def article(
    title: str,
    published_at: datetime,
    source: str,
    *,
    url: str,
    keywords: Iterable[str] = (),
    author: str = "",
    description: str = "",
    image: str = "",
) -> list[tuple[str, str]]:
    """Tags of a content page: three required, five optional which stand only when known."""
    optional = [
        ("Keywords", ",".join(dict.fromkeys(filter(None, keywords)))),
        ("Author", author),
        ("Description", shorten(description)),
        ("Image", image),
        ("Url", url),
    ]
    return [
        ("ArticleTitle", title),
        ("PubDate", f"{timezone.localtime(published_at):%Y-%m-%d %H:%M}"),
        ("ContentSource", source),
        *((name, content) for name, content in optional if content),
    ]


def shorten(text: str) -> str:
    """``text`` in one line of at most DESCRIPTION characters."""
    line = " ".join(text.split())
    return line if len(line) <= DESCRIPTION else line[: DESCRIPTION - 1] + "…"
