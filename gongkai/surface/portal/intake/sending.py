"""What every form that is sent has: a one-time token, files, and an answer for who sends too much."""

import re
from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from gongkai.ground.attachments.rules import Refused, names
from gongkai.ground.attachments.services.papers import LARGEST, MOST, Paper, recognised
from gongkai.ground.sealing.codes import new_token

TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
SUM = 1_000_000
WRONG = 422


def token(request: HttpRequest) -> str:
    """The form's token as it came, or a new one."""
    known = request.POST.get("token", "")
    return known if TOKEN.fullmatch(known) else new_token()


def slower() -> str:
    """What is said to an address that sends too much."""
    return _("这个网络地址提交得太多，请过一小时再试，或者当面、邮寄提交。您填写的内容还在这一页上。")


def papers(files: Sequence[UploadedFile]) -> list[Paper]:
    """The attached files, looked at in a child. Raises Refused, in words for who sends them."""
    for file in files:
        if (file.size or 0) > LARGEST:
            limit = LARGEST // SUM
            raise Refused(
                _("%(name)s 超过 %(n)s MB，请压缩或者分开")
                % {"name": names.safe(file.name or ""), "n": limit}
            )
    if len(files) > MOST:
        raise Refused(_("一次最多 %(n)s 个文件，请合并或者分次提交") % {"n": MOST})
    return [_recognised(file) for file in files]


def _recognised(file: UploadedFile) -> Paper:
    """One file; what is wrong with it is said with its name, since there may be several."""
    try:
        return recognised([(file.name or "", file.read())])[0]
    except Refused as refused:
        raise Refused(f"{names.safe(file.name or '')}：{refused}") from refused
