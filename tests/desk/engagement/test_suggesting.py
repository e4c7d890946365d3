"""What a letter of this city is suggested: the department by its code."""

import pytest

from gongkai.desk.engagement.queries.suggesting import code_of, suggest
from gongkai.desk.engagement.rules.routing.reading import Letter
from gongkai.desk.engagement.rules.routing.stored import packed
from gongkai.desk.engagement.services import training
from gongkai.ground.orgs import queries as orgs

from .made_letters import letters


def test_a_department_is_found_by_name_and_by_code(people):
    code, name = next(iter(orgs.names().items()))
    assert code_of(name) == code_of(f" {code} ") == code
    assert code_of("不存在的局") == code_of("") == ""


def test_a_suggestion_names_a_department_of_this_city(people, tmp_path, django_assert_max_num_queries):
    codes = sorted(orgs.names())[:2]
    offices = {"教育文体": codes[0], "交通运输": codes[1], "环境保护": "别处的局"}
    made = [Letter(one.id, one.title, one.words, one.category, offices[one.category]) for one in letters()]
    training.keep(packed(training.train(made, repeats=1)), tmp_path / "model.npz")
    with django_assert_max_num_queries(2):
        said = suggest("学校收费", "反映学校乱收费，老师有偿补课", tmp_path / "model.npz")
    assert (said.category, said.organisation, said.abstained) == ("教育文体", codes[0], False)
    assert 0.5 < said.confidence <= 1
    assert 0 < len(said.model) <= 80
    assert suggest("工厂废水", "工厂排放废水，恶臭扰民", tmp_path / "model.npz").organisation == ""


@pytest.mark.parametrize("content", [None, b"broken"])
def test_without_a_usable_model_it_abstains(db, tmp_path, content):
    if content:
        (tmp_path / "model.npz").write_bytes(content)
    said = suggest("学校收费", "乱收费", tmp_path / "model.npz")
    assert (said.category, said.organisation, said.model, said.abstained) == ("", "", "", True)
