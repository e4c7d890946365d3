"""Amends, repeals, interprets and cites, read from sentences; and not read where nothing is done."""

import pytest

from gongkai.desk.documents.rules.relations import read_relations


def acts(title: str, text: str, **options) -> set[tuple[str, str]]:
    found = read_relations(title, text, **options)
    return {(relation.kind.value, relation.target_key) for relation in found if relation.kind != "cites"}


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            "江滩条例",
            "自2020年1月1日起施行。1999年国务院发布的《江滩办法》同时废止。",
            {("repeals", "title:江滩办法")},
        ),
        (
            "关于江滩的意见",
            "本意见自下发之日起试行，江政发〔2011〕97号文件同时废止。",
            {("repeals", "num:江政发〔2011〕97号")},
        ),
        (
            "江滩条例",
            "1952年政务院批准实施的《甲条例》和1965年国务院发布的《乙条例条例》同时废止。",
            {("repeals", "title:乙条例条例")},
        ),
        ("关于修改《江滩办法》的决定", "决定对《江滩办法》作如下修改：", {("amends", "title:江滩办法")}),
        (
            "关于废止部分文件的决定",
            "决定废止下列文件：\n1.《江滩办法一》（江政发〔2010〕1号）\n2.《江滩办法二》",
            {("repeals", "num:江政发〔2010〕1号"), ("repeals", "title:江滩办法二")},
        ),
        (
            "关于修改部分规章的决定",
            "决定如下：\n一、将《江滩办法一》第三条中的“镇（办事处）以及其他单位”修改为“镇”。\n二、《江滩办法二》第五条删去。",
            {("amends", "title:江滩办法一"), ("amends", "title:江滩办法二")},
        ),
    ],
)
def test_what_a_document_does_is_found(title, text, expected):
    assert acts(title, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "根据《国务院关于修改和废止部分行政法规的决定》第一次修订。",
        "对港澳企业，在《自贸安排》下，不再执行《外商投资管理规定》中的限制。",
        "规章修改、废止后，应当及时公布。",
        "适用《江滩办法》的有关规定。已废止的《旧办法旧》不再引用。",
        "财政部正在抓紧修改完善《基金管理办法》。",
    ],
)
def test_mentions_are_not_acts(text):
    assert acts("江滩条例", text) == set()


def test_a_draft_for_comment_does_nothing_yet():
    assert (
        acts("关于公开征求清理结果意见的通知", "应予废止文件目录：\n1.《江滩办法》（江政发〔2010〕1号）")
        == set()
    )


@pytest.mark.parametrize(
    ("title", "text", "key"),
    [
        ("解读《江滩管理办法》", "", "title:江滩管理办法"),
        ("解读：江城市江滩管理实施方案", "", "title:江城市江滩管理实施方案"),
        (
            "江滩政策解读",
            "近日，市政府印发了《江滩管理办法》（江政发〔2020〕1号）。",
            "num:江政发〔2020〕1号",
        ),
    ],
)
def test_an_interpretation_names_what_it_explains(title, text, key):
    assert ("interprets", key) in acts(title, text, explaining=True)


def test_citations_carry_their_sentence_and_leave_out_the_document_itself():
    text = "按照国办发〔2019〕4号文件和《某某法实施条例》要求。本通知（江政发〔2020〕1号）。"
    found = read_relations("关于江滩的通知", text, own_number="江政发〔2020〕1号")
    assert {relation.target_key for relation in found} == {"num:国办发〔2019〕4号", "title:某某法实施条例"}
    assert all("按照国办发" in relation.evidence for relation in found)


@pytest.mark.parametrize(
    "text",
    [
        "废止" * 20_000,
        "现将" + "《甲乙丙丁办法》" * 3_000 + "停止。",
        "对" + "《甲乙丙丁办法》" * 3_000,
        "废止" + "、" * 50_000,
        "1" + "\t" * 50_000 + "废止如下：" + " " * 50_000,
    ],
)
def test_a_hostile_text_is_read_in_linear_time(text):
    """Each of these took from minutes to for ever when a character could be matched in two ways."""
    assert acts("关于江滩的通知", text) is not None
