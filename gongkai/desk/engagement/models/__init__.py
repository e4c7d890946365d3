"""The room's tables, one file a noun; Django finds them here."""

from .faq import FaqEntry as FaqEntry
from .faq import FaqReport as FaqReport
from .groups import LetterGroup as LetterGroup
from .hotline import HotlineCase as HotlineCase
from .hotline import HotlineCursor as HotlineCursor
from .hotline import HotlineIncoming as HotlineIncoming
from .hotline import HotlineNonce as HotlineNonce
from .hotline import HotlineOutgoing as HotlineOutgoing
from .keys import LetterKey as LetterKey
from .letters import Letter as Letter
from .letters import LetterEvent as LetterEvent
from .letters import LetterFile as LetterFile
from .letters import LetterSerial as LetterSerial
from .replies import Handling as Handling
from .replies import LetterReminder as LetterReminder
from .replies import LetterReply as LetterReply
