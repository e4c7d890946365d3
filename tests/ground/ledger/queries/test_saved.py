"""Where the latest checkpoint is kept outside the database."""

from gongkai.ground.ledger.queries import saved


def test_every_kept_checkpoint_is_read_but_no_draft(own_ledger):
    assert saved.every() == []
    for name in ("checkpoint", "checkpoint.300", "checkpoint.new", "key"):
        (own_ledger / name).write_bytes(b"\xff")
    assert [path.name for path in saved.every()] == ["checkpoint", "checkpoint.300"]
    assert saved.text(saved.latest()) == "\udcff"
