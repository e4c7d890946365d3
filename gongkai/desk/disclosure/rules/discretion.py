"""What of a person must not stand in a line that is not sealed: lists, notices, numbers of letters, opinions.

Pure. Compared as `forms.plain` reads it, so that a blank or a full-width digit hides nothing.
"""

from collections.abc import Mapping

from .forms import Application, plain
from .record_corrections import Claim

FEWEST_LETTERS, FEWEST_DIGITS = 2, 5  # characters, practice: shorter ones stand in any line by chance


def of_applicant(form: Application) -> dict[str, str]:
    """Label to words of what tells who applies. What is asked for does not: the office's line is about it."""
    return {
        "姓名或者名称": form.name,
        "证件号码": form.identity_number,
        "联系人": form.contact_person,
        "电话": form.telephone,
        "电子邮箱": form.email,
        "通信地址": form.address,
    }


def of_claimant(claim: Claim) -> dict[str, str]:
    return {"姓名或者名称": claim.name, "证件号码": claim.identity_number, "联系方式": claim.contact}


def told(text: str, person: Mapping[str, str]) -> str:
    """The label of what a text tells of a person, "" when it tells nothing."""
    line = plain(text)
    for label, words in person.items():
        known = plain(words)
        fewest = FEWEST_DIGITS if known.isascii() else FEWEST_LETTERS
        if len(known) >= fewest and known in line:
            return label
    return ""
