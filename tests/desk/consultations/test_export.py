"""Lines are made as they are read, labelled, and harmless to whoever opens them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from gongkai.desk.consultations.rules.export import PIECE, lines

AT = datetime(2026, 3, 2, 2, 30, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")


def row(key, words="免费"):
    return key, AT, 3, 1, "phone", "amend", words, None, None


def test_a_line_says_who_in_words_and_no_cell_is_a_formula():
    head, body = lines([row(7, '=cmd|"/c calc"!A1'), row(8)], {3: "第三条"}, ZONE)
    assert head.startswith("\ufeff编号,时间,条款")
    first, second = body.splitlines()
    assert first.startswith("7,2026-03-02 10:30,第三条,1,验证手机,提出修改意见,\"'=cmd")
    assert second == "8,2026-03-02 10:30,第三条,1,验证手机,提出修改意见,免费,,"


def test_rows_are_read_only_as_they_are_written():
    taken = []

    def rows():
        for key in range(3 * PIECE):
            taken.append(key)
            yield row(key)

    made = lines(rows(), {}, ZONE)
    next(made)
    assert not taken
    next(made)
    assert len(taken) == PIECE
