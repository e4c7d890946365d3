"""Citizens' accounts: how surely somebody is known, how long codes and visits last. Pure.

The numbers are practice, not law.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

IDLE = timedelta(minutes=30)  # without a look at a private page
LONGEST = timedelta(hours=12)  # however busy
SEEN = timedelta(minutes=1)  # a look is written down once in this time
CODE_DIGITS = 6
CODE_LASTS = timedelta(minutes=5)
CODE_TRIES = 5
ERRAND_LASTS = timedelta(minutes=10)  # at the identity provider


class Level(StrEnum):
    """How a person was verified. ACCOUNT: by the city's identity provider; PHONE: holds the telephone."""

    ACCOUNT = "account"
    PHONE = "phone"


LEVEL_LABELS = {Level.ACCOUNT: "统一身份账号", Level.PHONE: "验证过的手机"}


class Way(StrEnum):
    """What a code was sent to."""

    SMS = "sms"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Itself:
    """In whose name the door writes: people who sign in are no staff and stand in the ledger by a handle."""

    post: str = "citizen"


@dataclass(frozen=True, slots=True)
class Reach:
    """What an account knows of how its person is reached, and what the person wants."""

    telephone: str = field(default="", repr=False)
    mail: str = field(default="", repr=False)
    wants_sms: bool = True
    wants_mail: bool = True
