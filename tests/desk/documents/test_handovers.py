"""Hand-over: strict packages, one receipt for one key, nothing kept half."""

import json
import threading

import pytest
from django.db import connection

from gongkai.desk.documents.models import Handover, Manuscript
from gongkai.desk.documents.queries import handovers as queries
from gongkai.desk.documents.queries import manuscripts
from gongkai.desk.documents.rules.handovers import BadPackage, fingerprint, read
from gongkai.desk.documents.rules.manuscripts import RuleBroken, profile_of
from gongkai.desk.documents.services import folders, handovers
from gongkai.ground.attachments.rules import Refused
from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules import EVERYWHERE, NotAllowed
from gongkai.record.catalogue.rules import Disclosure, Kind
from gongkai.record.editorial.rules.profiles import Profile
from tests.record.editorial import making

from . import writing

GOOD = {
    "key": "OA-2026-001",
    "organisation": writing.FINANCE,
    "kind": "document",
    "title": "关于印发预算管理办法的通知",
    "disclosure": "proactive",
    "document_number": "江财〔2026〕6号",
    "issuing_bodies": ["江城市财政局"],
    "made_on": "2026-11-02",
    "body": "正文.html",
    "attachments": ["附表.csv"],
    "normative": True,
    "legality": "市司法局 2026-10-20 审核通过",
    "plan": "配图解",
}
FILES = {"正文.html": "<p>第一条 内容。</p>".encode(), "附表.csv": "项目,金额\n教育,10\n".encode()}


def packed(**changed) -> bytes:
    return json.dumps(GOOD | changed, ensure_ascii=False).encode()


def test_a_package_is_read_into_a_content():
    package = read(packed(), FILES)
    assert (package.key, package.body, package.attachments) == ("OA-2026-001", "正文.html", ("附表.csv",))
    assert package.content.kind is Kind.DOCUMENT
    assert package.content.disclosure is Disclosure.PROACTIVE
    assert package.content.normative


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"disclosure": ""}, "公开属性"),
        ({"disclosure": "withheld"}, "ground"),
        ({"kind": "memo"}, "kind"),
        ({"key": "有 空格"}, "key"),
        ({"title": " "}, "title"),
        ({"made_on": "2026年3月"}, "made_on"),
        ({"attachments": ["没有.pdf"]}, "没有收到文件 没有.pdf"),
        ({"issuing_bodies": "财政局"}, "issuing_bodies"),
        ({"document_number": "没有号"}, "无法识别"),
        ({"tittle": "x"}, "不认识的字段 tittle"),
        ({"summary": "x" * 3000}, "summary"),
    ],
)
def test_every_fault_is_told_at_once(changed, words):
    with pytest.raises(BadPackage, match=words):
        read(packed(**changed), FILES)


def test_what_is_no_object_is_refused():
    for wrong in (b"", b"[]", b"{", b"\xff"):
        with pytest.raises(BadPackage, match="JSON"):
            read(wrong, {})


def test_the_order_of_names_and_files_does_not_matter():
    turned = json.dumps(dict(reversed(GOOD.items()))).encode()
    assert fingerprint(packed(), FILES) == fingerprint(turned, dict(reversed(FILES.items())))
    assert fingerprint(packed(), FILES) != fingerprint(packed(title="另一"), FILES)


@pytest.fixture
def people(db):
    return writing.city()


@pytest.fixture
def system(people):
    return queries.system_of(handovers.admit("oa", "办公系统", writing.FINANCE, by=making.OPERATOR))


def test_a_system_is_admitted_by_the_security_administrator_and_its_token_told_once(people):
    with pytest.raises(NotAllowed):
        handovers.admit("oa", "办公系统", writing.FINANCE, by=people["final"])
    token = handovers.admit("oa", "办公系统", writing.FINANCE, by=making.OPERATOR)
    assert queries.system_of(token).code == "oa"
    assert token not in str(queries.systems(EVERYWHERE)[0].__dict__)
    handovers.revoke("oa", by=making.OPERATOR)
    assert queries.system_of(token) is None
    assert queries.system_of("") is None


