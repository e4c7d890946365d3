"""An evidence file holds, and no other spelling, key or content of it does."""

import base64
import json

import pytest

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.ledger.rules import notes
from gongkai.ground.ledger.services import sequence_all
from gongkai.record.catalogue.queries import publications as reads
from gongkai.record.catalogue.queries.evidence import evidence
from gongkai.record.catalogue.rules.checking import Step, check
from gongkai.record.catalogue.rules.endings import Ending
from gongkai.record.catalogue.rules.evidence import pack
from gongkai.record.catalogue.services import publications as services
from tools import check_proof

from .making import BY, city, draft

pytestmark = pytest.mark.django_db
FLIPS = (0x01, 0x20, 0x80)  # another value, another case, no text at all


@pytest.fixture
def row():
    city()
    made = services.publish(draft(), by=BY)
    sequence_all()
    return made


def file_of(row, number: int = 1) -> bytes:
    row.refresh_from_db()
    made = evidence(row, reads.version(row, number))
    assert made is not None
    return made


def holds(data: bytes, key: str) -> bool:
    """What the separate program says."""
    try:
        return bool(check_proof.evidence(data, key))
    except (check_proof.Wrong, *check_proof.MALFORMED):
        return False


def verdict(data: bytes):
    return check(data, ledger.verifier_key())


def test_every_step_of_an_honest_file_holds(row):
    said = verdict(file_of(row))
    assert said.ok and [one.step for one in said.steps] == list(Step)
    assert (said.identifier, said.version, said.state) == (row.identifier, 1, "current")
    assert said.content["text"] == "第1项工作正文。"
    assert said.plain()["first_fault"] is None


def test_no_single_byte_may_change(row):
    """Every byte, three ways; and the separate program says the same of each."""
    services.publish(draft(2), by=BY)
    sequence_all()  # so that there is an earlier checkpoint in the file
    whole, own = file_of(row), ledger.verifier_key()
    assert json.loads(whole)["earlier"] and verdict(whole).ok and holds(whole, own)
    for place in range(len(whole)):
        for flip in FLIPS:
            broken = whole[:place] + bytes([whole[place] ^ flip]) + whole[place + 1 :]
            assert check(broken, own).fault, (place, flip, broken[max(0, place - 20) : place + 20])
            assert not holds(broken, own), (place, flip)


def test_no_byte_may_be_added_or_taken(row):
    whole = file_of(row)
    for broken in (
        b"",
        whole[:-1],
        whole + b"\n",
        whole + b" ",
        b" " + whole,
        b"\xef\xbb\xbf" + whole,
        whole * 2,
    ):
        assert verdict(broken).fault.step == Step.FORM
    for place in range(0, len(whole), 7):
        assert verdict(whole[:place]).fault and verdict(whole[:place] + whole[place + 1 :]).fault


def test_another_spelling_of_the_same_values_is_refused(row):
    values = json.loads(file_of(row))
    assert verdict(pack(values)).ok
    for other in (json.dumps(values), json.dumps(values, ensure_ascii=False, indent=1)):
        assert verdict(other.encode()).fault.step == Step.FORM
    double = file_of(row).replace(b'"version":1}', b'"version":1,"version":1}')
    assert verdict(double).fault.step == Step.FORM


def test_signed_again_with_another_key_it_fails(row):
    """With the stranger's checkpoint, and even with the stranger named as the log."""
    values = json.loads(file_of(row))
    stranger = notes.keys(b"\x07" * 32, ledger.verifier_key().partition("+")[0])
    size, root = values["checkpoint"].split("\n")[1:3]
    said = notes.Statement(stranger.origin, int(size), base64.b64decode(root))
    values["checkpoint"] = stranger.sign(said)
    assert verdict(pack(values)).fault.step == Step.CHECKPOINT
    values["log"]["key_id"] = stranger.verifier().split("+")[1]
    assert verdict(pack(values)).fault.step == Step.KEY
    assert check(pack(values), stranger.verifier()).ok  # a log of its own, and only under its own key


@pytest.mark.parametrize("key", ["", "x", "a+b+c", "log+00000000+AAAA"])
def test_a_key_that_is_none_is_said_so(row, key):
    assert check(file_of(row), key).fault.step == Step.KEY


def test_an_old_version_says_that_there_is_a_newer_one(row):
    services.republish(row.identifier, draft(text="改过。", html="<p>改过。</p>"), note="更正", by=BY)
    sequence_all()
    old, new = verdict(file_of(row)), verdict(file_of(row, 2))
    assert (old.ok, old.state) == (True, "superseded") and "第 2 版" in old.steps[-1].what
    assert (new.ok, new.state) == (True, "current")
    assert json.loads(file_of(row))["content"]["text"] == "第1项工作正文。"


@pytest.mark.parametrize("end", ["withdrawn", "removed"])
def test_what_is_no_longer_public_says_so_and_why(row, end):
    if end == "withdrawn":
        services.withdraw(row.identifier, reason="内容有误", ending=Ending.IN_ERROR, by=BY)
    else:
        services.remove(row.identifier, basis="内容有误", by=BY)
    row.refresh_from_db()
    assert evidence(row, reads.version(row, 1)) is None  # the end waits for its index
    sequence_all()
    said = verdict(file_of(row))
    assert (said.ok, said.state, said.reason, said.content) == (True, end, "内容有误", None)
    values = json.loads(file_of(row))
    assert verdict(pack(values | {"reason": "别的理由"})).fault.step == Step.STATE
    assert verdict(pack(values | {"events": values["events"][:1]})).fault.step == Step.CONTENT


def test_what_is_withdrawn_and_still_readable_keeps_its_content(row):
    services.withdraw(row.identifier, reason="依据已调整", by=BY)
    sequence_all()
    said = verdict(file_of(row))
    assert (said.ok, said.state, said.reason) == (True, "withdrawn", "依据已调整")
    assert said.content["text"] == "第1项工作正文。"


def test_a_file_made_before_the_withdrawal_still_holds_as_of_then(row):
    before = file_of(row)
    services.withdraw(row.identifier, reason="内容有误", by=BY)
    sequence_all()
    assert verdict(before).state == "current"


def test_what_stands_after_a_fault_is_not_looked_at(row):
    values = json.loads(file_of(row)) | {"version": 2}
    steps = verdict(pack(values)).steps
    assert [one.ok for one in steps] == [True] * 5 + [False, None, None]
    assert verdict(pack(values)).plain()["first_fault"]["step"] == "entry"


def test_a_file_of_other_shape_is_refused_not_raised(row):
    values = json.loads(file_of(row))
    shapes = [
        *(values | {name: odd} for name in values for odd in (None, [], {}, 1, True, "x", [1], {"a": 1})),
        values | {"more": 1},
        values | {"events": [values["events"][0] | {"index": -1}]},
        values | {"events": [values["events"][0] | {"index": 10**30}]},
        values | {"events": [values["events"][0] | {"path": [7]}]},
        values | {"events": [values["events"][0] | {"leaf": "[]"}]},
        values | {"events": values["events"] * 2},
    ]
    for odd in shapes:
        if odd != values:
            assert not verdict(pack(odd)).ok, odd
    for odd in (b"[" * 100_000, b"NaN", b'{"format":1e5}', b"\xff", b"1" * 10_000):
        assert verdict(odd).fault.step == Step.FORM
