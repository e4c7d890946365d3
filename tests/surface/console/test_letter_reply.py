"""From draft to publication through the screens; people who are not asked are not let in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.desk.engagement.rules.kinds import ReplyState, Stage
from gongkai.desk.engagement.services import replying
from gongkai.record.catalogue.models import Version
from gongkai.record.editorial.queries import reviews
from tests.desk.engagement import corresponding
from tests.desk.engagement.corresponding import ANSWER, entries, fresh

from .clients import at as address
from .clients import entered, text
from .letter_city import built as built
from .letter_city import done, seen, step
from .letter_city import people as people


@pytest.fixture
def letter(people, at):
    return corresponding.accepted(people, at)


def write(client, letter, action, said=ANSWER):
    sent = {"action": action, "text": said, "version": fresh(letter).version}
    return client.post(address("letter_reply", letter.pk), sent, follow=True)


def decide(who, letter, stage, outcome="approved", words=""):
    review = reviews.opened(replying.KIND, str(letter.pk))
    sent = {"outcome": outcome, "stage": stage, "words": words}
    return entered(who).post(address("decide_letter_reply", review.pk), sent, follow=True)


def test_a_reply_is_checked_saved_reviewed_sent_and_published(letter, django_assert_max_num_queries):
    client = entered("answerer")
    assert "周晓梅" not in text(client.get(address("letter_reply", letter.pk)))
    assert "周晓梅" in text(write(client, letter, "open"))
    assert "检查没有发现问题" in text(write(client, letter, "check"))
    assert "答复已保存" in text(write(client, letter, "save"))
    paper = SimpleUploadedFile("现场.txt", "现场照片说明".encode())
    assert "附件已加" in done(client, letter, "attach", files=[paper])
    assert ANSWER in text(write(client, letter, "open"))
    assert "答复已送审" in done(client, letter, "submit")
    first = entered("first")
    assert "来信答复" in text(first.get(address("work")))
    with django_assert_max_num_queries(15):
        closed = text(first.get(address("letter_review", letter.pk)))
    assert ANSWER not in closed and "周晓梅" not in closed
    opened = text(first.post(address("letter_review", letter.pk)))
    assert ANSWER in opened and "周晓梅" in opened and "现场.txt" in opened
    file = letter.files.get()
    assert first.post(address("letter_review_file", letter.pk, file.pk)).status_code == 200
    assert "通过" in text(decide("first", letter, "first"))
    decide("final", letter, "final")
    assert "答复待发出" in text(client.get(address("work")))
    assert "来信办结" in done(client, letter, "send")
    assert fresh(letter).stage == Stage.ANSWERED
    publisher = entered("final")
    assert letter.number in text(publisher.get(address("publishable_letters")))
    assert "周晓梅" not in text(publisher.get(address("publish_letter", letter.pk)))
    both = publisher.post(address("publish_letter", letter.pk), {"action": "open"})
    assert "周晓梅" in text(both)
    sent = {**both.context["form"].initial, "action": "publish", "version": both.context["version"]}
    assert "对照原文核对后勾选" in text(publisher.post(address("publish_letter", letter.pk), sent))
    sent |= {"sure": "on", "version": fresh(letter).version}
    named = publisher.post(address("publish_letter", letter.pk), sent | {"answer": "周晓梅您好，灯已修好。"})
    assert named.status_code == 422 and "写信人的姓名" in text(named)
    sent["version"] = fresh(letter).version
    assert "已公开" in text(publisher.post(address("publish_letter", letter.pk), sent, follow=True))
    html = Version.objects.get(publication=fresh(letter).publication_id).html
    assert "线路老化" in html and "周晓梅" not in html


def test_formulas_alone_are_mended_or_explained(letter):
    client, empty = entered("answerer"), "您好，您反映的问题已收悉，感谢您的来信。"
    assert "只有套话" in text(write(client, letter, "check", empty))
    write(client, letter, "save", empty)
    assert "只有套话" in text(client.get(address("letter_step", letter.pk, "submit")))
    refused = step(client, letter, "submit")
    assert refused.status_code == 422 and "写明为什么不改" in text(refused)
    assert "写信人的姓名" in text(step(client, letter, "submit", words="周晓梅只要回执"))
    assert "已送审" in done(client, letter, "submit", words="写信人只要求确认收到")
    assert "写信人只要求确认收到" in text(entered("first").get(address("letter_review", letter.pk)))


def test_returned_and_recalled_replies_go_back_to_the_officer(letter):
    client = entered("answerer")
    write(client, letter, "save")
    done(client, letter, "submit")
    assert decide("first", letter, "first", "returned").status_code == 422  # without saying why
    decide("first", letter, "first", "returned", "请写明何时更换")
    assert letter.replies.get().state == ReplyState.DRAFTING
    assert "请写明何时更换" in text(client.get(address("letter", letter.pk)))
    done(client, letter, "submit")
    assert "答复已撤回" in done(client, letter, "recall")
    assert "letter.reply_recalled" in entries(letter)


def test_who_is_not_asked_is_not_let_in(letter):
    client = entered("answerer")
    assert seen("first", "letter_review", letter.pk) == 404
    write(client, letter, "save")
    done(client, letter, "submit")
    assert seen("first", "letter_review", letter.pk) == 200
    assert seen("final", "letter_review", letter.pk) == 404
    assert seen("answerer", "letter_review", letter.pk) == 403
    assert seen("answerer", "publish_letter", letter.pk) == 403
    assert decide("final", letter, "final").status_code == 404
