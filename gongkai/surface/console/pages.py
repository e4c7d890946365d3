"""What list screens share: reading the query string, the address of the next page, the words of an error."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict

ROWS = 30
CURSOR = "before"


def word(request: HttpRequest, name: str, limit: int = 100) -> str:
    """A filter from the query string, trimmed; NUL, which no database takes, is a bad request."""
    value = request.GET.get(name, "").strip()
    if "\x00" in value:
        raise BadRequest("参数中有不能识别的字符，请重新输入")
    return value[:limit]


def cursor(request: HttpRequest) -> str | None:
    return word(request, CURSOR, 200) or None


def following(request: HttpRequest, cursor: str | None) -> str:
    """The query string of the next page, "" at the end."""
    if not cursor:
        return ""
    query: QueryDict = request.GET.copy()
    query[CURSOR] = cursor
    return "?" + query.urlencode()
