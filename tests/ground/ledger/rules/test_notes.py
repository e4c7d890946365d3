"""Signed notes: the published format, and nothing but our own signature."""

import base64

import pytest

from gongkai.ground.ledger.rules import notes
from gongkai.ground.ledger.rules.notes import NoteRefused, Statement

OWN = notes.keys(b"\x01" * 32, "log.example/a")
SAID = Statement("log.example/a", 12, bytes(range(32)))


def test_format_is_that_of_c2sp():
    lines = OWN.sign(SAID).split("\n")
    assert lines[:4] == ["log.example/a", "12", base64.b64encode(SAID.root).decode(), ""]
    dash, name, mark = lines[4].split(" ")
    assert (dash, name, lines[5:]) == ("—", "log.example/a", [""])
    assert len(base64.b64decode(mark)) == 4 + 64


def test_key_identifier_of_the_published_example():
    """golang.org/x/mod/sumdb/note: PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW."""
    key = base64.b64decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    assert notes.key_id("PeterNeumann", key[1:]).hex() == "c74f20a3"


def test_own_notes_open():
    assert OWN.open(OWN.sign(SAID)) == SAID


def test_a_cosigned_note_opens():
    other = notes.keys(b"\x02" * 32, "witness.example").sign(SAID).rpartition("\n\n")[2]
    assert OWN.open(OWN.sign(SAID) + other) == SAID


@pytest.mark.parametrize(
    "note",
    [
        "",
        "x",
        "x\n\n",
        OWN.sign(SAID).replace("12", "13"),
        OWN.sign(SAID).replace("log.example/a", "log.example/b"),
        OWN.sign(SAID).replace("— ", "- "),
        OWN.sign(SAID)[:-9] + "AAAAAAA=\n",
        notes.keys(b"\x02" * 32, "log.example/a").sign(SAID),
        OWN.sign(Statement("a", 1, b"short")),
        "\udcff" + OWN.sign(SAID),
    ],
)
def test_anything_else_is_refused(note):
    with pytest.raises(NoteRefused):
        OWN.open(note)


@pytest.mark.parametrize("text", ["01\n", "-1\n", "１\n", "\n", "x\n"])
def test_sizes_have_one_spelling(text):
    with pytest.raises(NoteRefused):
        notes.read(f"a\n{text}{base64.b64encode(bytes(32)).decode()}\n")


def test_seeds_are_hex_or_base64():
    seed = bytes(range(32))
    assert notes.read_seed(seed.hex() + "\n") == notes.read_seed(base64.b64encode(seed).decode()) == seed
    for text in ("", "00", "z" * 64, base64.b64encode(seed[:31]).decode()):
        with pytest.raises(ValueError, match="32 字节"):
            notes.read_seed(text)


def test_the_public_half_opens_what_its_key_signed_and_nothing_else():
    noted = notes.verifier(OWN.verifier())
    assert noted.open(OWN.sign(SAID)) == SAID
    other = notes.keys(b"\x02" * 32, "log.example/a")
    for note in (other.sign(SAID), "", "\n\n", OWN.sign(SAID) + "\n", OWN.sign(SAID)[:-1]):
        with pytest.raises(NoteRefused):
            noted.open(note)


def test_the_public_half_accepts_one_spelling_of_a_note():
    """Base64 has spare bits in its last character, and a second signature would be one more spelling."""
    noted, note = notes.verifier(OWN.verifier()), OWN.sign(SAID)
    for place, sign in enumerate(note):
        with pytest.raises(NoteRefused):
            noted.open(note[:place] + chr(ord(sign) ^ 1) + note[place + 1 :])
    cosigned = note + notes.keys(b"\x02" * 32, "witness.example").sign(SAID).rpartition("\n\n")[2]
    with pytest.raises(NoteRefused):
        noted.open(cosigned)


@pytest.mark.parametrize(
    "text", ["", "a", "a+b", "a+00000000+AA==", OWN.verifier()[:-4], "b" + OWN.verifier()]
)
def test_a_mistyped_key_is_refused(text):
    with pytest.raises(NoteRefused):
        notes.verifier(text)
