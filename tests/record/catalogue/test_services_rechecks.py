"""Everything public read again: in batches, resumed where it was killed, findings kept by subject."""

import pytest

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules import Actor, NotAllowed
from gongkai.record.catalogue.models import Recheck
from gongkai.record.catalogue.queries import rechecks as queries
from gongkai.record.catalogue.rules import Found, Kind, RelationKind, RuleBroken
from gongkai.record.catalogue.services import publications, rechecks
from gongkai.record.editorial.queries import findings
from gongkai.record.editorial.rules.checks.subject import Numbers
from gongkai.record.editorial.rules.checks.vocabulary import Category, Word
from gongkai.record.editorial.rules.findings import Severity
from gongkai.record.editorial.services import words

from .making import BY, city, draft

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
