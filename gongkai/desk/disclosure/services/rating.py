"""How satisfied an applicant is with the handling: said once, after the reply."""

from django.db import transaction

from gongkai.ground.orgs.rules import Actor

from ..models import DisclosureRequest
from ..rules.satisfaction import Satisfaction
from ..rules.stages import RuleBroken, Stage
from .cases import APPLICANT, held, noted


@transaction.atomic
def rate(key: int, score: int, *, by: Actor) -> DisclosureRequest:
    """Keep the applicant's word on an ended case. Raises RuleBroken before its end and the second time."""
    if by != APPLICANT:
        held(key, by)
        raise RuleBroken("满意度由申请人自己评价")
    case = DisclosureRequest.objects.select_for_update(of=("self",)).get(pk=key)
    if case.stage not in (Stage.ENDED, Stage.ARCHIVED):
        raise RuleBroken("答复以后才能评价")
    if case.satisfaction is not None:
        raise RuleBroken("您已经评价过，谢谢")
    if score not in set(Satisfaction):
        raise RuleBroken("请选择一项评价")
    case.satisfaction, case.version = score, case.version + 1
    case.save(update_fields=["satisfaction", "version"])
    noted("disclosure.rated", case, by=by, score=score)
    return case
