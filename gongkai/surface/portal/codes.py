"""QR codes: what a camera on paper or at a notice board leads to.

A code holds the permanent address of one version and, after ``#``, the beginning of its digest: the fragment
stays with the reader, who can compare it with the page's proof panel, and never makes a page of its own.
"""

import io
from functools import lru_cache
from typing import Any

import segno

from .page import absolute

DIGEST = 12  # hexadecimal digits: 48 bits, enough to tell two versions apart and short enough to compare
LEVEL = "m"  # 15 % of a code may be damaged: paper outdoors


def lasting(publication: Any, version: Any) -> str:
    """The address that a code holds: the version itself, whichever is current when it is read."""
    return absolute(f"{publication.path}/versions/{version.number}#{version.digest[:DIGEST]}")


def picture_path(publication: Any, version: Any) -> str:
    """Where the picture of the code stands."""
    return f"{publication.path}/versions/{version.number}/qr.svg"


@lru_cache(maxsize=1024)
def picture(text: str) -> str:
    """The code as SVG that takes the size of its frame: no style, no script, no fixed size."""
    made = io.BytesIO()
    code = segno.make(text, error=LEVEL, micro=False)
    code.save(made, kind="svg", xmldecl=False, svgclass=None, lineclass=None, omitsize=True, border=2,
              light="#fff", nl=False)  # fmt: skip
    return made.getvalue().decode()
