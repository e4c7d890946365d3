"""Kinds of personal data carry the names that checks and pages use."""

from gongkai.ground.language.rules.personal.kinds import Kind


def test_names_and_labels():
    names = ["id_number", "passport", "mobile", "landline", "bank_card", "email", "address", "plate"]
    assert [kind.value for kind in Kind] == names
    assert all(kind.label for kind in Kind)
