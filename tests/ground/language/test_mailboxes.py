"""Mailboxes of persons."""

import pytest

from gongkai.ground.language.rules.personal.mailboxes import mailboxes


def found(text, public=frozenset()):
    return [text[one.start : one.end] for one in mailboxes(text, public)]


@pytest.mark.parametrize("text", ["张某，{}。", "个人邮箱：{}", "申请人电子邮箱：{}", "作者 {}（武汉）"])
def test_of_a_person(text):
    assert found(text.format("zhang_san@qq.com")) == ["zhang_san@qq.com"]


@pytest.mark.parametrize(
    "text",
    [
        "邮箱：jyj@jiangcheng.gov.cn",
        "举报邮箱：jc1234@163.com",
        "请将书面意见发至 fgb@126.com",
        "联系人：王某\n邮箱：wang12@163.com",
        "service@example.com",
        "jqw********@126.com",
        "微博@江城发布 说",
    ],
)
def test_of_an_office_or_none(text):
    assert found(text) == []


def test_masked_and_public():
    (one,) = mailboxes("张某，Zhang@QQ.com")
    assert one.masked == "z***@qq.com"
    assert found("张某，zhang@qq.com", frozenset({"zhang@qq.com"})) == []
