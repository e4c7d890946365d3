"""What has a channel of its own is recognised with the words that gave it away; ordinary letters are not."""

import pytest

from gongkai.desk.engagement.rules.kinds import Elsewhere
from gongkai.desk.engagement.rules.misdirected import TOLD, recognised


@pytest.mark.parametrize(
    ("text", "channel", "word"),
    [
        ("我对信访答复意见不满意，要求信访复查", Elsewhere.PETITION, "信访答复意见"),
        ("实名举报村书记张某", Elsewhere.DISCIPLINE, "实名举报村书记"),
        ("镇长多次索贿受贿，请查处", Elsewhere.DISCIPLINE, "镇长多次索贿受贿"),
        ("我不服这份行政处罚决定，要申请行政复议", Elsewhere.REMEDY, "申请行政复议"),
        ("准备提起诉讼", Elsewhere.REMEDY, "提起诉讼"),
    ],
)
def test_the_channel_and_its_words(text, channel, word):
    found = recognised(text)
    assert found is not None and found.channel is channel and word in found.words
    assert found.told == TOLD[channel]


@pytest.mark.parametrize(
    "text",
    [
        "滨江路路灯不亮",
        "请问社保卡在哪里补办",
        "举报工地夜间施工扰民",
        "建议增加30路公交车",
        "感谢书记和镇长帮我们修路",
    ],
)
def test_ordinary_letters_stay(text):
    assert recognised("标题", text) is None
