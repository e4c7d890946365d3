"""Everything public read again: in batches, resumed where it was killed, findings kept by subject."""

from datetime import date
from unittest.mock import patch

import pytest

from gongkai.ground.attachments import queries as kept
from gongkai.ground.attachments import services as attachments
from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules import Actor, NotAllowed
from gongkai.record.catalogue.models import Recheck
from gongkai.record.catalogue.queries import rechecks as queries
from gongkai.record.catalogue.rules import Found, Kind, Link, RelationKind, RuleBroken
from gongkai.record.catalogue.rules.withholding import Ground, NewMatter
from gongkai.record.catalogue.services import publications, rechecks
from gongkai.record.catalogue.services import withholding as services
from gongkai.record.editorial.queries import findings
from gongkai.record.editorial.rules.checks.subject import Numbers
from gongkai.record.editorial.rules.checks.vocabulary import Category, Word
from gongkai.record.editorial.rules.findings import Severity
from gongkai.record.editorial.services import words
from tests.ground.attachments.containers import docx

from .making import BY, city, clerk, code, draft

NEW = Word("江成市", "江城市", Category.OWN, Severity.WARNING)


@pytest.fixture
def some(transactional_db):
    city()
    texts = ["各区执行。", "江成市各区执行。", "张某，手机13812345678。"]
    drafts = [draft(n, text=text, html=f"<p>{text}</p>") for n, text in enumerate(texts, 1)]
    return [publications.publish(one, by=BY) for one in drafts]


def checks(row):
    return [found.check_name for found in findings.of(queries.KIND, [row.identifier])]


def test_a_change_of_the_list_makes_a_pass_due_and_a_pass_finds(some):
    assert queries.due()
    rechecks.begin(by=BY)
    rechecks.work(by=BY, seconds=60)
    assert not queries.due()
    assert [checks(row) for row in some] == [[], [], ["personal_data.mobile"]]
    words.add(NEW, by=BY)
    assert queries.due()
    rechecks.begin(by=BY)
    run = rechecks.work(by=BY, seconds=60)
    assert [checks(row) for row in some] == [[], ["wording.own"], ["personal_data.mobile"]]
    assert (run.total, run.read, run.found, run.changed) == (3, 3, 2, 1)
    kinds = [entry.kind for entry in ledger.of(f"recheck/{run.pk}")]
    assert kinds == ["recheck.begun", "recheck.finished"]


def test_a_killed_pass_goes_on_where_it_stood(some, monkeypatch):
    monkeypatch.setattr(rechecks, "BATCH", 1)
    run = rechecks.begin(by=BY)
    assert rechecks.step(run.pk, Numbers(), by=BY)
    run.refresh_from_db()
    assert run.read == 1
    done = rechecks.work(by=BY, seconds=60)
    assert (done.read, done.finished_at is not None) == (3, True)
    assert not rechecks.step(run.pk, Numbers(), by=BY)


def test_two_workers_never_store_one_batch_twice(some):
    run = rechecks.begin(by=BY)
    assert not rechecks._keep(run.pk, 999, 1, {}, {}, BY)
    run.refresh_from_db()
    assert run.read == 0


def test_one_pass_at_a_time_and_by_whom(some):
    rechecks.begin(by=BY)
    with pytest.raises(RuleBroken, match="正在进行"):
        rechecks.begin(by=BY)
    words.add(NEW, by=BY)
    rechecks.begin(by=BY)
    assert Recheck.objects.filter(finished_at=None).count() == 1
    with pytest.raises(NotAllowed):
        rechecks.begin(by=Actor("x", "y"))


def test_an_interpretation_is_compared_with_its_document(some):
    long = (
        "用水单位应当安装计量设施，按季度向水行政主管部门报送用水台账，并对重点设备每年开展一次水平衡测试。"
        * 2
    )
    publications.publish(draft(7, text=long, html=f"<p>{long}</p>"), by=BY)
    tie = Found(RelationKind.INTERPRETS, "num:江政发〔2024〕7号", "江政发〔2024〕7号")
    told = publications.publish(
        draft(
            8,
            kind=Kind.INTERPRETATION,
            document_number="",
            text=long,
            html=f"<p>{long}</p>",
            relations=(tie,),
        ),
        by=BY,
    )
    rechecks.begin(by=BY)
    rechecks.work(by=BY, seconds=60)
    assert checks(told) == ["interpretation.share"]


def test_what_became_public_since_is_read_too(some):
    with pytest.raises(RuleBroken, match="没有新公开"):
        rechecks.extend(by=BY)
    rechecks.begin(by=BY)
    done = rechecks.work(by=BY, seconds=60)
    assert not queries.grown()
    text = "李某，手机13912345678。"
    late = publications.publish(draft(9, text=text, html=f"<p>{text}</p>"), by=BY)
    assert queries.grown() and not queries.due()
    rechecks.extend(by=BY)
    run = rechecks.work(by=BY, seconds=60)
    assert (run.pk, run.read, run.total, checks(late)) == (done.pk, 4, 4, ["personal_data.mobile"])
    assert "recheck.extended" in [entry.kind for entry in ledger.of(f"recheck/{run.pk}")]


def test_what_was_published_anew_is_read_again(some):
    rechecks.begin(by=BY)
    rechecks.work(by=BY, seconds=60)
    text = "李某，手机13912345678。"
    publications.republish(some[0].identifier, draft(1, text=text, html=f"<p>{text}</p>"), note="改", by=BY)
    assert queries.grown()
    rechecks.extend(by=BY)
    rechecks.work(by=BY, seconds=60)
    assert checks(some[0]) == ["personal_data.mobile"]


def test_attachments_are_read_once_and_checked_by_what_they_say(some, settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "files": settings.STORAGES["files"] | {"OPTIONS": {"location": tmp_path / "files"}}
    }
    file = attachments.take_in("名单.docx", docx("张某 13812345678 按排"), by=BY)
    link = Link("名单.docx", "", sha256=file.sha256)
    outside = Link("外站附件.pdf", "https://example.gov.cn/a.pdf")
    row = publications.publish(draft(9, attachments=(link, outside)), by=BY)
    run = rechecks.begin(by=BY)
    assert rechecks.step(run.pk, Numbers(), by=BY)  # the file is read, and nothing else is done
    run.refresh_from_db()
    assert run.read == 0 and kept.unread([file.sha256]) == []
    done = rechecks.work(by=BY, seconds=60)
    assert done.read == 4 and checks(row) == ["personal_data.mobile", "wording.typo"]
    assert all(one.place.startswith("附件“名单.docx”") for one in findings.of(queries.KIND, [row.identifier]))
    words.add(Word("名单公示稿", "名单", Category.OWN, Severity.WARNING), by=BY)
    rechecks.begin(by=BY)
    with patch("gongkai.ground.attachments.sandbox.run") as reader:
        rechecks.work(by=BY, seconds=60)
    assert not reader.called  # a change of the list reads no file again


def test_the_publishers_negative_list_and_own_telephone_are_known(some):
    services.withhold(
        code(1), NewMatter("考核评分过程稿", Ground.PROCESS, "法", date(2026, 3, 2)), by=clerk(1)
    )
    text = "附考核评分过程稿。"
    row = publications.publish(draft(9, text=text, html=f"<p>{text}</p>"), by=BY)
    other = publications.publish(draft(10, text=text, html=f"<p>{text}</p>", publisher=code(2)), by=BY)
    rechecks.begin(by=BY)
    rechecks.work(by=BY, seconds=60)
    assert checks(row) == ["negative_list.entry"] and checks(other) == []
