"""What can happen to a letter. A history is a list of events in the order of their days; ``clock.py`` says
what it comes to and which step is not allowed. Pure."""

from dataclasses import dataclass
from datetime import date

from gongkai.ground.language.rules.labels import Labelled

from .kinds import Kind


class Step(Labelled):
    """One thing that happened."""

    RECEIVED = "received", "收到"
    REFERRED = "referred", "分办"
    ACCEPTED = "accepted", "受理"
    REFUSED = "refused", "退回"
    TRANSFERRED = "transferred", "转办"
    JOINED = "joined", "协办意见"
    EXTENDED = "extended", "延长期限"
    SUPERVISED = "supervised", "督办"
    REPLIED = "replied", "答复"
    INFORMED = "informed", "随同一事件的来信一并答复"
    REDIRECTED = "redirected", "告知其他渠道"
    REOPENED = "reopened", "重新办理"
    SUPPLEMENTED = "supplemented", "热线补充"
    URGED = "urged", "热线催办"


@dataclass(frozen=True, slots=True)
class Event:
    """One step on one day.

    ``kind`` and ``simple`` come with the receipt and with each referral, which may judge the kind anew: a
    simple enquiry has the short period. ``answer_by`` is the day that a supervision order sets.
    """

    step: Step
    on: date
    kind: Kind = Kind.MAILBOX
    simple: bool = False
    answer_by: date | None = None
