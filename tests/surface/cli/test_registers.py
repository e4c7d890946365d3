"""Divisions and organisations from files."""

import pytest

from gongkai.ground.orgs import queries
from gongkai.ground.orgs.models import Organisation
from gongkai.surface.cli.main import main

pytestmark = pytest.mark.django_db(transaction=True)

HEAD = "代码,名称,类别,上级,电话\n"


def test_organisations_are_opened_once_and_a_missing_check_character_is_added(tmp_path, capsys):
    path = tmp_path / "organisations.csv"
    path.write_bytes((HEAD + "01420002,市教育局,市政府部门,,027-1\n").encode("gb18030"))
    assert main(["import", "organisations", str(path)]) == 0
    assert "设立 1" in capsys.readouterr().out
    row = Organisation.objects.get(name="市教育局")
    assert (row.code, row.parent, row.telephone) == ("01420002X", queries.root(), "027-1")
    assert main(["import", "organisations", str(path)]) == 0
    assert "已有 1" in capsys.readouterr().out


def test_a_file_with_one_wrong_line_opens_nothing(tmp_path, capsys):
    path = tmp_path / "organisations.csv"
    path.write_text(
        HEAD + "01420002X,市教育局,市政府部门,,\n014200021,市科技局,市政府部门,,\n01420003,某局,局,,\n",
        encoding="utf-8",
    )
    assert main(["import", "organisations", str(path)]) == 1
    said = capsys.readouterr().err
    assert "第 3 行" in said and "末位应为" in said and "第 4 行" in said
    assert Organisation.objects.count() == 1


def test_a_path_that_is_not_there_is_wrong_use(tmp_path):
    assert main(["import", "divisions", str(tmp_path / "no")]) == 2


@pytest.mark.real
def test_the_real_divisions_come_in(real_data, capsys):
    assert main(["import", "divisions", str(real_data / "reference")]) == 0
    assert "读取 447" in capsys.readouterr().out
