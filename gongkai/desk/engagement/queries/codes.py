"""The letter whose number and query code were shown: what a writer has instead of an account."""

from gongkai.ground.sealing.codes import NOBODY, digest_of, fits

from ..models import Letter


def found(number: str, code: str) -> Letter | None:
    """The letter of a number whose code this is. A wrong number takes as long as a wrong code."""
    known = Letter.objects.filter(number=number.strip().replace("\0", "")).values_list("pk", "code").first()
    key, expected = known or (0, NOBODY)
    if not fits(code, expected) or not known:
        return None
    return Letter.objects.select_related("organisation").defer("sealed").get(pk=key)


def shown(key: int) -> Letter | None:
    """A letter for its own page, after its code was shown, with what that page needs."""
    rows = Letter.objects.select_related("organisation", "publication")
    return rows.prefetch_related("events__organisation", "replies", "files").filter(pk=key).first()


def coded(code: str) -> Letter | None:
    """The letter of a code alone: for the receipt, whose browser holds the form's token."""
    return Letter.objects.select_related("organisation").filter(code=digest_of(code)).first()
