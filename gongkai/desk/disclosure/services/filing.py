"""An application comes in: by the applicant on the portal, or entered by staff from paper, fax or word of
mouth.

The query code follows from the form's one-time token, so that the same form sent twice is one case with one
code.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from gongkai.ground.deadlines.rules.events import Channel
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty, OrganisationKind
from gongkai.ground.sealing import services as sealing

from ..models import CaseSerial, DisclosureRequest
from ..queries.codes import code_of, digest_of
from ..rules.forms import Application, problems, what, who
from ..rules.stages import Purpose, RuleBroken
from .cases import APPLICANT, about, noted
from .papers import Paper, keep

ASKED = frozenset(OrganisationKind) - {OrganisationKind.PUBLIC_ENTERPRISE, OrganisationKind.INSTITUTION}


class Incomplete(RuleBroken):
    """What art. 29 asks for is missing; ``problems`` says field by field."""

    def __init__(self, found: dict[str, str]) -> None:
        super().__init__("申请表还没有填完整：" + "；".join(found.values()))
        self.problems = found


def submit(
    organisation: str, application: Application, token: str, papers: Sequence[Paper] = ()
) -> tuple[DisclosureRequest, str]:
    """The applicant sends the form: the case and its query code. The same token again gives the same case.

    Raises Incomplete, or RuleBroken when the organisation cannot be asked.
    """
    return _file(organisation, application, token, Channel.INTERNET, timezone.now(), papers, by=APPLICANT)


def enter(
    organisation: str,
    application: Application,
    token: str,
    *,
    channel: Channel,
    submitted_at: datetime,
    papers: Sequence[Paper] = (),
    by: Actor,
) -> tuple[DisclosureRequest, str]:
    """Staff enter a paper, a fax or what somebody said (art. 29: where writing is truly difficult)."""
    owner = orgs.by_code(organisation)
    if owner is None:
        raise RuleBroken("没有这个机构")
    by.must(Duty.DISCLOSE, owner.lineage)
    if submitted_at > timezone.now():
        raise RuleBroken("提交时间不能在将来，请改正日期")
    return _file(organisation, application, token, channel, submitted_at, papers, by=by)


def _file(
    organisation: str,
    application: Application,
    token: str,
    channel: Channel,
    submitted_at: datetime,
    papers: Sequence[Paper],
    *,
    by: Actor,
) -> tuple[DisclosureRequest, str]:
    code = code_of(token)
    if known := DisclosureRequest.objects.filter(code=digest_of(code)).first():
        return known, code
    if found := problems(application, oral=channel is not Channel.INTERNET):
        raise Incomplete(found)
    try:
        return _new(organisation, application, code, channel, submitted_at, papers, by), code
    except IntegrityError:  # the same form, sent twice at once
        return DisclosureRequest.objects.get(code=digest_of(code)), code


@transaction.atomic
def _new(
    organisation: str,
    application: Application,
    code: str,
    channel: Channel,
    submitted_at: datetime,
    papers: Sequence[Paper],
    by: Actor,
) -> DisclosureRequest:
    owner = orgs.by_code(organisation)
    if owner is None or owner.closed_on:
        raise RuleBroken("这个机构不存在或者已经撤销，请重新选择")
    if OrganisationKind(owner.kind) not in ASKED:
        raise RuleBroken("公共企事业单位不适用依申请公开，可以向其主管部门投诉（条例第五十五条）")
    key = sealing.new_key()
    case = DisclosureRequest(organisation=owner, applicant=application.applicant, channel=channel)
    case.number = next_number(owner.pk, owner.code, timezone.localdate(submitted_at).year)
    case.submitted_at, case.assistance = submitted_at, bool(application.assistance.strip())
    case.until = timezone.localdate(submitted_at)
    case.sealing, case.code = key, digest_of(code)
    case.sealed = sealing.seal(key, application.pack(), about(case, "application"))
    case.person, case.wish = (
        sealing.digest("person", who(application)),
        sealing.digest("wish", what(application)),
    )
    case.save(force_insert=True)
    for paper in papers:
        keep(case, paper, Purpose.REQUEST)
    noted("disclosure.submitted", case, by=by, channel=str(channel))
    return case


def next_number(organisation: int, code: str, year: int, series: str = "") -> str:
    """The next number of an organisation's year; its row stays locked until the transaction ends."""
    known = {"organisation_id": organisation, "year": year, "series": series}
    CaseSerial.objects.bulk_create([CaseSerial(**known)], ignore_conflicts=True)
    row = CaseSerial.objects.select_for_update().get(**known)
    row.last += 1
    row.save(update_fields=["last"])
    return f"{code}-{series}{year}-{row.last:05d}"
