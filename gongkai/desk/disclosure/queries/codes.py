"""The request whose number and query code were shown: what an applicant has instead of an account."""

from gongkai.ground.sealing.codes import NOBODY, digest_of, fits

from ..models import DisclosureRequest


def found(number: str, code: str) -> DisclosureRequest | None:
    """The case of a number whose code this is. A wrong number takes as long as a wrong code."""
    known = DisclosureRequest.objects.filter(number=number.strip()).values_list("pk", "code").first()
    key, expected = known or (0, NOBODY)
    if not fits(code, expected) or not known:
        return None
    return DisclosureRequest.objects.select_related("organisation").get(pk=key)


def shown(key: int) -> DisclosureRequest | None:
    """A case for its own page, after its code was shown, with what that page needs."""
    rows = DisclosureRequest.objects.select_related("organisation__parent", "reply", "publication")
    return rows.prefetch_related("events").filter(pk=key).first()


def coded(code: str) -> DisclosureRequest | None:
    """The case of a code alone: for the receipt, whose browser holds the form's token."""
    return DisclosureRequest.objects.select_related("organisation").filter(code=digest_of(code)).first()
