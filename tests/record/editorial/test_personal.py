"""Personal data in body and files: where it stands, masked, and how to answer for it."""

from gongkai.record.editorial.rules.checks import examine
from gongkai.record.editorial.rules.checks.subject import Subject
from gongkai.record.editorial.rules.findings import Severity

from .subjects import HIDDEN, ID, MOBILE, checks, contents, stated


def test_in_the_body_by_paragraph_and_masked():
    (finding,) = examine(Subject("notice", f"公示如下：\n\n张某，{ID}。"))
    assert finding.check == "personal_data.id_number"
    assert finding.severity is Severity.BLOCKING and finding.answerable
    assert (finding.place, finding.text) == ("正文第 2 段", "110105********002X")
    assert ID not in repr(finding)


def test_two_that_look_alike_masked_are_two():
    found = examine(Subject("notice", "张某13812345678，李某13899995678"))
    assert len({finding.fingerprint for finding in found}) == 2


def test_in_the_title():
    (finding,) = examine(Subject("notice", "", metadata=stated(title=f"关于{MOBILE}来信的答复")))
    assert finding.place == "标题"


def test_in_a_file_where_nobody_sees_it():
    file = contents(("姓名 电话", "工作表“公示”第 1 行"), (f"张某 {MOBILE}", "工作表“底稿”第 3 行", HIDDEN))
    found = examine(Subject("notice", "见附件。", files=(("名单.xlsx", file),)))
    grave, told = found
    assert grave.check == "personal_data.mobile"
    assert grave.place == "附件“名单.xlsx”工作表“底稿”第 3 行（隐藏工作表）"
    assert "生成清洁副本" in grave.advice
    assert (told.check, told.severity) == ("file.sheet", Severity.WARNING)


def test_in_a_file_in_sight():
    file = contents((f"张某 {MOBILE}", "第 2 页"))
    (finding,) = examine(Subject("notice", "", files=(("名单.pdf", file),)))
    assert finding.place == "附件“名单.pdf”第 2 页"
    assert "请遮盖" in finding.advice


def test_what_could_not_be_read_waits_for_a_person():
    (finding,) = examine(Subject("notice", "", files=(("扫描件.pdf", contents(unread=["第 3 页"])),)))
    assert finding.check == "file.unreadable"
    assert finding.severity is Severity.BLOCKING and finding.answerable


def test_an_organisations_own_telephone():
    assert checks("notice", "值班手机13812345678", public=frozenset({MOBILE})) == []
