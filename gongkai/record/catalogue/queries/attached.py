"""Which files the versions of publications name."""

from collections.abc import Iterable

from ..models import Attached


def named(sha256s: Iterable[str]) -> set[str]:
    """Those of the files, by digest, that some publication names: they must stay."""
    wanted = list(sha256s)
    found = Attached.objects.filter(sha256__in=wanted) if wanted else Attached.objects.none()
    return set(found.values_list("sha256", flat=True))
