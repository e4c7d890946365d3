"""FAQ for the public: the list with its search, the entry's page, and the form for what is wrong with it."""

import pytest
from django.urls import reverse

from gongkai.desk.engagement.models import FaqReport
from gongkai.ground.ledger import services as ledger
from gongkai.record.search import generations, services
from tests.desk.engagement import asking_often as often
from tests.desk.engagement import corresponding

from .requests.citizen import answer_to, hidden

SENT = {"fault": "outdated", "reason": "电话已经换了"}


@pytest.fixture
def entry(transactional_db, settings, tmp_path, at):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.HOME = tmp_path
    at(corresponding.RECEIVED.replace(month=1))
    people = corresponding.city()
    at(corresponding.RECEIVED)
    made = often.published(people)
    ledger.sequence_all()
    services.follow()
    generations.reader(now=True)
    yield made
    services.release()


def page(client, address):
    return client.get(address).content.decode()


def reported(client, entry, **fields):
    address = reverse("portal:faq_report", args=[entry.pk])
    sent = hidden(page(client, address))
    return client.post(address, {**sent, **SENT, "answer": answer_to(sent["asked"]), **fields})


def test_list_entry_form_and_thanks(client, entry, django_assert_max_num_queries):
    listed = page(client, reverse("portal:faq"))
    own, address = entry.publication.path, reverse("portal:faq")
    assert own in listed
    assert own in page(client, f"{address}?q=路灯&subject_category=城市管理")
    assert own not in page(client, f"{address}?q=路灯&subject_category=教育")
    with django_assert_max_num_queries(20):
        shown = page(client, entry.publication.path)
    address = reverse("portal:faq_report", args=[entry.pk])
    assert address in shown and "下次复核" in shown
    done = reported(client, entry)
    assert done.status_code == 302 and "已经收到" in page(client, done.headers["Location"])
    assert FaqReport.objects.get().reason == SENT["reason"]
    form = client.get(address)
    assert form.headers["Cache-Control"] == "no-store, private" and "noindex" in form.content.decode()
    refused = reported(client, entry, reason=" ")
    assert refused.status_code == 422 and "哪里不对" in refused.content.decode()
    assert reported(client, entry, fault="x").status_code == 422
    assert reported(client, entry, answer="不知道").status_code == 422
    assert reported(client, entry, website="spam").status_code == 422
    assert FaqReport.objects.count() == 1
    assert client.get(reverse("portal:faq_report", args=[entry.pk + 1])).status_code == 404
