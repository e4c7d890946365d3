"""The room's tables, one file a noun; Django finds them here."""

from .comments import Comment as Comment
from .comments import Tally as Tally
from .comments import Voice as Voice
from .consultations import Consultation as Consultation
from .drafts import Clause as Clause
from .drafts import DraftVersion as DraftVersion
from .drafts import Thread as Thread
from .groups import Group as Group
from .groups import GroupingRun as GroupingRun
from .meetings import Meeting as Meeting
from .surveys import Survey as Survey
from .surveys import SurveyAnswer as SurveyAnswer
from .surveys import SurveyText as SurveyText
