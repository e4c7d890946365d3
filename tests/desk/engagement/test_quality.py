"""On real letters, incidents and empty replies are found as docs/quality.md says."""

import pytest

from .quality import incidents, replies

pytestmark = pytest.mark.real


def test_letters_of_one_incident_are_grouped_and_others_are_not(real_data):
    found = incidents(real_data)
    precision, recall = found["first"]
    assert precision >= 0.95 and recall >= 0.85
    precision, recall = found["second"]
    assert precision >= 0.86 and recall >= 0.79  # below the target: docs/quality.md says so


def test_empty_replies_are_told_from_answers(real_data):
    found = replies(real_data)
    precision, recall = found["first"]
    assert precision >= 0.95 and recall >= 0.85
    assert all(precision >= 0.92 and recall >= 0.85 for precision, recall in found.values())
