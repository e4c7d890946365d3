"""A draft shown as the publication it would become; nothing is saved by showing it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from gongkai.record.catalogue.models import Publication, Relation, Version
from gongkai.record.catalogue.queries.preview import as_public
from gongkai.record.catalogue.queries.publications import metadata
from gongkai.record.catalogue.rules import Found, RelationKind, Unpublishable
from tests.surface import city

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 27, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def built(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    city.build()


def saved():
    return Publication.objects.count(), Version.objects.count(), Relation.objects.count()


def test_a_new_one_has_no_number_yet_and_leads_to_what_it_names(built):
    before = saved()
    found = Found(RelationKind.REPEALS, f"num:{city.OLD}", city.OLD, "同时废止")
    draft = city.draft("新办法", city.FINANCE, document_number="江财〔2026〕9号", relations=(found,))
    made = as_public(draft, None, NOW)
    assert (made.publication.identifier, made.publication.path, made.version.number) == ("", "", 1)
    assert made.publication.publisher.code == city.FINANCE
    assert metadata(made.version)["title"] == "新办法"
    assert [relation.target.document_number for relation in made.relations] == [city.OLD]
    assert saved() == before


def test_a_change_is_the_next_version_at_the_same_address(built):
    public = Publication.objects.get(title="预算管理办法")
    made = as_public(city.draft("预算管理办法（修订）", city.FINANCE), public, NOW)
    assert (made.publication.identifier, made.publication.version) == (public.identifier, 2)
    assert (public.title, public.version) == ("预算管理办法", 1)


def test_what_could_not_be_published_says_why(built):
    with pytest.raises(Unpublishable, match="缺少标题"):
        as_public(city.draft(" ", city.FINANCE), None, NOW)
