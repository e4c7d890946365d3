"""The room's tables, one file a noun; Django finds them here."""

from .cases import PENDING as PENDING
from .cases import CaseEvent as CaseEvent
from .cases import CaseFile as CaseFile
from .cases import CaseSerial as CaseSerial
from .cases import DisclosureRequest as DisclosureRequest
from .cases import Dispute as Dispute
from .cases import Reply as Reply
from .complaints import Complaint as Complaint
from .following import Release as Release
from .following import Reminder as Reminder
from .record_corrections import Evidence as Evidence
from .record_corrections import RecordCorrection as RecordCorrection
from .reports import AnnualReport as AnnualReport
from .reports import ReportEvidence as ReportEvidence
