"""What list screens share: reading the query string, the address of the next page, the words of an error."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

ROWS = 30
CURSOR = "before"
DIGITS = 19  # from here on no database takes a number


def word(request: HttpRequest, name: str, limit: int = 100) -> str:
    """A filter from the query string, trimmed; NUL, which no database takes, is a bad request."""
    value = request.GET.get(name, "").strip()
    if "\x00" in value:
        raise BadRequest("参数中有不能识别的字符，请重新输入")
    return value[:limit]


def key_of(text: str) -> int | None:
    """A row's number as an address or a form has it; None for what cannot be one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < DIGITS else None


def number(request: HttpRequest, name: str) -> int:
    """A number of a form, such as the version that a screen showed; 0 for what cannot be one."""
    return key_of(request.POST.get(name, "")) or 0


def local(target: str) -> str:
    """Where to go back to, when that is a page of ours; else ""."""
    return target if target.startswith("/") and url_has_allowed_host_and_scheme(target, None) else ""


def cursor(request: HttpRequest) -> str | None:
    return word(request, CURSOR, 200) or None


def following(request: HttpRequest, cursor: str | None) -> str:
    """The query string of the next page, "" at the end."""
    if not cursor:
        return ""
    query: QueryDict = request.GET.copy()
    query[CURSOR] = cursor
    return "?" + query.urlencode()
