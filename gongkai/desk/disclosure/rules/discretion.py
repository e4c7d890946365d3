"""What of a person must not stand in a line that is not sealed: lists, notices, numbers of letters, opinions.

Pure. How a text is compared with a person is `ground/language/rules/personal/telling.py`.
"""

from gongkai.ground.language.rules.personal.telling import told as told

from .forms import Application
from .record_corrections import Claim


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
