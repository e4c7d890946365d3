"""What has to go from a page: letters over lines and pages, what OCR reads, regions."""

from gongkai.ground.attachments.rules.hidden.ocr import Sign
from gongkai.ground.attachments.rules.redaction import Region
from gongkai.ground.attachments.rules.redaction.pdf_finding import find
from gongkai.ground.attachments.rules.redaction.pdf_look import Letter, Look
from gongkai.ground.attachments.rules.redaction.wordlist import Words

WORDS = Words(["张三", "13812345678"])


def look(text="", read=(), top=100.0):
    letters = [
        Letter(sign, None if sign in "\r\n " else (10.0 * at, top, 10.0 * at + 10, top + 10), True)
        for at, sign in enumerate(text)
    ]
    lines = [
        [
            Sign(sign, (10.0 * at, 300.0 + 30 * number, 10.0 * at + 10, 310.0 + 30 * number))
            for at, sign in enumerate(line)
        ]
        for number, line in enumerate(read)
    ]
    return Look(letters, lines, (600, 800), 1.0, sure=True, hides=False)


def gone(one):
    return "".join(one.letters[at].text for at in sorted(one.gone))


def test_a_word_crosses_lines_and_pages():
    first, second = look("见张\r\n三。末张"), look("三首")
    assert find([first, second], WORDS, []) == 2
    assert gone(first) == "张\r\n三张" and gone(second) == "三"
    assert first.cut and second.cut


def test_what_is_read_is_cut_with_the_letters_under_it():
    page = look("", read=["经办人张三"])
    page.letters.append(Letter("弓", (30.0, 300.0, 40.0, 310.0), True))
    assert find([page], WORDS, []) == 1
    (box,) = page.cut
    assert box[0] < 30 and box[2] > 50 and gone(page) == "弓"


def test_both_are_painted_where_letters_and_picture_do_not_agree():
    page = look("13812345678", read=["13812345678"])
    page.letters = [Letter(one.text, (one.box[0], 303.0, one.box[2], 313.0), True) for one in page.letters]
    find([page], WORDS, [])
    assert len(page.cut) == 2


def test_ocr_is_forgiven_a_character_only_where_nothing_is_written():
    page = look("", read=["1381234S678"])
    assert find([page], WORDS, []) == 1
    written = look("13812345679", read=["13812345679"], top=300.0)
    assert find([written], WORDS, []) == 0 and not written.cut


def test_a_region_takes_what_lies_in_it():
    page = look("甲乙丙")
    assert find([page], Words([]), [Region(1, 0, 0.12, 0.03, 0.15)]) == 1
    assert page.cut == [(0, 96, 18, 120)] and gone(page) == "甲乙"[:2]
