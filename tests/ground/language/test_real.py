"""The same rules on real input, where it lies beside the checkout."""

import json

import pytest

from gongkai.ground.language.rules.markup import plain, sanitise
from gongkai.ground.language.rules.numbers import find, key, parse
from gongkai.ground.language.rules.personal import screen

pytestmark = pytest.mark.real
FIELDS = ("doc_number", "doc_number_raw", "policy_doc_number")
NOTHING = ("", "-", "nan", "无")


def rows(folder):
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def test_almost_every_stored_number_is_readable_and_found_again(real_data):
    stored = [
        str(row[field]).strip()
        for folder in ("policy_docs", "policy_index", "policy_interpretation_pairs")
        for row in rows(real_data / folder)
        for field in FIELDS
        if row.get(field)
    ]
    stored = [text for text in stored if text not in NOTHING]
    unread = [text for text in stored if not parse(text).readable]
    assert len(stored) > 900
    assert len(unread) <= len(stored) / 200, unread
    for text in stored:
        if text not in unread:
            (cited,) = find(f"按照《办法》（{text}）精神")
            assert key(cited.canonical) == key(text)


def test_masked_documents_hold_no_personal_identifier(real_data):
    texts = [row.get("text") or "" for row in rows(real_data / "policy_docs")]
    assert not [finding for text in texts for finding in screen(text)]


def test_real_pages_lose_their_scripts_and_keep_their_text(real_data):
    pages = [row["html"] for row in rows(real_data / "policy_docs") if row.get("html")][:40]
    assert len(pages) > 10
    for html in pages:
        clean = sanitise(html)
        assert "<script" not in clean and " style=" not in clean
        assert set(plain(html).split()) == set(plain(clean).split())
