"""Kinds of personal data that a text can hold, and the one shape of what was found. Pure."""

from dataclasses import dataclass

from ..labels import Labelled


class Kind(Labelled):
    """What tells who a person is or where to find one (个人信息保护法 arts. 4 and 28)."""

    ID_NUMBER = "id_number", "身份证号"
    PASSPORT = "passport", "护照或通行证号"
    MOBILE = "mobile", "手机号码"
    LANDLINE = "landline", "住宅电话"
    BANK_CARD = "bank_card", "银行卡号"
    EMAIL = "email", "个人邮箱"
    ADDRESS = "address", "家庭住址"
    PLATE = "plate", "车牌号"


IDENTIFIERS = frozenset({Kind.ID_NUMBER, Kind.MOBILE, Kind.BANK_CARD})


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of personal data: ``start`` to ``end`` is where it stands, ``masked`` what may be shown."""

    kind: Kind
    start: int
    end: int
    masked: str
