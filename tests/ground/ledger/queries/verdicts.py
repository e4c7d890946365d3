"""The verdict on the ledger as it stands in a test."""

from gongkai.ground.ledger.queries import raw, statements, verification
from gongkai.ground.ledger.rules import Fault


def check(since: str | None = None) -> verification.Verdict:
    given = statements.witnesses(since)
    with raw.snapshot():
        return verification.verify(given)


def fault(since: str | None = None) -> Fault | None:
    return check(since).fault


def flipped(value: object) -> object:
    """The value with one bit of one byte altered, still storable."""
    if isinstance(value, (bytes, memoryview)):
        damaged = bytearray(value)
        damaged[len(damaged) // 2] ^= 1
        return bytes(damaged)
    if isinstance(value, str):
        if not value:
            return "0"
        middle = len(value) // 2
        return value[:middle] + chr(ord(value[middle]) ^ 1) + value[middle + 1 :]
    return value.replace(microsecond=value.microsecond ^ 1)
