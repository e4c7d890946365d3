"""A fresh installation: nothing published, nothing open, no page broken."""

from .test_pages import STORED, UNSTORED

ABSENT = ("/city/overview/", "/channels/policies/")


def test_an_empty_city_has_no_broken_page(db, client, tmp_path, settings):
    settings.HOME = tmp_path
    for path, _tags in STORED:
        expected = 404 if path in ABSENT else 200
        assert client.get(path).status_code == expected, path
    for path in UNSTORED:
        assert client.get(path).status_code == 200, path
