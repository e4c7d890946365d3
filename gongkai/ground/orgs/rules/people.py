"""People at the console's door: their passwords, their second factor, and what is recorded there.

网络安全等级保护基本要求 (GB/T 22239-2019, level 3) asks in 8.1.4.1 that a password be complex and
changed regularly (a), that failures be limited (b), and that two factors be used (d). It gives no numbers:
these are the practice of its assessments, and stand here once.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from . import Duty

LENGTH = 10  # characters; practice asks for 8
CLASSES = 3  # of four: small letters, capitals, digits, anything else
REMEMBERED = 5  # passwords that may not come back
LASTS = timedelta(days=90)

TRIES = 5  # under one name
TRIES_FROM_ONE_ADDRESS = 60  # an office behind one address has many hands
SHUT_FOR = timedelta(minutes=15)  # since the last try that was counted

# 8.1.4.1 d: who decides what becomes public, who watches, who administers.
TWO_FACTORS = frozenset({
    Duty.REVIEW,
    Duty.FINAL,
    Duty.SECRECY,
    Duty.LEGALITY,
    Duty.OFFICER,
    Duty.DISCLOSE,
    Duty.CONSENT,
    Duty.SUPERVISE,
    Duty.SYSTEM,
    Duty.SECURITY,
    Duty.AUDIT,
})  # fmt: skip


class SignIn(StrEnum):
    """What is recorded about the door of the console: the kind of the ledger entry."""

    IN = "person.signed_in"
    OUT = "person.signed_out"
    TIMED_OUT = "person.timed_out"
    FAILED = "person.sign_in_failed"
    SHUT = "person.locked_out"
    CODE_FAILED = "person.second_factor_failed"
    RECOVERED = "person.recovery_code_used"
    PASSWORD_FAILED = "person.own_password_failed"  # noqa: S105
    STRANGER = "person.identity_unknown"


class Factor(StrEnum):
    """What a code turned out to be."""

    APP = "app"
    RECOVERY = "recovery"


def two_factors(duties: Iterable[str]) -> bool:
    """Whether a post with these duties is entered with two factors only."""
    return bool(TWO_FACTORS & set(duties))


def classes(password: str) -> int:
    """How many of the four classes of characters a password uses."""
    kinds = {
        "small" if c.islower() else "capital" if c.isupper() else "digit" if c.isdigit() else "other"
        for c in password
    }
    return len(kinds)


def too_plain(password: str) -> str:
    """Why a password is not complex enough, "" when it is."""
    if len(password) < LENGTH:
        return f"密码至少 {LENGTH} 个字符，现有 {len(password)} 个，请加长"
    if classes(password) < CLASSES:
        return f"密码须包含小写字母、大写字母、数字、其他字符四类中的至少 {CLASSES} 类，请补足"
    return ""


def outdated(set_at: datetime | None, now: datetime) -> bool:
    """Whether a password must be changed at this sign-in; nobody knows how old one without a date is."""
    return set_at is not None and now - set_at >= LASTS
