"""The demonstration's accounts: passwords and, where a post needs one, the secret of the second factor.

Both are made once per installation and kept under GONGKAI_HOME, so that whoever tries the city can sign in
without a telephone. Only accounts written there, and only in a city that its own data call a demonstration,
ever have a code told.
"""

import json
import os
import time
from pathlib import Path
from urllib.parse import quote

from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from django.conf import settings

from gongkai.ground.orgs import queries
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.queries import people
from gongkai.ground.orgs.rules import Actor
from gongkai.ground.orgs.rules.people import two_factors
from gongkai.ground.orgs.services import passwords, second_factor

from .city import ACCOUNTS

STEP = 30  # seconds (RFC 6238)


def accounts() -> list[dict[str, str]]:
    """The accounts with their passwords and secrets ("" where a password is enough)."""
    path = Path(settings.HOME) / "demo_accounts.json"
    if not path.exists():
        made = [
            {
                "username": spec.username,
                "full_name": spec.full_name,
                "title": spec.title,
                "password": passwords.fresh(),
                "secret": generate_totp_secret() if two_factors(spec.duties) else "",
            }
            for spec in ACCOUNTS
        ]
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump(made, file, ensure_ascii=False)
    return json.loads(path.read_text(encoding="utf-8"))


def enrol_all(bodies: list[str], *, by: Actor) -> None:
    """Everybody with a post; ``bodies`` are the codes of the city's organisations in their order."""
    known = {account["username"]: account for account in accounts()}
    for spec in ACCOUNTS:
        own, body = known[spec.username], bodies[spec.body]
        orgs.enrol(spec.username, spec.full_name, own["password"], organisation=body, own=True, by=by)
        post = orgs.create_post(body, spec.title, spec.duties, by=by)
        orgs.appoint(spec.username, post.code, by=by)
        if own.get("secret"):
            second_factor.give(spec.username, own["secret"], by=by)


def code(username: str) -> str | None:
    """What the account's authenticator would show now; None outside a demonstration, or for others."""
    known = {account["username"] for account in accounts()} if queries.site().get("demonstration") else set()
    secret = people.secret(username) if username in known else None
    return format_hotp_value(hotp_value(secret, int(time.time()) // STEP)) if secret else None


def address(account: dict[str, str]) -> str:
    """What an authenticator reads (Key URI Format)."""
    label = f"{quote('公开演示')}:{quote(account['username'])}"
    return f"otpauth://totp/{label}?secret={account['secret']}"
