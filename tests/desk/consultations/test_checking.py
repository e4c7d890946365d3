"""The paper is checked as the public will read it: the draft first, the result afterwards."""

import pytest

from gongkai.desk.consultations.services import checking
from gongkai.record.editorial.queries import findings

from . import holding


def test_the_text_is_what_will_be_published_and_the_named_contact_is_no_secret(people):
    row = holding.begun(people)
    row.contact = "综合处 027-82345678"
    subject = checking.subject(row)
    assert "第三条" in subject.text and row.title in subject.text
    assert subject.kind == "consultation" and any("82345678" in one for one in subject.public)
    checking.must_pass(row, by=people["drafter"])


def test_the_result_is_its_own_paper(people, at):
    row = holding.opened(people)
    at(holding.AFTER)
    row = holding.closed(row, people)
    row.summary = "请找周晓梅，手机13800138000"
    assert checking.kind_of(row) == checking.RESULT
    with pytest.raises(checking.Blocked):
        checking.must_pass(row, by=people["drafter"])
    assert findings.of(checking.RESULT, [str(row.pk)])
