"""What followers, endpoints and proof pages read: in order, complete, checkable by others' software."""

import base64
import json
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai.ground.ledger import queries, services
from gongkai.ground.ledger.models import Entry
from gongkai.ground.ledger.rules import LedgerBroken, notes, tree

pytestmark = pytest.mark.django_db
SCRIPT = Path(__file__).resolve().parents[4] / "tools" / "check_proof.py"


@pytest.fixture
def ledger(many):
    """600 entries, the middle ones not public."""
    many(200)
    many(200, "draft.saved")
    services.sequence(300)
    many(200)
    services.sequence_all()


def checked(tmp_path: Path, proof: dict, *more: str) -> int:
    """The exit status of the separate script, run where our own package cannot be imported."""
    file = tmp_path / "proof.json"
    file.write_text(json.dumps(proof))
    command = [sys.executable, "-I", str(SCRIPT), str(file), *more]
    return subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode


def test_followers_read_in_order_and_go_on_where_they_stopped(ledger):
    seen, after = [], 0
    while found := queries.follow(after, 170):
        seen += [entry.index for entry in found]
        after = found[-1].index + 1
    assert seen == list(range(queries.head())) == list(range(600))
    assert queries.facts(queries.follow(3, 1)[0]) == {"version": 3, "题": "文"}


def test_a_follower_is_told_of_a_gap(ledger):
    Entry.objects.filter(index=50).delete()
    assert len(queries.follow(0, 50)) == 50
    with pytest.raises(LedgerBroken, match="第 50 条"):
        queries.follow(0)


def test_of_tells_a_subjects_history_sequenced_or_not(ledger, many):
    many(1)
    assert [entry.index for entry in queries.of("p-0")] == [0, 200, 400, None]
    several = queries.of_many(["p-0", "p-1", "absent"])
    assert {subject: [entry.index for entry in entries] for subject, entries in several.items()} == {
        "p-0": [0, 200, 400, None],
        "p-1": [1, 201, 401],
    }


def test_tiles_hold_the_leaves_and_grow(ledger):
    leaves = b"".join(bytes.fromhex(entry.leaf) for entry in queries.follow(0))
    assert queries.tile(0, 0) == leaves[: 256 * 32]
    assert queries.tile(0, 2, 88) == leaves[512 * 32 :]
    assert queries.tile(0, 2, 5) == leaves[512 * 32 : 517 * 32]
    assert queries.tile(1, 0, 2) == queries.root(256) + tree.perfect(
        [leaves[i : i + 32] for i in range(256 * 32, 512 * 32, 32)]
    )
    for level, number, width in (
        (0, 2, 89),
        (0, 2, 256),
        (0, 3, 1),
        (1, 0, 3),
        (2, 0, 1),
        (0, 0, 0),
        (0, 0, 257),
    ):
        assert queries.tile(level, number, width) is None


def test_entry_bundles_hold_leaf_data_behind_their_lengths(ledger):
    raw, leaves = queries.entry_bundle(0), []
    while raw:
        length = int.from_bytes(raw[:2], "big")
        leaves.append(raw[2 : 2 + length])
        raw = raw[2 + length :]
    assert b"".join(map(tree.leaf_hash, leaves)) == queries.tile(0, 0)
    assert set(json.loads(leaves[0])) == {"kind", "subject", "post", "at", "facts"}
    assert {tuple(json.loads(leaf)) for leaf in leaves[200:]} == {("commitment",)}
    assert queries.entry_bundle(2, 88) and queries.entry_bundle(2, 89) is None
    assert queries.entry_bundle(0, 0) is None and queries.entry_bundle(-1) is None


@pytest.mark.parametrize("index", [0, 199, 200, 255, 256, 399, 400, 599])
def test_a_bundle_holds_in_the_separate_script(ledger, tmp_path, index):
    proof = queries.bundle(index)
    assert (proof["entry"] is None) == (200 <= index < 400)
    assert checked(tmp_path, proof, "--key", queries.verifier_key()) == 0


@pytest.mark.parametrize(
    "change", ["leaf_data", "index", "inclusion", "checkpoint", "entry", "key", "format"]
)
def test_a_forged_bundle_does_not_hold(ledger, tmp_path, change):
    proof = queries.bundle(3)
    key = queries.verifier_key()
    other = notes.keys(b"z" * 32, "test.example/ledger")
    match change:
        case "leaf_data":
            proof["leaf_data"] = base64.b64encode(queries.leaf_of(Entry.objects.get(index=4))).decode()
            proof["entry"] = None
        case "index":
            proof["index"] = 4
        case "inclusion":
            proof["inclusion"][0] = "00" * 32
        case "checkpoint":
            proof["checkpoint"] = proof["checkpoint"].replace("\n600\n", "\n599\n")
        case "entry":
            proof["entry"]["facts"]["version"] = 4
        case "key":
            proof["checkpoint"] = other.sign(notes.Statement(other.origin, 600, queries.root(600)))
            proof["verifier_key"] = other.verifier()
        case "format":
            proof["format"] = "other"
    assert checked(tmp_path, proof, "--key", key) == 1


def test_growth_holds_from_every_saved_checkpoint(ledger, tmp_path):
    saved = tmp_path / "saved"
    for size in (300, 600):
        saved.write_text(queries.checkpoint(size).note)
        assert checked(tmp_path, queries.growth(size), "--since", str(saved)) == 0
    proof = queries.growth(300)
    assert checked(tmp_path, proof, "--since", str(saved)) == 1
    assert checked(tmp_path, proof) == 1
    rewritten = queries.keys.current().sign(notes.Statement("test.example/ledger", 300, bytes(32)))
    saved.write_text(rewritten)
    assert checked(tmp_path, proof, "--since", str(saved)) == 1
    assert checked(tmp_path, proof, "--since", str(tmp_path / "absent")) == 2


def test_there_is_no_proof_of_what_is_not_there(ledger, many):
    many(1)
    assert queries.bundle(600) is None and queries.growth(601) is None and queries.growth(0) is None
    with pytest.raises(ValueError, match="600"):
        queries.inclusion(0, 601)
    with pytest.raises(ValueError, match="600"):
        queries.consistency(1, 601)


def test_proofs_fail_clearly_where_tiles_are_lost(ledger):
    queries.Tile.objects.filter(level=0, number=1).delete()
    with pytest.raises(LedgerBroken, match="分片"):
        queries.inclusion(300, 600)


def test_before_the_first_checkpoint_there_is_nothing(db):
    assert (queries.head(), queries.checkpoint(), queries.follow(0)) == (0, None, [])
    assert queries.growth(1) is None and queries.bundle(0) is None and queries.root(0) == tree.EMPTY
