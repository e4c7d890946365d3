"""Index and query know the same names of organisations, in every process."""

import subprocess
import sys
import textwrap

import pytest

from gongkai.ground.language.rules.words import words
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import NewOrganisation, OrganisationKind, check_character
from gongkai.record.search import generations, public, services, vocabulary

from . import city

pytestmark = pytest.mark.django_db(transaction=True)
NAME, SHORT = "江城市飞鸢和纸艺局", "市飞鸢和纸艺局"
TITLE = "飞鸢大会章程"


def code(serial: int) -> str:
    body = f"0143{serial:04d}"
    return body + check_character(body)


def department(root: str, name: str, short: str, serial: int = 1) -> str:
    kind = OrganisationKind.DEPARTMENT
    return orgs.open_organisation(NewOrganisation(code(serial), name, kind, root, short), by=city.BY).code


def found(text: str) -> list[str]:
    return [hit.title for hit in public.search(text).hits]


@pytest.fixture
def indexed(root, caught_up):
    """A department with a name that no dictionary has, and a document that names it."""
    department(root, NAME, SHORT)
    city.four(root)
    city.publish(city.draft(root, TITLE, f"由{NAME}会同有关单位负责解释。"))
    caught_up()
    return root


@pytest.mark.parametrize("asked", [NAME, SHORT, "飞鸢和纸艺局", "纸艺局", "飞鸢", "江城市飞鸢", "飞鸢局"])
def test_a_department_is_found_by_its_name_and_by_parts_of_it(indexed, asked):
    assert found(asked)[:1] == [TITLE]


def test_a_name_is_one_word(indexed):
    assert NAME in words(f"请{NAME}办理") and "飞鸢和纸艺局" in words("请飞鸢和纸艺局办理")


def test_another_process_cuts_a_query_with_the_names_of_the_index(indexed, home):
    """One that never asked the database: the names stand beside the index."""
    script = f"""
        import django; django.setup()
        from gongkai.record.search import generations
        from gongkai.ground.language.rules.words import words
        before = words({NAME!r})
        generations.reader()
        assert {NAME!r} not in before and {NAME!r} in words({NAME!r})
    """
    environment = {
        "GONGKAI_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "gongkai.project.settings",
        "PATH": "",
    }
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], env=environment, capture_output=True
    )
    assert done.returncode == 0, done.stderr.decode()


def test_a_later_name_waits_for_the_rebuild_and_finds_meanwhile(indexed, caught_up):
    late = "江城市鹞子筝局"
    department(indexed, late, "市鹞子筝局", 2)
    city.publish(city.draft(indexed, "筝局的通知", f"{late}发布。"))
    caught_up()
    folder = generations.serving()
    assert late not in vocabulary.names(folder) and NAME in vocabulary.names(folder)
    assert "筝局的通知" in found(late)
    services.rebuild()
    assert {late, NAME} <= set(vocabulary.names(generations.serving()))
    assert found(late)[:1] == ["筝局的通知"] and found(NAME)[:1] == [TITLE]


def test_names_that_were_used_stay(indexed):
    orgs.change_organisation(code(1), name="江城市风筝局", short_name="市风筝局", by=city.BY)
    services.rebuild()
    assert {NAME, "江城市风筝局"} <= set(vocabulary.names(generations.serving()))


def test_what_is_too_long_or_no_name_is_left_out():
    assert vocabulary.endings("江" * 21) == set()
    assert "司法局" in vocabulary.endings("江城市司法局")
    assert vocabulary.endings("A局") == set()
