"""Leading and double questions, lopsided and closed options are found; plain ones are not."""

import pytest

from gongkai.desk.consultations.rules.survey_wording import findings
from gongkai.desk.consultations.rules.surveys import Kind, Question
from gongkai.record.editorial.rules.findings import Severity

YES_NO = ("是", "否")
SATISFIED = ("非常满意", "满意", "一般", "不满意", "非常不满意")


def checks(words, options=YES_NO, kind=Kind.SINGLE):
    return {found.check.removeprefix("survey.") for found in findings([Question(kind, words, options)])}


@pytest.mark.parametrize(
    ("words", "options", "found"),
    [
        ("您对大厅的服务态度和办事效率是否满意？", SATISFIED, {"double"}),
        ("您是否赞成延长开放时间以及取消预约？", YES_NO, {"double"}),
        ("您是否来过，是否满意？", YES_NO, {"double"}),
        ("您满意吗？会推荐吗？", YES_NO, {"double"}),
        ("您是否满意我们优质的服务？", SATISFIED, {"leading"}),
        ("众所周知公园很受欢迎，您去过吗？", YES_NO, {"leading"}),
        ("您对大厅的服务满意吗？", ("非常满意", "满意", "比较满意", "不满意", "不清楚"), {"unbalanced"}),
        ("您赞成这个方案吗？", ("非常赞成", "赞成", "不了解"), {"unbalanced"}),
        ("您怎样来公园？", ("步行", "骑车", "公交"), {"no_other"}),
        ("请填写您的姓名", YES_NO, {"personal"}),
    ],
)
def test_what_is_doubtful_is_found(words, options, found):
    assert checks(words, options) == found


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ("您对大厅的服务满意吗？", SATISFIED),
        ("您对大厅的服务满意吗？", ("非常满意", "满意", "基本满意", "不满意", "非常不满意")),
        ("您赞成延长开放时间吗？", ("赞成", "不赞成", "说不清")),
        ("您怎样来公园（步行和骑车算一种）？", ("步行或骑车", "公交", "其他")),
        ("您了解《中华人民共和国民法典》的这一条吗？", YES_NO),
        ("您是否参与过垃圾分类？", YES_NO),
        ("您用过哪些服务？", ("水电", "燃气", "都没有用过")),
    ],
)
def test_what_is_plain_is_left_alone(words, options):
    assert not checks(words, options)


def test_each_finding_names_its_question_and_only_asking_who_it_is_stops():
    found = findings([Question(Kind.TEXT, "建议？"), Question(Kind.TEXT, "请留下手机号")])
    assert [(one.place, one.severity) for one in found] == [("第 2 题", Severity.BLOCKING)]
    assert found[0].answerable and "写明依据" in found[0].advice
