"""Where things stand below a publication's permanent address. Pure: no Django, no clock, no I/O."""

from urllib.parse import quote

from gongkai.ground.attachments.rules import names


def file_path(page: str, place: int, name: str) -> str:
    """The address of attachment ``place`` (from 1) of a page: a publication or one version of it."""
    return f"{page}/files/{place}/{quote(names.safe(name), safe='')}"
