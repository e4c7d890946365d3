"""The rows of the desk's documents: Django looks for every model of a room in this module."""

from .batches import Batch as Batch
from .batches import BatchItem as BatchItem
from .imports import ImportedRecord as ImportedRecord
from .imports import QuarantinedRecord as QuarantinedRecord
from .manuscripts import Handover as Handover
from .manuscripts import HandoverSystem as HandoverSystem
from .manuscripts import Manuscript as Manuscript
from .manuscripts import ManuscriptFile as ManuscriptFile
from .manuscripts import Revision as Revision
from .sweeps import SweepItem as SweepItem
from .sweeps import ValiditySweep as ValiditySweep
