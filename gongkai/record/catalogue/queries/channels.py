"""Channels: the columns of the site, as data."""

from ..models import Channel


def channels(site: str = "portal", *, owner: str | None = None) -> list[Channel]:
    """Open channels of a site in display order, optionally of one owner (organisation code)."""
    rows = Channel.objects.select_related("owner", "parent").filter(site=site, closed_on=None)
    return list(rows.filter(owner__code=owner) if owner else rows)


def channel(code: str) -> Channel | None:
    """A channel by its code, open or closed."""
    return Channel.objects.select_related("owner", "parent").filter(code=code).first()
