"""A request that asked the wrong organ goes to the right one, when the applicant wants it (条例 art. 36(5)).

The law only asks that the applicant be told the right organ's name and contact; passing the request on is a
help, so it needs the applicant's consent, after the reply here. It is a new case there, sealed under a new
key, with the applicant's old query code.
"""

from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from gongkai.ground.attachments.rules import Format
from gongkai.ground.deadlines.rules.events import Step
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, OrganisationKind
from gongkai.ground.sealing import services as sealing

from ..models import DisclosureRequest
from ..rules.forms import Application
from ..rules.outcomes import Outcome
from ..rules.stages import Purpose, RuleBroken
from .cases import about, held, noted
from .filing import ASKED, next_number
from .papers import Paper, content_of, keep, name_of
from .reading import opened, words_of

TAKEN_ALONG = (Purpose.IDENTITY, Purpose.REQUEST, Purpose.CORRECTION)


@transaction.atomic
def transfer(key: int, organisation: str, *, consent: bool, version: int, by: Actor) -> DisclosureRequest:
    """Open the same request at another organisation; the new case. Raises RuleBroken without consent."""
    case = held(key, by, version=version)
    target = orgs.by_code(organisation)
    if target is None or target.closed_on or OrganisationKind(target.kind) not in ASKED:
        raise RuleBroken("请选择一个可以受理公开申请的机关")
    if target.pk == case.organisation_id:
        raise RuleBroken("这件申请就是向本机关提出的，请选择其他机关")
    if not consent:
        raise RuleBroken("转送须经申请人同意；申请人不同意的，由其自行向有关机关申请（条例第三十六条第五项）")
    if case.outcome != Outcome.NOT_HELD:
        raise RuleBroken(
            "先答复“不属于本机关负责公开”并告知有关机关的名称和联系方式，再转送（条例第三十六条第五项）"
        )
    if known := case.transfers.first():
        raise RuleBroken(f"这件申请已经转送，新的编号是 {known.number}")
    new = DisclosureRequest(organisation=target, applicant=case.applicant, channel=case.channel)
    new.submitted_at, new.sealing = timezone.now(), sealing.new_key()
    new.number = next_number(target.pk, target.code, timezone.localdate(new.submitted_at).year)
    new.sealed = sealing.seal(new.sealing, _whole(case).pack(), about(new, "application"))
    new.person, new.wish, new.code, new.assistance = case.person, case.wish, case.code, case.assistance
    new.transferred_from = case
    new.save(force_insert=True)
    for row in case.files.filter(purpose__in=TAKEN_ALONG):
        paper = Paper(name_of(case, row), content_of(case, row), Format(row.format))
        keep(new, paper, Purpose(row.purpose))
    case.version += 1
    case.save(update_fields=["version"])
    noted("disclosure.transferred", case, by=by, to=target.code, consent=True)
    noted("disclosure.submitted", new, by=by, channel=str(new.channel))
    return new


def _whole(case: DisclosureRequest) -> Application:
    """The application with what the applicant added when asked to correct it."""
    application = opened(case)
    added = [words_of(case, event) for event in case.events.all() if event.step == Step.CORRECTED]
    features = "\n".join(filter(None, (application.features, *(f"补正：{words}" for words in added))))
    return replace(application, features=features)
