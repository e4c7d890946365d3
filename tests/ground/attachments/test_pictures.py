"""Pictures keep what is seen of them, without words and without what stands beside the pixels."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from gongkai.ground.attachments.rules import Refused
from gongkai.ground.attachments.rules.redaction import Region
from gongkai.ground.attachments.rules.redaction.pictures import cut_picture
from gongkai.ground.attachments.rules.redaction.wordlist import Words

from .made_pages import bare_png, lettered, photo, png_text
from .redaction import searching

WORDS = Words(["张三", "13812345678"])


def saved(picture, kind, **options):
    holder = BytesIO()
    picture.save(holder, kind, **options)
    return holder.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_word_in_the_pixels_is_painted_over(kind):
    copy = cut_picture(saved(lettered("办事人张三，电话13812345678，已办结"), kind), WORDS)
    image = Image.open(BytesIO(copy.data))
    said = searching.read(image)
    assert image.format == kind and copy.removed == 2 and copy.pages == (1,)
    assert "办事人" in said and "办结" in said and "张" not in said and "1381" not in said


def test_pages_of_a_tiff_are_cut_one_by_one():
    data = saved(lettered("第一页"), "TIFF", save_all=True, append_images=[lettered("张三")])
    copy = cut_picture(data, WORDS)
    assert copy.pages == (2,) and Image.open(BytesIO(copy.data)).n_frames == 2


def test_pixels_that_show_nothing_hold_nothing():
    picture = lettered("张三").convert("RGBA")
    picture.putalpha(0)
    copy = cut_picture(saved(picture, "PNG"), WORDS)
    bare = np.asarray(Image.open(BytesIO(copy.data)).convert("RGBA"))
    assert (bare[:, :, :3] == 255).all()


def test_what_stands_beside_the_pixels_goes_and_the_pixels_stay():
    for data in (photo(), png_text()):
        copy = cut_picture(data, WORDS)
        assert "张三".encode() not in copy.data and copy.removed == 0
        assert Image.open(BytesIO(copy.data)).size == (64, 48)
    data = bare_png()
    same = Image.open(BytesIO(cut_picture(data, WORDS).data))
    assert same.tobytes() == Image.open(BytesIO(data)).tobytes()


def test_a_region_is_painted_over():
    data = bare_png()
    copy = cut_picture(data, Words([]), [Region(1, 0.25, 0.25, 0.5, 0.75)])
    pixels = np.asarray(Image.open(BytesIO(copy.data)).convert("L"))
    assert not pixels[12:36, 16:32].any() and pixels[:11].any()
    with pytest.raises(Refused, match="重新框选"):
        cut_picture(data, Words([]), [Region(2, 0, 0, 1, 1)])


def test_a_broken_picture_is_refused():
    for data in (b"", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, saved(lettered("张三"), "JPEG")[:900]):
        with pytest.raises(Refused):
            cut_picture(data, WORDS)