def test_a_package_becomes_a_manuscript_with_its_file_and_a_receipt(system):
    row, new = handovers.receive(system, packed(), FILES)
    assert new
    manuscript = row.manuscript
    content = manuscripts.content_of(manuscript)
    assert (content.html, content.document_number) == ("<p>第一条 内容。</p>", "江财〔2026〕6号")
    assert [file.name for file in manuscripts.files(manuscript)] == ["附表.csv"]
    assert queries.receipt(row)["status"] == "drafting"
    assert manuscript.drafter is None
    (entry,) = [e for e in ledger.of(f"manuscript/{manuscript.pk}") if e.kind == "manuscript.begun"]
    assert entry.post == "handover/oa"


def test_what_was_settled_there_is_not_repeated_here(system):
    row, _ = handovers.receive(system, packed(), FILES)
    content = manuscripts.content_of(row.manuscript)
    assert profile_of(content, established=True) is Profile.MAJOR
    assert profile_of(content) is Profile.NORMATIVE


def test_the_same_again_is_the_same_and_another_under_its_key_is_not(system):
    first, _ = handovers.receive(system, packed(), FILES)
    assert handovers.receive(system, packed(), FILES) == (first, False)
    with pytest.raises(handovers.Different, match="新的编号"):
        handovers.receive(system, packed(title="改了"), FILES)
    assert Manuscript.objects.count() == 1


def test_two_at_once_are_taken_once(transactional_db):
    writing.city()
    system = queries.system_of(handovers.admit("oa", "办公系统", writing.FINANCE, by=making.OPERATOR))
    gate, answers = threading.Barrier(2), []

    def send():
        gate.wait()
        answers.append(handovers.receive(system, packed(), FILES))
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(new for _, new in answers) == [False, True]
    assert (Manuscript.objects.count(), Handover.objects.count()) == (1, 1)


def test_for_another_organisation_nothing_is_taken(people):
    token = handovers.admit("street", "街道系统", writing.STREET, by=making.OPERATOR)
    with pytest.raises(BadPackage, match="不能为机构"):
        handovers.receive(queries.system_of(token), packed(), FILES)


def test_a_file_that_cannot_be_taken_leaves_nothing_behind(system):
    with pytest.raises(Refused):
        handovers.receive(system, packed(attachments=["坏.docx"]), FILES | {"坏.docx": b"PK\x03\x04broken"})
    assert not Manuscript.objects.exists()


def test_the_folder_is_taken_and_put_away(system, tmp_path):
    good, bad = tmp_path / "oa" / "1", tmp_path / "oa" / "2"
    for folder in (good, bad, tmp_path / "oa" / "3"):
        folder.mkdir(parents=True)
    for name, data in FILES.items():
        (good / name).write_bytes(data)
    (good / "metadata.json").write_bytes(packed())
    (bad / "metadata.json").write_bytes(packed(kind="memo", key="b"))
    assert folders.take_packages(tmp_path) == (1, 1)
    receipt = json.loads((tmp_path / "oa" / "done" / "1" / "receipt.json").read_text())
    assert receipt["key"] == "OA-2026-001"
    problems = json.loads((tmp_path / "oa" / "refused" / "2" / "receipt.json").read_text())["problems"]
    assert any("kind" in problem for problem in problems)
    assert (tmp_path / "oa" / "3").is_dir()  # without its metadata it is not complete
    assert folders.take_packages(tmp_path) == (0, 0)


def test_a_folder_with_links_is_refused(system, tmp_path):
    folder = tmp_path / "oa" / "1"
    folder.mkdir(parents=True)
    (folder / "secret.txt").symlink_to("/etc/passwd")
    (folder / "metadata.json").write_bytes(packed())
    assert folders.take_packages(tmp_path) == (0, 1)


def test_unknown_systems_folders_are_left_alone(people, tmp_path):
    (tmp_path / "nobody" / "1").mkdir(parents=True)
    (tmp_path / "nobody" / "1" / "metadata.json").write_bytes(packed())
    assert folders.take_packages(tmp_path) == (0, 0)


def test_an_unknown_system_cannot_be_ended(people):
    with pytest.raises(RuleBroken, match="没有正在使用"):
        handovers.revoke("x", by=making.OPERATOR)
