"""Listed words and what stands on the negative list."""

import pytest

from gongkai.record.editorial.rules.checks import examine
from gongkai.record.editorial.rules.checks.subject import Subject, Withheld
from gongkai.record.editorial.rules.checks.vocabulary import standard
from gongkai.record.editorial.rules.findings import Severity


def found(text):
    return examine(Subject("news", text, vocabulary=standard()))


def test_a_word_once_with_all_its_places():
    (finding,) = found("请按排人员。\n一切正常。\n再次按排。")
    assert (finding.check, finding.text, finding.place) == ("wording.typo", "按排", "正文第 1、3 段等 2 处")
    assert "安排" in finding.advice


@pytest.mark.parametrize(
    "text", ["环境保护部门", "推进管理正规化建设", "预防犯罪", "黑瞎子岛", "公园满园春色", "裁撤底层机构"]
)
def test_a_right_word_that_contains_a_wrong_one(text):
    assert not found(text)


@pytest.mark.parametrize("text", ["《农业部办公厅关于渔业的通知》", "原国土资源部", "农业部令2012年第5号"])
def test_what_a_body_was_called_is_history(text):
    assert not found(text)


def test_the_gravest_first():
    first, second = found("按排工作，维族群众")
    assert (first.severity, second.severity) == (Severity.BLOCKING, Severity.WARNING)


def test_the_negative_list():
    withheld = (Withheld("地下管网精确坐标", "公共安全"), Withheld("名单"))
    (finding,) = examine(Subject("news", "附地下管网精确坐标和名单。", withheld=withheld))
    assert (finding.check, finding.severity) == ("negative_list.entry", Severity.BLOCKING)
    assert "公共安全" in finding.advice
