"""A draft survives its way through JSON and through a version's metadata."""

import json
from datetime import date

from gongkai.record.catalogue.rules import Found, Link, RelationKind, RelationState
from gongkai.record.catalogue.rules.content import prepare
from gongkai.record.catalogue.rules.drafts import pack, unpack

from .making import draft

CITED = Found(RelationKind.CITES, "num:江政发〔2024〕9号", "江政发〔2024〕9号", "", RelationState.CONFIRMED)
FULL = draft(
    1,
    made_on=date(2024, 2, 1),
    keywords=("预算",),
    channels=("policies",),
    attachments=(Link("附表.xlsx", "https://old.example.gov.cn/a.xlsx", sha256="ab" * 32),),
    relations=(CITED,),
)


def test_packed_and_unpacked_is_the_same():
    assert unpack(pack(FULL)) == FULL


def test_a_versions_metadata_gives_its_draft_back():
    made = prepare(FULL, note="更正")
    assert unpack(json.loads(made.metadata), html=FULL.html, text=FULL.text) == made.draft
