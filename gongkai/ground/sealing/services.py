"""Keys of sealed matters: made, used, and destroyed. A key lies in the storage ``keys``, never in the
database.

Each is wrapped under the office's key, so that neither the folder nor the database alone opens anything. With
its key destroyed nothing of a matter can be read again, wherever copies of its sealed words lie.
"""

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from . import rules
from .rules import Unreadable

KEYS, FILES = "keys", "sealed"


class Destroyed(Unreadable):
    """The key is gone, by decision of those who may decide it."""


def new_key() -> str:
    """Make a key; its name. The name may stand in the database."""
    name = rules.new_name()
    wrapped = rules.seal(_office(), rules.new_key(), name)
    storages[KEYS].save(_place(name), ContentFile(wrapped))
    return name


def seal(name: str, content: bytes, about: str) -> bytes:
    """Encrypt under a matter's key; ``about`` names the row and column, and opens nothing elsewhere."""
    return rules.seal(_key(name), content, about)


def unseal(name: str, sealed: bytes | memoryview, about: str) -> bytes:
    """Decrypt. Raises Destroyed when the key is gone, Unreadable when it does not fit."""
    return rules.unseal(_key(name), bytes(sealed), about)


def keep(name: str, content: bytes) -> str:
    """Seal a file and keep it apart; the name under which `kept` gives it back."""
    place = rules.new_name()
    storages[FILES].save(_place(place), ContentFile(rules.seal(_key(name), content, place)))
    return place


def kept(name: str, place: str) -> bytes:
    """A file that was kept. Raises Destroyed or Unreadable."""
    try:
        with storages[FILES].open(_place(place)) as file:
            return rules.unseal(_key(name), file.read(), place)
    except FileNotFoundError:
        raise Destroyed("这份文件已经销毁") from None


def discard(place: str) -> None:
    """Delete a kept file; deleting it again is nothing."""
    storages[FILES].delete(_place(place))


def destroy(name: str) -> None:
    """Destroy a key: what it sealed is gone for good. Destroying it again is nothing."""
    storages[KEYS].delete(_place(name))


def destroyed(name: str) -> bool:
    return not storages[KEYS].exists(_place(name))


def digest(kind: str, text: str) -> str:
    """A keyed digest for comparing what may not be stored, hex."""
    return rules.digest(settings.SEALING_KEY, kind, text)


def _key(name: str) -> bytes:
    try:
        with storages[KEYS].open(_place(name)) as file:
            return rules.unseal(_office(), file.read(), name)
    except FileNotFoundError:
        raise Destroyed("这件事项的内容已经依法销毁，不能再读") from None


def _office() -> bytes:
    return rules.office_key(settings.SEALING_KEY)


def _place(name: str) -> str:
    if len(name) != 2 * rules.NAME_BYTES or any(sign not in "0123456789abcdef" for sign in name):
        raise Unreadable("密封的名称不正确")
    return f"{name[:2]}/{name[2:]}"
