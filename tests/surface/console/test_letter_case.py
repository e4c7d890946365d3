"""The page of a letter tells nothing of its writer; the words as written open by a recorded button."""

from datetime import date

from gongkai.desk.engagement.models import LetterFile
from gongkai.desk.engagement.services import intake
from gongkai.ground.attachments.rules import Format
from gongkai.ground.attachments.services.papers import Paper
from tests.desk.engagement import corresponding
from tests.desk.engagement.corresponding import WRITING, entries, fresh

from .clients import at as address
from .clients import entered, text
from .letter_city import built as built
from .letter_city import people as people
from .test_letters import PERSONAL

MOST = 15  # statements of the page


def test_the_page_shows_where_it_stands_and_hides_who_wrote(people, at, django_assert_max_num_queries):
    other = corresponding.submitted(at)
    letter = corresponding.submitted(at, words="我要信访，反映滨江路路灯不亮的问题，我叫周晓梅。")
    client = entered("referrer")
    with django_assert_max_num_queries(MOST):
        page = text(client.get(address("letter", letter.pk)))
    assert "个工作日" in page and "逐日看" in page and "滨江路路灯不亮" in page
    assert other.number in page and "同一写信人" in page
    assert "还没有分办模型" in page and "请人工分办" in page
    assert "信访事项" in page and "就这样告知" in page
    assert not [word for word in PERSONAL if word in page] and "letter.looked" not in entries(letter)


def test_one_click_tells_the_writer_of_the_right_channel(people, at):
    letter = corresponding.submitted(at, words="我要信访，反映滨江路路灯不亮的问题。")
    sent = {"version": letter.version, "channel": "petition", "sure": "1"}
    page = entered("referrer").post(address("letter_step", letter.pk, "redirect"), sent, follow=True)
    assert "已告知写信人" in text(page) and fresh(letter).redirected_to == "petition"


def test_opening_is_recorded_and_only_for_who_handles(people, at):
    letter = corresponding.accepted(people, at)
    page = text(entered("answerer").post(address("open_letter", letter.pk)))
    assert WRITING.name in page and WRITING.telephone in page
    assert entries(letter)[-1] == "letter.looked"
    looks = entries(letter).count("letter.looked")
    assert entered("answerer").get(address("open_letter", letter.pk)).status_code == 405
    assert entered("supervisor").post(address("open_letter", letter.pk)).status_code == 403
    for name in ("letter", "letter_reply"):
        assert entered("builder").get(address(name, letter.pk)).status_code == 404
    assert entered("builder").post(address("open_letter", letter.pk)).status_code == 404
    assert entries(letter).count("letter.looked") == looks


def test_files_leave_as_downloads_and_are_recorded(people, at):
    at(corresponding.RECEIVED)
    paper = Paper("照片.txt", b"abc", Format.TEXT)
    taken = intake.submit(corresponding.root(), "complaint", WRITING, "with-a-file", [paper])
    row = LetterFile.objects.get(letter=taken.letter)
    answer = entered("referrer").post(address("letter_file", taken.letter.pk, row.pk))
    assert answer.content == b"abc" and "attachment" in answer["Content-Disposition"]
    assert entered("referrer").post(address("letter_file", taken.letter.pk, row.pk + 1)).status_code == 422
    assert entries(taken.letter)[-1] == "letter.looked"


def test_supervisors_see_how_it_stands_and_nothing_more(people, at):
    letter = corresponding.accepted(people, at)
    at(date(2026, 3, 20))
    page = text(entered("supervisor").get(address("letter", letter.pk)))
    assert "超期" in page and "督办" in page and "查看原文" not in page
