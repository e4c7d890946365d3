"""Who a citizen is to the rest of the house: nothing but a row, a level and a way to be reached."""

import json

from gongkai.ground.sealing import services as sealing

from .models import Citizen
from .rules import Reach


def by_digest(digest: str) -> Citizen | None:
    return Citizen.objects.filter(digest=digest).first()


def reach(citizen: Citizen) -> Reach:
    """How to reach the person. Raises Destroyed once the account's key is gone."""
    opened = sealing.unseal(citizen.key, citizen.sealed, f"citizen/{citizen.handle}")
    return Reach(**json.loads(opened), wants_sms=citizen.wants_sms, wants_mail=citizen.wants_mail)


def wanted(citizen: Citizen) -> Reach:
    """Only what the person wants to be told by: for messages about matters."""
    known = reach(citizen)
    return Reach(known.telephone if known.wants_sms else "", known.mail if known.wants_mail else "")
