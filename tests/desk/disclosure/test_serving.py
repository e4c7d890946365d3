"""With its service the letter becomes a PDF and a DOCX that are kept sealed and say what was approved."""

import io
from datetime import date

import docx
import pypdfium2
import pytest

from gongkai.desk.disclosure.models import CaseFile
from gongkai.desk.disclosure.rules.outcomes import Outcome
from gongkai.desk.disclosure.rules.stages import Delivery, Purpose, RuleBroken, Stage
from gongkai.desk.disclosure.services import reading, replying, serving
from gongkai.ground.orgs.rules import NotAllowed

from . import asking
from .asking import fresh


def served(people, case, on=None, who="case officer"):
    return serving.serve(case.pk, way=Delivery.POST, on=on, version=fresh(case).version, by=people[who])


def test_the_letter_is_kept_as_it_was_served(people, at):
    case, officer = asking.received(people, at), people["case officer"]
    with pytest.raises(RuleBroken, match="还没有起草"):
        served(people, case)
    given = asking.letter(Outcome.SECRET, reasons="依法定程序\x0c确定为国家秘密。")
    replying.draft(case.pk, given, version=case.version, by=officer)
    replying.submit(case.pk, version=fresh(case).version, by=officer)
    with pytest.raises(RuleBroken, match="还没有审核通过"):
        served(people, case)
    asking.passed(people, case)
    at(date(2026, 3, 25))
    with pytest.raises(NotAllowed):
        served(people, case, who="head")
    case = served(people, case, date(2026, 3, 24))
    assert case.stage == Stage.ENDED
    rows = {row.format: row for row in CaseFile.objects.filter(case=case, purpose=Purpose.LETTER)}
    assert set(rows) == {"pdf", "docx"} and all(row.for_applicant for row in rows.values())
    _, name, pdf = reading.fetch(case.pk, rows["pdf"].pk, by=officer)
    pages = pypdfium2.PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    assert name == "答复书.pdf" and "2026年3月24日" in text and "确定为国家秘密" in text
    _, _, word = reading.fetch(case.pk, rows["docx"].pk, by=officer)
    said = "\n".join(line.text for line in docx.Document(io.BytesIO(word)).paragraphs)
    assert "周晓梅：" in said and "应当先自收到本答复书之日起 60 日内" in said
