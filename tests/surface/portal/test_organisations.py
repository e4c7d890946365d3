"""An organisation's column: items as a checklist with gaps, reports by year with gaps, contact."""

import re


def test_gaps_are_shown_as_gaps(visitor, town):
    text = visitor.get(f"/organisations/{town.bodies['市司法局']}/").content.decode()
    assert text.count("<li") > 15
    assert "还没有内容" in text
    assert re.search(r'<li class="gap"><b class="num">2023</b>没有公开', text)
    for year in (2021, 2022, 2024, 2025):
        assert f"江城市司法局{year}年政府信息公开工作年度报告" in text


def test_guide_rules_and_contact_stand_there(visitor, town):
    text = visitor.get(f"/organisations/{town.bodies['市司法局']}/").content.decode()
    for part in (
        "政府信息公开指南",
        "政府信息主动公开制度",
        "江城市中山大道1号",
        "0999-5550001",
        "gongkai@example.gov.cn",
    ):
        assert part in text


def test_a_body_without_anything_says_so(visitor, town):
    text = visitor.get(f"/organisations/{town.bodies['西山区']}/").content.decode()
    assert "还没有公开" in text


def test_an_item_leads_to_its_publications(visitor, town):
    text = visitor.get(f"/organisations/{town.root}/items/20.1/").content.decode()
    assert town.rule in text
    assert visitor.get(f"/organisations/{town.root}/items/99.1/").status_code == 404


def test_unknown_codes_are_404(visitor):
    assert visitor.get("/organisations/000000000/").status_code == 404
    assert visitor.get("/channels/none/").status_code == 404


def test_a_department_is_found_by_part_of_its_name(visitor, town):
    text = visitor.get("/sites/?q=教育").content.decode()
    assert town.bodies["市教育局"] in text
    assert town.bodies["市司法局"] not in text
    assert "没有名称含有这些字的单位" in visitor.get("/sites/?q=航天").content.decode()
