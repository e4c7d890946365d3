"""axe-core finds nothing serious on any type of page, and no page is wider than its screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
GRAVE = ("serious", "critical")
PATHS = (
    *("/", "/openness/", "/openness/items/20.1/", "/today/", "/services/", "/participation/", "/city/"),
    *("/city/overview/", "/topics/", "/sites/", "/organisations/", "/sitemap/", "/channels/"),
    *("/channels/policies/", "/policies/", "/policies/?year=2025&q=工作", "/search?q=xyzzy"),
    *("/verification/", "/errors/?page=/policies/", "/contact/", "/preferences", "/nope"),
    *("/requests/", "/requests/new/", "/requests/status/", "/requests/complain/", "/requests/statistics/"),
)
EXAMINED_LARGE = ("/", "/policies/?year=2025&q=工作", "/openness/", "/sites/", "/city/overview/")


def own(town) -> list[str]:
    """The pages of publications and organisations."""
    code = town.bodies["市司法局"]
    ended = [town.changed + "/versions/1", town.withdrawn, town.removed, town.rule + "/proof"]
    bodies = [f"/organisations/{code}/", f"/organisations/{code}/latest/"]
    return [town.rule, town.table, town.interpretation, town.old, *ended, *bodies]


@pytest.mark.parametrize("device", ["desktop", "phone"])
def test_no_serious_violation_and_no_page_too_wide(city, device):
    """At desktop width every page; on a phone in large type the width of all and a closer look at some."""
    large = device == "phone"
    context = city.open(device, large=large)
    page = context.new_page()
    faults: dict[str, list[str]] = {}
    for path in [*PATHS, *own(city.town)]:
        page.goto(path)
        found = faults.setdefault(path, [])
        if (wide := page.evaluate("document.documentElement.scrollWidth - window.innerWidth")) > 0:
            found.append(f"{wide} px too wide")
        if not large or path in (*EXAMINED_LARGE, city.town.rule, city.town.table):
            violations = Axe().run(page).response["violations"]
            grave = [row for row in violations if row["impact"] in GRAVE]
            found += [f"{row['id']}: {row['nodes'][0]['html'][:200]}" for row in grave]
    context.close()
    assert not {path: found for path, found in faults.items() if found}
