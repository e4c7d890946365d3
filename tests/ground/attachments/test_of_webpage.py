"""A cleaned page is a whole page in one encoding."""

from gongkai.ground.attachments.rules.cleaning.of_webpage import webpage_copy


def test_structure_stays_and_the_unseen_goes():
    page = (
        '<html><head><meta name="author" content="密">'
        "<title>通知</title><style>.x{display:none}</style></head>"
        '<body onload="a()"><h1>甲</h1><!-- 密 --><table><tr><td>乙</td></tr></table><p class="x">密</p>'
        '<a href="https://www.gov.cn/">丙</a><script>密</script></body></html>'
    ).encode("gb18030")
    copy = webpage_copy(page).decode()
    assert "密" not in copy
    assert all(
        kept in copy for kept in ("<title>通知</title>", "<h1>甲</h1>", "<td>乙</td>", "https://www.gov.cn/")
    )
    assert "onload" not in copy
