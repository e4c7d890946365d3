"""The demonstration's participation: an open and a concluded consultation, surveys, frequent questions."""

import pytest
from django.test import Client
from django.utils import timezone

from gongkai.desk.consultations.models import Consultation, Survey
from gongkai.desk.consultations.rules.phases import Phase
from gongkai.desk.engagement.models import FaqEntry
from gongkai.surface.demo import services

pytestmark = pytest.mark.django_db(transaction=True)


def test_no_page_of_participation_is_empty(planted, settings, tmp_path):
    settings.HOME = tmp_path
    services.load(60, progress=lambda now, total: None)
    running, over = Consultation.objects.order_by("pk")
    assert (running.phase, over.phase) == (Phase.OPEN, Phase.FINISHED)
    assert running.comments.count() == 6 and over.groups.count() == 3
    assert over.closes_at < timezone.now() and over.final.title.startswith("江城市中小学课后服务")
    assert list(Survey.objects.order_by("pk").values_list("state", flat=True)) == ["open", "reported"]
    assert FaqEntry.objects.filter(state="published").count() == 3
    visitor = Client()
    listed = visitor.get("/consultations/")
    assert running.title in listed.content.decode() and over.title in listed.content.decode()
    assert "kind:consultation" in listed.headers["Gongkai-Tags"]
    assert listed.headers["Gongkai-Query"] == "begin"
    home = visitor.get("/")
    assert "正在征集意见" in home.content.decode() and "还有 30 天" in home.content.decode()
    assert "不采纳" in visitor.get(f"/consultations/{over.pk}/").content.decode()
