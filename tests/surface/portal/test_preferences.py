"""Language and text size by cookie, without script; nothing else is ever set."""

import pytest


def test_large_type_is_a_cookie_and_a_class(visitor):
    response = visitor.get("/preferences?size=large&next=/openness/")
    assert response["Location"] == "/openness/"
    assert visitor.cookies["gk_size"].value == "large"
    assert '<html lang="zh-CN" class="large">' in visitor.get("/openness/").content.decode()


def test_english_is_a_cookie_and_chinese_comes_back(visitor):
    visitor.get("/preferences?language=en")
    page = visitor.get("/openness/")
    assert page["Content-Language"] == "en"
    assert "Open government" in page.content.decode()
    visitor.get("/preferences?language=zh")
    assert "Open government" not in visitor.get("/openness/").content.decode()


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", ""]
)
def test_nobody_is_sent_to_another_site(visitor, target):
    response = visitor.get("/preferences", {"size": "large", "next": target})
    assert response["Location"] == "/"


def test_unknown_choices_set_nothing(visitor):
    response = visitor.get("/preferences?size=huge&language=fr")
    assert response.status_code == 200
    assert not response.cookies
