"""Today's page lists today's publications and nothing older."""

import re

from django.utils import timezone


def test_only_what_was_published_today_is_listed(visitor, town):
    page = visitor.get("/today/").content.decode()
    listed = page.partition('<ul class="list docs">')[2].partition("</ul>")[0]
    days = set(re.findall(r'<time class="num" datetime="(\d{4}-\d\d-\d\d)">', listed))
    assert days <= {timezone.localdate().isoformat()}
    counted = int(re.search(r"共 (\d+) 条", page)[1])
    assert listed.count("<li><a") == counted
    assert 'href="/search?sort=date"' in page
