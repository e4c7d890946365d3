"""The room's tables, one file a noun; Django finds them here."""

from .surveys import Survey as Survey
from .surveys import SurveyAnswer as SurveyAnswer
from .surveys import SurveyText as SurveyText
