"""An answer from a confined process carries plain values and known shapes only."""

import os
import pickle
from datetime import date
from io import BytesIO

import pytest

from gongkai.ground.attachments.rules import Contents, Format, Hiding, Piece, messages
from gongkai.ground.attachments.rules.messages import Answer


def sent(value) -> BytesIO:
    pipe = BytesIO()
    messages.write(pipe, pickle.dumps(value))
    pipe.seek(0)
    return pipe


@pytest.mark.parametrize(
    "value",
    [
        "<p>正文</p>",
        b"bytes",
        None,
        Format.DOCX,
        Contents(Format.XLSX, (Piece("字", "第 1 页", Hiding.ROW),), ("图 1",)),
    ],
)
def test_shapes_travel(value):
    assert messages.read_answer(sent(Answer("done", value))) == Answer("done", value)


class Harm:
    def __reduce__(self):
        return os.system, ("true",)


@pytest.mark.parametrize("value", [Answer("done", Harm()), Answer("done", date(2026, 1, 1)), "no answer"])
def test_nothing_else_does(value):
    with pytest.raises(pickle.UnpicklingError):
        messages.read_answer(sent(value))


def test_a_cut_message_is_an_end():
    pipe = sent(Answer("done", "x"))
    with pytest.raises(EOFError):
        messages.read(BytesIO(pipe.getvalue()[:-1]))
    with pytest.raises(EOFError):
        messages.read(BytesIO(b"\xff" * 8))
    assert messages.read(pipe)
