"""Forms and samples pass the gate of every file, are read, held, and go public with the guide."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from docx import Document

from gongkai.desk.documents.services import unheld
from gongkai.desk.guides.models import GuideFile
from gongkai.desk.guides.queries import guides as queries
from gongkai.desk.guides.queries import public
from gongkai.desk.guides.rules.shape import RuleBroken
from gongkai.desk.guides.rules.states import Role
from gongkai.desk.guides.services import files, publishing, reviewing
from gongkai.ground.attachments import queries as attachments
from gongkai.ground.attachments.rules import Refused
from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules import NotAllowed, system
from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.editorial.queries import findings

from . import writing


@pytest.fixture
def people(transactional_db):
    return writing.city()


def paper(words: str, author: str = "") -> bytes:
    document = Document()
    document.core_properties.author = author
    document.add_paragraph(words)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_form_goes_public_with_its_guide(people):
    guide = writing.begun(people)
    form = files.add(
        guide.pk, "委托书.docx", paper("委托书样式"), role=Role.FORM, material="委托书", by=people["drafter"]
    )
    assert ledger.of(f"guide/{guide.pk}")[-1].kind == "guide.attached"
    assert unheld.sweep(timezone.now() + timedelta(days=3), by=system("clock")) == 0
    guide.refresh_from_db()
    sent = reviewing.submit(guide.pk, revision=guide.revision, by=people["drafter"])
    done = publishing.publish(writing.pass_all(sent, people).pk, by=people["final"])
    links = catalogue.metadata(catalogue.current(done.publication))["attachments"]
    assert [link["sha256"] for link in links] == [form.sha256]
    assert public.papers(public.of(done.publication.identifier)) == [
        {"name": "委托书.docx", "role": "form", "material": "委托书", "sha256": form.sha256}
    ]
    with pytest.raises(RuleBroken, match="请先点“修改”"):
        files.detach(guide.pk, form.pk, by=people["drafter"])


def test_a_real_persons_form_stops_the_guide(people):
    guide = writing.begun(people)
    form = files.add(
        guide.pk, "样表.docx", paper("身份证号：11010519491231002X"), role=Role.SAMPLE, by=people["drafter"]
    )
    guide.refresh_from_db()
    with pytest.raises(RuleBroken, match="检查结果须处理"):
        reviewing.submit(guide.pk, revision=guide.revision, by=people["drafter"])
    files.detach(guide.pk, form.pk, by=people["drafter"])
    assert not findings.of("guide", [f"{guide.pk}/{form.sha256[:16]}"])
    assert unheld.sweep(timezone.now() + timedelta(days=3), by=system("clock")) == 1
    assert attachments.stored(form.sha256) is None


def test_hidden_contents_are_cleaned(people):
    guide = writing.begun(people)
    row = files.add(guide.pk, "表.docx", paper("表", "李四"), role=Role.FORM, by=people["drafter"])
    made, _ = files.clean(guide.pk, row.pk, by=people["drafter"])
    assert made.sha256 != row.sha256 and GuideFile.objects.count() == 1
    assert [file.name for file in queries.files(guide)] == ["表.docx"]
    with pytest.raises(RuleBroken, match="已不在库中"):
        files.clean(guide.pk, 10**6, by=people["drafter"])


def test_what_is_no_paper_is_refused(people):
    guide = writing.begun(people)
    with pytest.raises(Refused):
        files.add(guide.pk, "x.exe", b"MZ\x90\x00" * 50, role=Role.FORM, by=people["drafter"])
    with pytest.raises(NotAllowed):
        files.add(guide.pk, "表.docx", paper("表"), role=Role.FORM, by=people["first"])
    files.add(guide.pk, "表.docx", paper("表"), role=Role.FORM, by=people["drafter"])
    with pytest.raises(RuleBroken, match="已经在附件里"):
        files.add(
            guide.pk,
            "表.docx",
            attachments.content(GuideFile.objects.get().sha256),
            role=Role.FORM,
            by=people["drafter"],
        )
