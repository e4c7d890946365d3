"""What the office does with the twenty's requests, in a process of its own and always with their names in
the words; imported only once Django is set up."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from unittest import mock

from django.utils import timezone

from gongkai.desk.disclosure.models import Complaint, DisclosureRequest, RecordCorrection
from gongkai.desk.disclosure.rules.letters import Letter
from gongkai.desk.disclosure.rules.outcomes import Outcome
from gongkai.desk.disclosure.rules.record_corrections import State
from gongkai.desk.disclosure.rules.stages import Delivery, Purpose, Stage
from gongkai.desk.disclosure.services import (
    archiving,
    complaining,
    disputing,
    extending,
    handling,
    reading,
    record_corrections,
    replying,
    serving,
    transferring,
)
from gongkai.desk.disclosure.services.papers import Paper
from gongkai.ground.attachments.rules import Format
from gongkai.ground.deadlines.rules.events import Party
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.models import User
from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.ground.orgs.rules.people import two_factors
from gongkai.project.jobs import JOBS
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import Stage as Turn
from gongkai.record.editorial.rules.reviewing import Outcome as Decided
from tests.desk.disclosure import asking
from tests.record.editorial import making
from tests.surface.city import armed

LINE = "征收材料一份"  # what the office's lists say of each, and the search does find
REFUSED = "head"  # whose mail the server does not take: it is tried again, with its error kept


def opened() -> str:
    """People and bodies; the secrets of second factors by user name, as JSON."""
    people = asking.city()
    people["supervisor"] = making.staff("supervisor", orgs.root().code, Duty.READ, Duty.SUPERVISE)
    people["city-head"] = making.staff("city-head", orgs.root().code, Duty.READ, Duty.CONSENT)
    people["auditor"] = making.staff("auditor", orgs.root().code, Duty.AUDIT)
    secrets = {}
    for name, actor in people.items():
        user = name.replace(" ", "-")
        at = "refused" if name == REFUSED else user
        User.objects.filter(username=user).update(email=f"{at}@office.example")
        if two_factors(actor.duties):
            secrets[user] = armed(user)
    return json.dumps(secrets)


def who(username: str) -> Actor:
    actor = orgs.actor_of(User.objects.get(username=username))
    assert actor is not None
    return actor


def personal(case: DisclosureRequest) -> str:
    """What an officer would write who is not careful."""
    form = reading.opened(case)
    return f"{form.name}（{form.identity_number}，{form.telephone}，{form.email}）：{form.title}"


def fresh(case: DisclosureRequest) -> int:
    return DisclosureRequest.objects.get(pk=case.pk).version


def asked() -> str:
    """Every request is confirmed and sent back once to be corrected."""
    officer = who("case-officer")
    for case in DisclosureRequest.objects.filter(stage=Stage.SUBMITTED):
        handling.confirm(case.pk, subject=LINE, version=case.version, by=officer)
        words = f"请补正 {personal(case)}"
        handling.ask_correction(case.pk, words=words, days=10, version=fresh(case), by=officer)
    return ""


def answered() -> str:
    """Every corrected one: a third party is asked and answers, more time, a reply reviewed by two, served."""
    officer, head = who("case-officer"), who("head")
    for case in DisclosureRequest.objects.filter(stage=Stage.RUNNING).order_by("pk"):
        words = personal(case)
        given = {"reference": "函1号", "words": words, "by": officer}
        handling.consult(case.pk, party=Party.THIRD_PARTY, version=fresh(case), **given)
        letter = [Paper(f"{words[:20]}.txt", words.encode(), Format.TEXT)]
        handling.answered(case.pk, papers=letter, agrees=False, version=fresh(case), **given)
        extending.ask_extension(case.pk, days=5, words="需要核对材料", by=officer)
        extending.extend(case.pk, days=5, words=words, version=fresh(case), by=head)
        replied(case, Outcome.PARTIAL if case.pk % 2 else Outcome.NOT_HELD, words, officer)
    return ""


def replied(case: DisclosureRequest, outcome: Outcome, words: str, officer: Actor) -> None:
    paper = Paper(f"{words[:20]}.txt", words.encode(), Format.TEXT)
    for purpose in (Purpose.SEARCH, Purpose.PROVIDED):
        shown = purpose is Purpose.PROVIDED
        replying.attach(case.pk, [paper], purpose, for_applicant=shown, version=fresh(case), by=officer)
    letter = Letter(outcome, f"江财依申复〔2026〕{case.pk}号", answer=words, reasons=words)
    replying.draft(case.pk, letter, version=fresh(case), by=officer)
    replying.submit(case.pk, version=fresh(case), by=officer)
    review = reviews.opened(replying.KIND, str(case.pk))
    replying.decide(review.pk, Decided.APPROVED, "", stage=Turn.FIRST, by=who("first"))
    replying.decide(review.pk, Decided.APPROVED, "", stage=Turn.FINAL, by=who("final"))
    serving.serve(case.pk, way=Delivery.ELECTRONIC, version=fresh(case), by=officer)


def followed() -> str:
    """Complaints and record corrections are opened and answered, a case disputed, one passed on, and one
    looked into."""
    officer, supervisor = who("case-officer"), who("supervisor")
    for row in Complaint.objects.all():
        _, content = complaining.look(row.pk, by=supervisor)
        complaining.answer(row.pk, words=f"{content.name}：{content.words}", by=supervisor)
    for row in RecordCorrection.objects.all():
        _, claim, _, files = record_corrections.look(row.pk, by=officer)
        record_corrections.fetch(row.pk, files[0][0].pk, by=officer)
        record_corrections.take_up(row.pk, subject="登记更正", version=row.version, by=officer)
        words = f"{claim.name}（{claim.identity_number}）：{claim.right}"
        record_corrections.end(row.pk, State.CORRECTED, words=words, version=row.version + 1, by=officer)
    ended = DisclosureRequest.objects.filter(stage=Stage.ENDED)
    case = ended.filter(outcome=Outcome.NOT_HELD).order_by("pk").first()
    reading.reissue(case.pk, "another token of nobody", by=officer)
    transferring.transfer(case.pk, asking.STREET, consent=True, version=fresh(case), by=officer)
    disputing.file(case.pk, row="reconsidered", filed_on=timezone.localdate(), by=officer)
    return ""


@contextmanager
def later(days: int) -> Iterator[None]:
    then = timezone.now() + timedelta(days=days)
    with mock.patch.object(timezone, "now", lambda: then):
        yield


def worked(days: str) -> str:
    """Every recurring job, as on a later day: last days are near, some are over."""
    with later(int(days)):
        for job in JOBS:
            job.run(timezone.localtime())
    return ""


def destroyed() -> str:
    """The last ended case, put on file by one and destroyed by another when its remedies are over; its number
    and the name of its key."""
    case = DisclosureRequest.objects.filter(stage=Stage.ENDED).order_by("pk").last()
    archiving.archive(case.pk, version=case.version, by=who("case-officer"))
    with later(250):
        archiving.destroy(case.pk, reason=personal(case), version=fresh(case), by=who("head"))
        row = Complaint.objects.order_by("pk").first()
        complaining.destroy(row.pk, by=who("city-head"))
    return json.dumps([case.number, case.sealing, row.sealing])


ACTS = {
    "opened": opened,
    "asked": asked,
    "answered": answered,
    "followed": followed,
    "worked": worked,
    "destroyed": destroyed,
}
