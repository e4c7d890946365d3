"""Authenticated encryption of one matter's words, and how its key is kept (AES-256-GCM, NIST SP 800-38D).

Pure but for randomness. What is sealed is bound to what it is about: moved to another row it does not open.
"""

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12
NAME_BYTES = 16


class Unreadable(ValueError):
    """It was altered, belongs elsewhere, or the office's key is another; the message says what to do."""


def new_name() -> str:
    """A key's name: random, says nothing about whose it is."""
    return secrets.token_hex(NAME_BYTES)


def new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def office_key(secret: str) -> bytes:
    """The key that wraps all others, from the office's secret of any length."""
    return hashlib.sha256(b"gongkai sealing " + secret.encode()).digest()


def seal(key: bytes, content: bytes, about: str) -> bytes:
    """A nonce and the encrypted content, bound to ``about``."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, about.encode())


def unseal(key: bytes, sealed: bytes, about: str) -> bytes:
    """The content again. Raises Unreadable."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], about.encode())
    except (InvalidTag, ValueError) as broken:
        raise Unreadable(
            "密封的内容读不出来：被改动过，或者密封密钥已更换；请系统管理员核对 GONGKAI_SEALING_KEY"
        ) from broken


def digest(secret: str, kind: str, text: str) -> str:
    """A keyed digest, hex: equal texts can be compared by who holds the secret, and by nobody else."""
    return hmac.new(office_key(secret), f"{kind}\0{text}".encode(), hashlib.sha256).hexdigest()
