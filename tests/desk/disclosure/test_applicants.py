"""The columns of table three."""

from gongkai.desk.disclosure.rules.applicants import Applicant


def test_a_person_and_five_kinds_of_organisations():
    assert [one.label for one in Applicant] == [
        "自然人",
        "商业企业",
        "科研机构",
        "社会公益组织",
        "法律服务机构",
        "其他",
    ]
