"""What is asked again of something public."""

from gongkai.ground.attachments.rules import Contents, Format, Hiding, Piece
from gongkai.ground.attachments.rules.keeping import BEYOND
from gongkai.ground.language.rules.numbers import key
from gongkai.record.catalogue.rules.rechecking import Known, found, found_in_file
from gongkai.record.editorial.rules.checks.subject import Numbers, Withheld
from gongkai.record.editorial.rules.checks.vocabulary import standard


def names(text, title="关于节水的通知。", number="", kind="document", withheld=(), **known):
    some = found(kind, title, number, text, Known(standard(), Numbers(**known), withheld))
    return [finding.check for finding in some]


def test_metadata_and_notes_are_left_alone():
    assert names("建国以来，按照国办发[2019]4号。") == []


def test_what_a_person_would_act_on():
    gone = {key("江政发〔2019〕4号"): "已废止"}
    assert names("按排，根据江政发〔2019〕4号。", repealed=gone) == ["wording.typo", "citation.repealed"]


def test_the_negative_list_names_its_own_matters_and_nobody_else_does():
    matter = (Withheld("考核评分过程稿"),)
    assert names("附考核评分过程稿。", withheld=matter) == ["negative_list.entry"]
    assert names("附考核评分过程稿。", withheld=matter, kind="negative_list") == []


def test_an_attachment_is_checked_wherever_its_words_stand():
    gone = {key("江政发〔2019〕4号"): "已废止"}
    held = Contents(
        Format.XLSX,
        (
            Piece("按排\n根据江政发〔2019〕4号", "工作表‘一’第 3 行"),
            Piece("张某 13812345678", "工作表‘人员’B3", Hiding.SHEET),
        ),
        ("图片 1",),
    )
    some = found_in_file("附表.xlsx", held, "", Known(standard(), Numbers(repealed=gone)))
    assert [(one.check, one.place) for one in some] == [
        ("personal_data.mobile", "附件“附表.xlsx”工作表‘人员’B3（隐藏工作表）"),
        ("wording.typo", "附件“附表.xlsx”工作表‘一’第 3 行"),
        ("citation.repealed", "附件“附表.xlsx”工作表‘一’第 3 行"),
    ]
    own = found_in_file("附表.xlsx", held, "江政发〔2019〕4号", Known(standard(), Numbers(repealed=gone)))
    assert "citation.repealed" not in [one.check for one in own]
    long = Contents(Format.TEXT, (Piece("好", "正文"),), (BEYOND,))
    assert [one.text for one in found_in_file("长.txt", long, "", Known(standard(), Numbers()))] == [BEYOND]
    (unread,) = found_in_file("扫描件.pdf", "没有读完", "", Known(standard(), Numbers()))
    assert (unread.check, unread.place, unread.advice) == (
        "attachment.unchecked",
        "附件“扫描件.pdf”",
        "没有读完",
    )
