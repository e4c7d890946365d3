"""Old addresses of imported items: whatever path is not known here may be one of them."""

from django.http import HttpRequest

from gongkai.record.catalogue.queries import publications


def new_address(request: HttpRequest) -> str | None:
    """The permanent path behind an old address (with its query, then without), or None.

    The host of the old address does not matter: old domains are pointed at this site. No address has a NUL,
    and PostgreSQL takes none in a text.
    """
    full = request.get_full_path()
    if "\0" in request.path:
        return None
    for address in dict.fromkeys((full, request.path)):
        if publication := publications.alias(address):
            return publication.path
    return None
