"""Secrets of second factors are encrypted before they reach the database (allauth's ``MFA_ADAPTER``).

The key is derived from ``SECRET_KEY``: a copy of the database alone gives no codes. Under another
``SECRET_KEY`` they cannot be read, and every second factor must be reset.
"""

import base64
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from .rules import RuleBroken


def _key() -> Fernet:
    digest = hashlib.sha256(b"second factor " + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


class Sealed(DefaultMFAAdapter):  # type: ignore[misc]  # allauth carries no types
    """What allauth asks when it stores and reads a secret."""

    def encrypt(self, text: str) -> str:
        return _key().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _key().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as broken:
            raise RuleBroken("动态口令的密钥读不出来（系统密钥已更换），请联系安全管理员重置") from broken
