"""Generated document numbers and the ways people write them."""

from hypothesis import strategies as st

CODES = [
    "国办发",
    "国发",
    "武政规",
    "鄂政办发",
    "赣府厅字",
    "财税",
    "工信部联规",
    "衢江区政办发",
    "发改价格",
    "和政发",
    "并政发",
    "建市",
]
PAIRS = ["〔〕", "[]", "［］", "()", "（）", "【】", "﹝﹞", "〔]", "<>", "《》"]
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
HAN = str.maketrans("0123456789", "〇一二三四五六七八九")

years = st.integers(1950, 2099)
serials = st.integers(1, 9999)
codes = st.sampled_from(CODES)


@st.composite
def spellings(draw, code, year, serial):
    """One way to write the number: brackets, widths, spaces, zeros, 第 and invisible characters."""
    left, right = draw(st.sampled_from(PAIRS))
    space = draw(st.sampled_from(["", " ", "\u3000", "\u200b", "\xa0"]))
    digits = f"{serial:0{draw(st.integers(1, 5))}}"
    text_year = draw(st.sampled_from([str(year), str(year).translate(WIDE), str(year).translate(HAN)]))
    nth = draw(st.sampled_from(["", "第"]))
    number = draw(st.sampled_from([digits, digits.translate(WIDE)]))
    return f"{code}{space}{left}{text_year}{right}{space}{nth}{number}{space}号"
