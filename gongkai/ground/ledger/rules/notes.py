"""Signed checkpoints: C2SP signed-note and tlog-checkpoint, Ed25519; and the keys they need.

One secret of 32 bytes is the Ed25519 seed; the key that seals rows is derived from it by HKDF, so that
whoever can rewrite the database, but does not hold the secret, cannot seal a row anew.
"""

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

ED25519 = b"\x01"  # signature type of signed-note
SEED_BYTES = 32


class NoteRefused(ValueError):
    """The text is no signed note, no checkpoint of this log, or its signature does not hold."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a checkpoint says."""

    origin: str
    size: int
    root: bytes


@dataclass(frozen=True, slots=True)
class Keys:
    """The ledger's keys: who signs (``origin`` is the key's name) and what seals rows."""

    origin: str
    signing: Ed25519PrivateKey
    public: Ed25519PublicKey
    raw_public: bytes
    sealing: bytes

    def seal(self, domain: bytes, *parts: bytes) -> str:
        """HMAC-SHA256 over ``domain`` and the parts, each preceded by its length; hex."""
        message = domain + b"".join(len(part).to_bytes(4, "big") + part for part in parts)
        return hmac.digest(self.sealing, message, "sha256").hex()

    def sign(self, statement: Statement) -> str:
        """The signed note of a checkpoint."""
        text = body(statement)
        mark = key_id(self.origin, self.raw_public) + self.signing.sign(text.encode())
        return f"{text}\n— {self.origin} {base64.b64encode(mark).decode()}\n"

    def verifier(self) -> str:
        """The public key as a signed-note verifier key: ``name+id+base64``."""
        key = base64.b64encode(ED25519 + self.raw_public).decode()
        return f"{self.origin}+{key_id(self.origin, self.raw_public).hex()}+{key}"

    def open(self, note: str) -> Statement:
        """What a note of ours says. Raises NoteRefused unless our signature holds."""
        text, separator, signatures = note.rpartition("\n\n")
        if not separator:
            raise NoteRefused("不是签名文本：缺少空行和签名行")
        own = key_id(self.origin, self.raw_public)
        for line in signatures.splitlines():
            dash, _, rest = line.partition(" ")
            name, _, mark = rest.partition(" ")
            if dash != "—" or name != self.origin:
                continue
            raw = decoded(mark)
            if raw[:4] != own:
                continue
            try:
                self.public.verify(raw[4:], (text + "\n").encode("utf-8", "surrogateescape"))
            except InvalidSignature as wrong:
                raise NoteRefused("签名与内容不符：检查点被改动过") from wrong
            return read(text + "\n")
        raise NoteRefused(f"没有本存证（{self.origin}）密钥的签名")


@dataclass(frozen=True, slots=True)
class Verifier:
    """The public half alone: what somebody who noted our key checks a checkpoint with."""

    origin: str
    identifier: bytes
    public: Ed25519PublicKey

    def open(self, note: str) -> Statement:
        """What a note with one signature, this key's, says. NoteRefused for every other spelling of it."""
        text, _, signature = note.rpartition("\n\n")
        front, back = f"— {self.origin} ", signature.removesuffix("\n").rpartition(" ")[2]
        mark = decoded(back)
        if mark[:4] != self.identifier:
            raise NoteRefused(f"检查点不是用这个公钥（{self.origin}）签的名")
        if note != f"{text}\n\n{front}{base64.b64encode(mark).decode()}\n":
            raise NoteRefused("检查点的写法不标准：应有正文、空行和一行签名")
        try:
            self.public.verify(mark[4:], (text + "\n").encode("utf-8", "surrogateescape"))
        except InvalidSignature as wrong:
            raise NoteRefused("签名与内容不符：检查点被改动过，或者不是这个公钥签的") from wrong
        statement = read(text + "\n")
        if statement.origin != self.origin:
            raise NoteRefused(f"检查点属于另一份存证：{statement.origin}")
        return statement


def verifier(text: str) -> Verifier:
    """A verifier key ``name+id+base64`` as people note it. NoteRefused says what is wrong with it."""
    origin, _, rest = text.strip().partition("+")
    identifier, _, encoded = rest.partition("+")
    raw = decoded(encoded)
    if not origin or len(raw) != 33 or raw[:1] != ED25519:
        raise NoteRefused("公钥应写作 名称+八位编号+base64，例如网站 /checkpoint/key 的内容")
    if key_id(origin, raw[1:]).hex() != identifier:
        raise NoteRefused("公钥的编号与名称、内容不符，可能抄错了一个字符")
    return Verifier(origin, bytes.fromhex(identifier), Ed25519PublicKey.from_public_bytes(raw[1:]))


def keys(seed: bytes, origin: str) -> Keys:
    """All keys from the secret."""
    signing = Ed25519PrivateKey.from_private_bytes(seed)
    public = signing.public_key()
    sealing = HKDF(SHA256(), SEED_BYTES, salt=None, info=b"gongkai ledger seal").derive(seed)
    return Keys(origin, signing, public, public.public_bytes_raw(), sealing)


def read_seed(text: str) -> bytes:
    """32 bytes from hex or base64. Raises ValueError that says what to do."""
    text = text.strip()
    try:
        seed = bytes.fromhex(text) if len(text) == 2 * SEED_BYTES else base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        seed = b""
    if len(seed) != SEED_BYTES:
        raise ValueError("存证密钥应为 32 字节，写作 64 位十六进制或 base64；可用 openssl rand -hex 32 生成")
    return seed


def key_id(name: str, raw_public: bytes) -> bytes:
    """signed-note: the first four bytes of SHA-256(name, newline, type, key)."""
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + raw_public).digest()[:4]


def body(statement: Statement) -> str:
    """tlog-checkpoint: origin, size, root; each ends its line."""
    return f"{statement.origin}\n{statement.size}\n{base64.b64encode(statement.root).decode()}\n"


def read(text: str) -> Statement:
    """A checkpoint's unsigned text; anything but the exact form is refused."""
    lines = text.split("\n")
    if len(lines) < 4 or not lines[0]:
        raise NoteRefused("不是检查点：应有来源、条数、树根三行")
    root = decoded(lines[2])
    if not lines[1].isascii() or not lines[1].isdigit() or str(int(lines[1])) != lines[1] or len(root) != 32:
        raise NoteRefused("不是检查点：条数或树根的写法不对")
    return Statement(lines[0], int(lines[1]), root)


def decoded(text: str) -> bytes:
    """Strict base64, or nothing."""
    try:
        return base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        return b""
