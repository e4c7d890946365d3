"""Which index folder serves, and how other processes' commits are seen."""

from gongkai.record.search import generations, services
from gongkai.record.search.schema import marker


def test_before_the_first_commit_there_is_nothing_to_read():
    assert generations.serving() is None
    assert generations.reader() is None


def test_the_pointer_names_the_serving_generation_and_older_ones_go():
    first, second = generations.fresh(), generations.fresh()
    generations.serve(first)
    assert generations.serving() == first
    generations.serve(second)
    assert generations.serving() == second and not first.exists()


def test_an_index_of_another_format_is_not_served(monkeypatch):
    generations.serve(generations.fresh())
    monkeypatch.setattr(generations, "FORMAT", generations.FORMAT + 1)
    assert generations.serving() is None


def test_a_reader_sees_the_commit_of_another_writer():
    folder = generations.fresh()
    generations.serve(folder)
    before = generations.reader()
    writer = generations.open_reader(folder).index.writer(services.HEAP, num_threads=1)
    writer.add_document(marker(7))
    writer.commit()
    after = generations.reader(now=True)
    assert (before.read_to, after.read_to) == (0, 7)
    assert generations.reader() is after


def test_a_lock_is_held_by_one():
    with generations.locked("writer") as mine, generations.locked("writer") as other:
        assert (mine, other) == (True, False)
