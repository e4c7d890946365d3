"""The form asks exactly what art. 29 asks."""

from dataclasses import replace

import pytest

from gongkai.desk.disclosure.rules.applicants import Applicant
from gongkai.desk.disclosure.rules.forms import (
    Application,
    Form,
    Way,
    plain,
    problems,
    unfit,
    unpack,
    what,
    who,
)

from .asking import APPLICATION


def test_what_the_law_asks_for_is_enough_and_the_purpose_is_never_asked():
    assert problems(APPLICATION) == {}
    assert APPLICATION.purpose == ""


@pytest.mark.parametrize(
    ("missing", "field"),
    [
        ({"name": " "}, "name"),
        ({"identity_number": ""}, "identity_number"),
        ({"identity": "驾照"}, "identity"),
        ({"applicant": "citizen"}, "applicant"),
        ({"telephone": ""}, "telephone"),
        ({"title": ""}, "title"),
        ({"form": ""}, "form"),
        ({"way": ""}, "way"),
        ({"way": Way.POST}, "address"),
        ({"applicant": Applicant.LAW_FIRM}, "contact_person"),
        ({"email": "周晓梅"}, "email"),
        ({"features": "长" * 5_001}, "features"),
        ({"name": "周\x00"}, "name"),
    ],
)
def test_what_is_missing_is_named_at_its_field(missing, field):
    assert set(problems(replace(APPLICATION, **missing))) == {field}


def test_any_one_description_and_any_one_contact_is_enough():
    for name in ("title", "document_number", "features"):
        assert problems(replace(APPLICATION, **{"title": "", name: "江财〔2025〕3号"})) == {}
    for name, text in (("telephone", "027-85551234"), ("email", "a@b.cn"), ("address", "滨江路一号")):
        assert problems(replace(APPLICATION, **{"telephone": "", name: text})) == {}


def test_what_is_there_is_enough_and_long_texts_have_more_room():
    firm = replace(APPLICATION, applicant=Applicant.LAW_FIRM, contact_person="周晓梅")
    assert problems(firm) == problems(replace(APPLICATION, way=Way.POST, address="滨江路一号")) == {}
    for name in ("features", "purpose", "assistance"):
        assert problems(replace(APPLICATION, **{name: "长" * 5_000})) == {}
    assert problems(replace(APPLICATION, name="长" * 200)) == {}
    assert set(problems(replace(APPLICATION, name="长" * 201))) == {"name"}
    assert unfit("一\n二\t三\r", 9) == ""


def test_what_was_not_said_is_not_demanded_of_the_staff():
    assert problems(replace(APPLICATION, identity_number=""), oral=True) == {}


def test_the_same_person_and_wish_are_the_same_however_typed():
    other = replace(APPLICATION, name=" 周 晓梅", title="2025年滨江路改造工程的 预算批复。")
    assert (who(other), what(other)) == (who(APPLICATION), what(APPLICATION))


def test_an_application_is_packed_and_unpacked():
    assert unpack(APPLICATION.pack()) == APPLICATION
    assert set(problems(Application())) >= {"name", "applicant", "title", "telephone"}


def test_the_forms_and_ways_of_getting_it():
    assert [one.label for one in Form] == ["纸质", "电子文档", "光盘", "现场查阅、抄录"]
    assert [one.label for one in Way] == ["网上获取", "邮寄", "当面领取", "传真"]
    for one in Form:
        assert problems(replace(APPLICATION, form=one)) == {}


def test_how_something_was_typed_does_not_matter():
    assert plain(" Ａb－１２ 周·晓梅②\n") == "ab12周晓梅2"
    assert plain("½，。+") == "12"
