"""The package of an organisation's days: what it holds, that it is recorded, and who may have it."""

import hashlib
import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.ground.attachments import services as attachments
from gongkai.ground.ledger import queries as ledger
from gongkai.ground.ledger.services import sequence_all
from gongkai.ground.orgs.rules import Actor, Duty, NotAllowed, Scope
from gongkai.record.catalogue.queries.packages import delivered
from gongkai.record.catalogue.rules import Link, RuleBroken, packages
from gongkai.record.catalogue.rules.endings import Ending
from gongkai.record.catalogue.rules.packages import Member, Recipient, Wanted
from gongkai.record.catalogue.services import publications
from gongkai.record.catalogue.services.packages import deliver

from .making import BY, city, code, draft

SPRING = Wanted(code(1), date(2024, 3, 1), date(2024, 3, 31))
FOLDER = f"gongkai-{code(1)}-20240301-20240331"


@pytest.fixture
def rows(db):
    """Three of March, one with two versions, one withdrawn; one of another body."""
    city()
    link = Link("=附件.xlsx", "https://old.example.gov.cn/a.xlsx")
    made = publications.publish_many(
        [
            draft(1, attachments=(link,)),
            draft(2),
            draft(3, title="=1+1 的通知"),
            draft(4, publisher=code(2)),
        ],
        by=BY,
    )
    publications.republish(
        made[1].identifier, draft(2, text="改过。", html="<p>改过。</p>"), note="更正", by=BY
    )
    publications.withdraw(made[0].identifier, reason="内容有误", ending=Ending.IN_ERROR, by=BY)
    sequence_all()
    return made


def files(data: io.BytesIO) -> dict[str, bytes]:
    with zipfile.ZipFile(data) as archive:
        return {name.removeprefix(FOLDER + "/"): archive.read(name) for name in archive.namelist()}


def test_a_package_is_a_bag_with_a_folder_for_each_publication(rows):
    target = io.BytesIO()
    made = deliver(SPRING, target, by=BY)
    held = files(target)
    assert made.count == 3 and made.sha256 == hashlib.sha256(target.getvalue()).hexdigest()
    assert made.size == len(target.getvalue())
    first, second = (packages.place(row.identifier) for row in rows[:2])
    assert {f"{second}/evidence-v1.json", f"{second}/evidence-v2.json", f"{second}/page.html"} < set(held)
    assert "改过。" in held[f"{second}/page.html"].decode()
    assert (
        "第1项工作正文" not in held[f"{first}/page.html"].decode()
        and "内容有误" in held[f"{first}/page.html"].decode()
    )
    assert held["bagit.txt"].startswith(b"BagIt-Version: 1.0\n")
    listed = packages.read_manifest(held["manifest-sha256.txt"].decode())
    assert listed == {n: hashlib.sha256(d).hexdigest() for n, d in held.items() if n.startswith("data/")}
    index = packages.read_index(held["data/index.csv"].decode())
    assert [row["状态"] for row in index] == ["已撤回", "现行版本", "现行版本"]
    assert index[2]["标题"] == "'=1+1 的通知"
    assert (
        "市1局" in held["data/cover.html"].decode()
        and ledger.verifier_key() in held["data/cover.html"].decode()
    )


def test_a_delivery_is_recorded_and_opaque_to_the_public(rows):
    made = deliver(replace(SPRING, recipient=Recipient.LIBRARY), io.BytesIO(), by=BY)
    (entry,) = delivered(code(1))
    assert entry["sha256"] == made.sha256 and entry["count"] == 3 and entry["recipient"] == "library"
    assert (entry["first"], entry["last"], entry["post"]) == ("2024-03-01", "2024-03-31", BY.post)
    sequence_all()
    proof = ledger.bundle(delivered(code(1))[0]["index"])
    assert proof["entry"] is None


def test_nothing_is_recorded_when_it_cannot_be_made(rows):
    nobody = Actor("x/1", code(1), frozenset({Duty.PUBLISH}), Scope(("",)))
    other = Actor("x/2", code(2), frozenset({Duty.READ}), Scope((f"{code(2)}/",)))
    for by in (nobody, other):
        with pytest.raises(NotAllowed):
            deliver(SPRING, io.BytesIO(), by=by)
    for wanted, most in (
        (replace(SPRING, organisation="absent"), None),
        (replace(SPRING, first=date(2020, 1, 1), last=date(2020, 2, 1)), None),
        (replace(SPRING, first=date(2024, 4, 1)), None),
        (SPRING, 2),
    ):
        with pytest.raises(RuleBroken):
            deliver(wanted, io.BytesIO(), by=BY, most=most)
    publications.publish(draft(9), by=BY)
    with pytest.raises(RuleBroken, match="还没有编入"):
        deliver(SPRING, io.BytesIO(), by=BY)
    assert delivered(code(1)) == []


def test_a_tampered_text_is_never_delivered(rows):
    version = type(publications.Version.objects.first()).objects.filter(publication=rows[2])
    version.update(text="别的")
    with pytest.raises(RuleBroken, match="与存证不符"):
        deliver(SPRING, io.BytesIO(), by=BY)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), unique=True))
def test_a_manifest_is_read_back(names):
    members = [Member(name, hashlib.sha256(name.encode()).hexdigest(), 1) for name in names]
    assert packages.read_manifest(packages.manifest(members)) == {one.path: one.sha256 for one in members}


@pytest.mark.parametrize("text", ["x\n", "ab  c\n", f"{'a' * 64}  x\n{'b' * 64}  x\n"])
def test_a_broken_manifest_is_refused(text):
    with pytest.raises(ValueError):
        packages.read_manifest(text)


def test_files_kept_here_come_along(rows):
    file = attachments.take_in("名单.txt", "一二三".encode(), by=replace(BY, organisation=code(1)))
    link = Link("名单.txt", "/files/x", "text/plain", file.size, file.sha256)
    row = publications.publish(
        draft(8, attachments=(link, Link("别处.pdf", "https://a.example/b.pdf"))), by=BY
    )
    sequence_all()
    target = io.BytesIO()
    deliver(SPRING, target, by=BY)
    held, folder = files(target), packages.place(row.identifier)
    assert held[f"{folder}/files/01-名单.txt"].decode() == "一二三"
    line = packages.read_index(held["data/index.csv"].decode())[-1]
    assert (line["附件"], line["未随附的附件"]) == ("1", "1")
