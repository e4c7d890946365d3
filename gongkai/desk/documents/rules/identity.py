"""When two records are the same document, and when one record has not changed.

Two records are the same when their addresses are equal, or their document number and title, or, without a
number, their title, day and issuing body. The core of a title leaves out who issued it and the words around
what is issued.
"""

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256

import orjson

from gongkai.ground.language.rules import numbers
from gongkai.record.catalogue.rules import Draft, Kind

MARKS = re.compile(r"[\s《》〈〉“”\"'‘’（）()〔〕\[\]【】、，,。.·•:：;；—–\-_　]+")
QUERY_NOISE = re.compile(r"[?&](?:xxgkhide|from|isappinstalled|wfr|for|spm|utm_[a-z]+|scene|version)=[^&#]*")
ISSUER = re.compile(r"^.{2,40}?(?:关于|印发|转发|批转)")
WRAPPED = re.compile(r"^(?:(?:关于)?(?:印发|转发|批转|发布|公布|下达)(?:了|《)?)")
WRAPPING = re.compile(r"(?:的)?(?:通知|函|公告|通告)$")
WITHOUT_BODY = re.compile(r"^[^《]{2,40}?(?=关于|印发|转发|批转)")
SHORTEST = 8
SHORTEST_CORE = 6


read_number = lru_cache(4096)(numbers.parse)  # one record's number is asked for several times


def address(url: str) -> str:
    """Host and path of an address, so that scheme, ``www.`` of nothing, fragment and noise parameters do
    not matter."""
    url = QUERY_NOISE.sub("", url.strip().split("#")[0])
    url = re.sub(r"^(?:https?:)?//", "", url, flags=re.IGNORECASE)
    return url.rstrip("/?&")[:500]


def bare(title: str) -> str:
    """A title without spaces, marks and width differences."""
    return MARKS.sub("", unicodedata.normalize("NFKC", title)).lower()


def core(title: str) -> str:
    """What a title is about: 某市人民政府关于印发甲办法的通知 and 《甲办法》 give the same; "" when too
    little is left."""
    text = (
        ISSUER.sub("", title, count=1) if re.match(r"^[^《]{2,40}?(?:关于|印发|转发|批转)", title) else title
    )
    text = WRAPPED.sub("", text)
    unwrapped = WRAPPING.sub("", text)
    found = bare(re.sub(r"[（(](?:试行|暂行|草案|修订|20\d\d年.{0,4})[）)]$", "", unwrapped)).removeprefix(
        "关于"
    )
    found = re.sub(r"的?(实施意见|若干意见|指导意见|意见|通知|办法|方案|决定)$", r"\1", found)
    return found if len(found) >= SHORTEST_CORE else ""


def likeness(draft: Draft) -> str:
    """The key under which the same document from another source is found; "" when nothing identifies it."""
    title = bare(draft.title)
    number = read_number(draft.document_number) if draft.document_number else None
    if number is not None and number.readable:
        return sha256(
            f"{numbers.key_of(number)}|{bare(WITHOUT_BODY.sub('', draft.title))}".encode()
        ).hexdigest()[:40]
    if len(title) < SHORTEST:
        return ""
    if draft.kind is Kind.INTERPRETATION and "《" in draft.title:
        return sha256(f"interpretation|{title}".encode()).hexdigest()[:40]
    by = bare("".join(draft.issuing_bodies) or draft.source)
    return sha256(f"{title}|{draft.published_at.date().isoformat()}|{by}".encode()).hexdigest()[:40]


def fingerprint(source: object) -> str:
    """SHA-256, hex, over everything the record says and the version of the reading rules."""
    return sha256(orjson.dumps([READING, source])).hexdigest()


READING = 2  # raise when adapters or drafting change, so that a later run brings old records up to date


def digest(key: str) -> str:
    """Sixteen hex digits standing for a source key where the key itself must not be written."""
    return sha256(key.encode()).hexdigest()[:16]
