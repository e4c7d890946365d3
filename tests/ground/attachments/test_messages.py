"""An answer from a confined process carries plain values and known shapes only."""

import json
import os
import pickle
import struct
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.ground.attachments.rules import Cleaned, Contents, Format, Hiding, Piece, messages
from gongkai.ground.attachments.rules.messages import Answer, NotAMessage


def sent(*values) -> BytesIO:
    return raw(messages.packed(values))


def raw(body: bytes) -> BytesIO:
    pipe = BytesIO()
    messages.write(pipe, body)
    pipe.seek(0)
    return pipe


def said(head: bytes, *bodies: bytes) -> BytesIO:
    """A message whose JSON is anybody's."""
    parts = [head, *bodies]
    return raw(b"".join(struct.pack(">Q", n) for n in (len(parts), *map(len, parts))) + b"".join(parts))


@pytest.mark.parametrize(
    "value",
    [
        "<p>正文 \ud800 半个字</p>",
        b"bytes",
        None,
        Format.DOCX,
        Contents(Format.XLSX, (Piece("字", "第 1 页", Hiding.ROW),), ("图 1",)),
        Cleaned(b"PK", ("第 2 页改成了图片",)),
    ],
)
def test_shapes_travel(value):
    assert messages.read_answer(sent("done", value)) == Answer("done", value)


class Harm:
    def __reduce__(self):
        return os.system, ("true",)


@pytest.mark.parametrize(
    "pipe",
    [
        raw(pickle.dumps(Answer("done", None))),
        raw(pickle.dumps(Harm())),
        said(b'[["plain", "done"], ["os.system", "true"]]'),
        said(b'[["plain", "done"], ["bytes", 3]]'),
        said(b'[["plain", "done"], ["contents", "docx", [["x", "y", "nowhere"]], []]]'),
        said(b'[["plain", "done"], ["contents", "docx", [[1, "y", "row"]], []]]'),
        said(b'[["plain", "done"], ["cleaned", 0, [{}]]]', b"PK"),
        said(b'[["plain", "refused"], ["plain", {"html": "x"}]]'),
        said(b'[["plain", "well"], ["plain", "x"]]'),
        said(b'[["plain", ["done"]], ["plain", "x"]]'),
        said(b"[" * 100_000),
        said(json.dumps([["plain", "done"]]).encode()),
        raw(b""),
    ],
)
def test_nothing_else_does(pipe):
    with pytest.raises(NotAMessage):
        messages.read_answer(pipe)


@given(st.binary(max_size=200))
def test_whatever_comes_is_a_message_or_none(body):
    with pytest.raises(NotAMessage):
        messages.unpacked(body)


def test_the_words_of_a_refusal_are_bounded():
    assert len(messages.read_answer(sent("refused", "长" * 10_000)).value) == messages.MAX_WORDS


def test_a_cut_message_is_an_end():
    pipe = sent("done", "x")
    with pytest.raises(EOFError):
        messages.read(BytesIO(pipe.getvalue()[:-1]))
    with pytest.raises(EOFError):
        messages.read(BytesIO(b"\xff" * 8))
    assert messages.read(pipe)
