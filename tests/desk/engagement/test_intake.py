"""A letter comes in once, masked, sealed and numbered, by the writer's hand or by staff."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.storage import storages
from django.utils import timezone

from gongkai.desk.engagement.models import Letter
from gongkai.desk.engagement.rules.kinds import Channel, Elsewhere, Kind, RuleBroken, Stage
from gongkai.desk.engagement.services import intake
from gongkai.desk.engagement.services.intake import Incomplete
from gongkai.ground.attachments.rules import Format
from gongkai.ground.attachments.services.papers import Paper
from gongkai.ground.ledger.models import Entry
from gongkai.ground.orgs.rules import NotAllowed

from . import corresponding
from .corresponding import FINANCE, RECEIVED, WRITING, root, writing

PERSONAL = ("周晓梅", "13800138000", "138 0013 8000", "xiaomei@example.com", "3栋2单元501室", "查封证明")
PAPER = Paper("周晓梅的查封证明.txt", "周晓梅的查封证明".encode(), Format.TEXT)


def test_it_has_a_number_a_clock_and_a_code_and_is_recorded_once(people, at):
    letter = corresponding.submitted(at)
    assert letter.number == f"{root()}-L2026-00001"
    assert (letter.stage, letter.until, letter.version) == (Stage.RECEIVED, date(2026, 3, 11), 1)
    assert corresponding.entries(letter) == ["letter.received"]
    assert (letter.title, letter.place, letter.public_wish) == ("滨江路路灯不亮", "滨江路", True)


def test_the_same_form_twice_is_one_letter_with_one_code(people, at):
    at(RECEIVED)
    first = intake.submit(root(), Kind.ENQUIRY, WRITING, "token")
    again = intake.submit(root(), Kind.ENQUIRY, writing(words="改了内容"), "token")
    assert (again.letter.pk, again.code, again.fresh) == (first.letter.pk, first.code, False)
    assert Letter.objects.count() == 1
    assert first.letter.until == date(2026, 3, 9)  # a simple enquiry: five working days


def test_no_personal_word_of_the_writer_lies_in_the_clear(people, at):
    """Neither in any row of the room, nor in any entry of the ledger."""
    at(RECEIVED)
    taken = intake.submit(root(), Kind.COMPLAINT, WRITING, "token", [PAPER])
    stored = [
        str(value)
        for model in apps.get_app_config("engagement").get_models()
        for row in model.objects.all().values_list()
        for value in (bytes(one) if isinstance(one, memoryview) else one for one in row)
        if not isinstance(value, bytes)
    ]
    sealed = [bytes(row) for row in Letter.objects.values_list("sealed", flat=True)]
    facts = list(Entry.objects.values_list("facts", flat=True))
    for word in PERSONAL:
        assert not any(word in text for text in (*stored, *facts)), word
        assert not any(word.encode() in content for content in sealed), word
    assert taken.code not in "".join((*stored, *facts))


def test_what_is_incomplete_is_named_by_field_and_leaves_nothing(people, at):
    at(RECEIVED)
    with pytest.raises(Incomplete) as broken:
        intake.submit(root(), Kind.COMPLAINT, writing(words="😀", telephone="", email=""), "token")
    assert set(broken.value.problems) == {"words", "telephone"}
    with pytest.raises(Incomplete, match="100,000"):
        intake.submit(root(), Kind.COMPLAINT, writing(words="路" * 100_000), "token")
    assert not Letter.objects.exists()


def test_nul_and_hidden_signs_never_reach_the_database(people, at):
    at(RECEIVED)
    letter = intake.submit(root(), Kind.COMPLAINT, writing(words="路\0灯\u200b不\u202e亮"), "token").letter
    assert corresponding.fresh(letter).words == "路灯不亮"


def test_what_belongs_elsewhere_is_told_and_kept_for_a_person(people, at):
    at(RECEIVED)
    taken = intake.submit(root(), Kind.COMPLAINT, writing(words="我要申请行政复议"), "token")
    assert taken.elsewhere.channel is Elsewhere.REMEDY and "申请行政复议" in taken.elsewhere.words
    assert taken.letter.likely_elsewhere == Elsewhere.REMEDY
    assert taken.letter.stage == Stage.RECEIVED


def test_staff_enter_callers_within_their_scope_and_orders_once(people, at):
    at(RECEIVED)
    now = timezone.now()
    spoken = writing(telephone="", email="")
    told = {"channel": Channel.TELEPHONE, "submitted_at": now}
    letter = intake.enter(FINANCE, Kind.COMPLAINT, spoken, "a", by=people["answerer"], **told).letter
    assert (letter.channel, letter.organisation.code) == (Channel.TELEPHONE, FINANCE)
    with pytest.raises(NotAllowed):
        intake.enter(FINANCE, Kind.COMPLAINT, spoken, "b", by=people["builder"], **told)
    with pytest.raises(NotAllowed):
        intake.enter(FINANCE, Kind.COMPLAINT, spoken, "b", by=people["first"], **told)
    with pytest.raises(RuleBroken, match="将来"):
        later = told | {"submitted_at": now + timedelta(days=1)}
        intake.enter(FINANCE, Kind.COMPLAINT, spoken, "b", by=people["answerer"], **later)
    order = told | {"channel": Channel.HOTLINE, "outside": "RX-1", "by": people["referrer"]}
    intake.enter(root(), Kind.COMPLAINT, spoken, "c", **order)
    known = keys()
    with pytest.raises(RuleBroken, match="已经登记"):
        intake.enter(root(), Kind.COMPLAINT, spoken, "d", **order)
    assert keys() == known  # the key of what did not come in is destroyed


def keys() -> set[Path]:
    """The keys that lie in their folder."""
    return {path for path in Path(storages["keys"].location).rglob("*") if path.is_file()}
