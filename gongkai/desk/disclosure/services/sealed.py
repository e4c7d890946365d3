"""Whether this machine's key opens what is sealed here: asked by `gongkai doctor`, shows nobody anything."""

from gongkai.ground.sealing.rules import Unreadable

from ..models import DisclosureRequest
from ..rules.stages import Stage
from .reading import opened


def unreadable() -> str:
    """The number of the newest request that does not open; "" when it does, or when there is none."""
    case = DisclosureRequest.objects.exclude(stage=Stage.DESTROYED).order_by("-pk").first()
    if case is None:
        return ""
    try:
        opened(case)
    except Unreadable:
        return case.number
    return ""
