"""The room's tables, one file a noun; Django finds them here."""

from .cases import PENDING as PENDING
from .cases import CaseEvent as CaseEvent
from .cases import CaseFile as CaseFile
from .cases import CaseSerial as CaseSerial
from .cases import DisclosureRequest as DisclosureRequest
from .cases import Dispute as Dispute
from .cases import Reply as Reply
from .complaints import Complaint as Complaint
