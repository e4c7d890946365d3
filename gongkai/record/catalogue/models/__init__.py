"""The rows of the catalogue: Django looks for every model of a room in this module."""

from .endings import Attached as Attached
from .endings import TakeDown as TakeDown
from .items import DisclosureItem as DisclosureItem
from .items import ItemCatalogue as ItemCatalogue
from .items import WithheldMatter as WithheldMatter
from .publications import Alias as Alias
from .publications import Body as Body
from .publications import Channel as Channel
from .publications import Placement as Placement
from .publications import Publication as Publication
from .publications import Relation as Relation
from .publications import Serial as Serial
from .publications import Version as Version
from .rechecks import Recheck as Recheck
