"""转为主动公开: what one applicant got becomes a draft for everyone, with the given files (art. 44).

Two rooms of the desk that do not know each other meet here: the case gives, the desk of documents drafts. The
draft is checked for personal data and reviewed like every other.
"""

from typing import Any

from django.db import transaction

from gongkai.desk.disclosure.queries import cases
from gongkai.desk.disclosure.rules.stages import Purpose
from gongkai.desk.disclosure.services import reading, releasing
from gongkai.desk.documents.rules.manuscripts import Content
from gongkai.desk.documents.services import attaching, manuscripts
from gongkai.ground.orgs.rules import Actor
from gongkai.record.catalogue.rules import Disclosure, Kind


def release(key: int, sent: dict[str, Any], version: int, by: Actor) -> tuple[int, list[str]]:
    """Begin the draft and decide the release: the draft's number, and what could not be attached to it.

    Raises NotAllowed without both duties.
    """
    with transaction.atomic():
        case = releasing.must_be_releasable(key, version=version, by=by)
        content = Content(
            Kind.NOTICE,
            title=case.subject,
            issuing_bodies=(case.organisation.name,),
            disclosure=Disclosure.PROACTIVE,
            source="依申请公开转为主动公开",
        )
        draft = manuscripts.begin(case.organisation.code, content, by=by)
        releasing.release(key, draft.pk, version=version, by=by)
    troubles = []
    for row in cases.given(case):
        if row.purpose == Purpose.PROVIDED:
            try:
                _, name, data = reading.fetch(key, row.pk, by=by)
                attaching.add(draft.pk, name, data, by=by)
            except ValueError as trouble:
                troubles.append(f"有一个文件没有附上，请自行上传：{trouble}")
    return int(draft.pk), troubles
