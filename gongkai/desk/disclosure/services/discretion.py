"""Lines that are not sealed: many may see them, so they are refused while they tell who applies."""

from collections.abc import Mapping

from gongkai.ground.language.rules import personal
from gongkai.ground.sealing import services as sealing

from ..models import DisclosureRequest
from ..rules.discretion import of_applicant, told
from ..rules.forms import Application, unpack
from ..rules.stages import RuleBroken
from .cases import about

MAX_SUBJECT = 120  # characters of an office's line


def opened(case: DisclosureRequest) -> Application:
    """The application, for the program itself; who shows it to somebody records that look."""
    return unpack(sealing.unseal(case.sealing, case.sealed, about(case, "application")))


def must_not_tell(case: DisclosureRequest, text: str, place: str) -> None:
    """Raise RuleBroken while a text for an unsealed ``place`` tells who applies in this case."""
    if text.strip():
        _silent(text, of_applicant(opened(case)), place)


def office_line(subject: str, person: Mapping[str, str]) -> str:
    """The office's own line for its lists, which many may see: no person in it."""
    subject = " ".join(subject.replace("\0", "").split())
    if not 0 < len(subject) <= MAX_SUBJECT:
        raise RuleBroken(f"请填写登记事由，最多 {MAX_SUBJECT} 字，不写申请人的姓名")
    if personal.find(subject):
        raise RuleBroken("登记事由里有个人信息，请改写：列表里人人都能看到它")
    _silent(subject, person, "登记事由")
    return subject


def _silent(text: str, person: Mapping[str, str], place: str) -> None:
    if label := told(text, person):
        raise RuleBroken(f"{place}里写了申请人的{label}，请改写：这一栏不加密，看得到的人多")
