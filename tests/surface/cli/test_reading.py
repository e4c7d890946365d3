"""What a reader sees is compared with what is proven, and every kind of difference is named."""

import json

import pytest

from gongkai.surface.cli.reading import differs, gone, named
from tests.surface.portal.conftest import town, visitor  # noqa: F401 - the small city


@pytest.mark.parametrize("of", ["rule", "old", "interpretation", "table", "changed"])
def test_every_kind_of_page_agrees_with_its_evidence(visitor, town, of):  # noqa: F811
    path = getattr(town, of)
    content = json.loads(visitor.get(path + "/evidence").content)["content"]
    page = visitor.get(path).content
    assert differs(page, content) == ""


def test_every_alteration_is_named(visitor, town):  # noqa: F811
    content = json.loads(visitor.get(town.rule + "/evidence").content)["content"]
    page = visitor.get(town.rule).content.decode()
    altered = {
        "标题": page.replace("<h1>", "<h1>假"),
        "正文不同": page.replace("第三条", "第四条", 1),
        "网页是“": page.replace("本市行政规范性文件的起草", "本市任何文件的起草"),
        "不止一处正文": page.replace(
            '<div class="body">', '<div class="body">另有规定</div><div class="body">'
        ),
        "链接或图片": page.replace("（一）", "").replace(
            "第二条</b>", '第二条</b><img src="/media/x.png" alt="">'
        ),
        "附件": page.replace("/files/form.docx", "/files/other.docx"),
        "文号": page.replace("〔2026〕12号", "〔2026〕13号"),
    }
    for word, other in altered.items():
        assert other != page, word
        assert word in differs(other.encode(), content), word


def test_what_is_gone_shows_its_reason_and_no_text(visitor, town):  # noqa: F811
    page = visitor.get(town.withdrawn).content
    assert gone(page, "内容有误，已重新发布") == ""
    assert "理由" in gone(page, "别的理由")
    assert "正文" in gone(visitor.get(town.rule).content, "")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/publications/429900001/2026-00001", ("429900001/2026-00001", None)),
        ("/publications/429900001/2026-00001/versions/2/", ("429900001/2026-00001", 2)),
        ("/publications/429900001/2026-00001/proof", None),
        ("/policies/", None),
    ],
)
def test_what_an_address_names(path, said):
    assert named(path) == said
