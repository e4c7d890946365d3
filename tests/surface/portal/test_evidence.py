"""The proof panel, the evidence file behind it, and the code on paper."""

import json
import re

import pytest

from gongkai.ground.ledger import queries as ledger
from gongkai.record.catalogue.models import Version
from gongkai.record.catalogue.rules.checking import check

from . import town as making


def verdict(visitor, address):
    response = visitor.get(address)
    assert response.status_code == 200, address
    return check(response.content, ledger.verifier_key())


@pytest.mark.parametrize(
    ("of", "end", "state", "version"),
    [
        ("rule", "/evidence", "current", 1),
        ("changed", "/evidence", "current", 2),
        ("changed", "/versions/1/evidence", "superseded", 1),
        ("withdrawn", "/evidence", "withdrawn", 1),
        ("removed", "/versions/1/evidence", "removed", 1),
    ],
)
def test_every_version_in_every_state_has_its_evidence(visitor, town, of, end, state, version):
    said = verdict(visitor, getattr(town, of) + end)
    assert (said.ok, said.state, said.version) == (True, state, version)
    assert (said.content is None) is (state in ("withdrawn", "removed"))


def test_the_file_is_a_download_that_the_page_store_may_keep(visitor, town):
    response = visitor.get(town.changed + "/versions/1/evidence")
    identifier = town.changed.removeprefix("/publications/")
    name = f"{identifier.replace('/', '-')}-v1.evidence.json"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["Gongkai-Tags"] == f"publication:{identifier}"
    values = json.loads(response.content)
    assert making.BY.post not in response.content.decode() or values["events"]  # posts only, never names
    assert len(response.content) < 8_000


def test_unknown_versions_have_none(visitor, town):
    for end in ("/versions/9/evidence", "/versions/0/qr.svg", "/versions/9/qr.svg"):
        assert visitor.get(town.rule + end).status_code == 404


def test_the_first_format_leads_on(visitor, town):
    assert visitor.get(town.changed + "/proof.json")["Location"] == town.changed + "/evidence"
    old = visitor.get(town.changed + "/proof.json?version=1")
    assert (old.status_code, old["Location"]) == (301, town.changed + "/versions/1/evidence")
    assert visitor.get(town.changed + "/proof.json?version=x").status_code == 404


@pytest.mark.parametrize("of", ["rule", "changed", "withdrawn", "removed", "interpretation"])
def test_every_page_of_a_publication_has_the_panel(visitor, town, of):
    page = visitor.get(getattr(town, of)).content.decode()
    panel = page.partition('class="panel proof"')[2].partition("</section>")[0]
    for part in ("编号", "版本", "存证时间", "内容指纹", "核验", "包含证明", "下载证据文件", "qr.svg"):
        assert part in panel, part
    for address in re.findall(r'(?:href|src)="([^"#]+)', panel):
        assert visitor.get(address).status_code == 200, address
    assert 'class="as-of' not in page


@pytest.mark.parametrize("address", ["/", "/policies/", "/today/", "/organisations/", "/channels/news/"])
def test_a_page_made_from_many_says_as_of_which_checkpoint(visitor, town, address):
    page = visitor.get(address).content.decode()
    strip = page.partition('class="as-of')[2].partition("</p>")[0]
    assert f"存证前 {ledger.head():,} 条" in strip
    assert ledger.checkpoint().root[:4] in strip
    assert len(strip.encode()) < 600


def test_the_code_leads_to_the_version_and_carries_its_digest(visitor, town):
    """Read as a camera would read it is for the sheet's test; here: small, plain, and of this version."""
    response = visitor.get(town.changed + "/versions/1/qr.svg")
    picture = response.content.decode()
    assert response["Content-Type"] == "image/svg+xml" and len(picture) < 4_000
    assert not re.search(r"style|script|href|width=", picture)
    assert picture != visitor.get(town.changed + "/versions/2/qr.svg").content.decode()
    page = visitor.get(town.changed + "/versions/1").content.decode()
    digest = Version.objects.get(publication__path=town.changed, number=1).digest
    assert f"{town.changed}/versions/1#{digest[:12]}" in page
