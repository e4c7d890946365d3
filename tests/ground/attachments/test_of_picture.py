"""A cleaned picture keeps its pixels, its colours and, where it can, its every byte of data."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms

from gongkai.ground.attachments.rules import Refused
from gongkai.ground.attachments.rules.cleaning.of_picture import picture_copy

from . import made_pages


def saved(picture: Image.Image, kind: str, **more) -> bytes:
    holder = BytesIO()
    picture.save(holder, kind, **more)
    return holder.getvalue()


@pytest.mark.parametrize(
    ("kind", "more"), [("JPEG", {"progressive": True}), ("JPEG", {"quality": 70}), ("PNG", {})]
)
def test_every_pixel_and_the_colours_stay(kind, more):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = saved(Image.effect_noise((50, 40), 90).convert("RGB"), kind, icc_profile=profile, **more)
    before, after = Image.open(BytesIO(data)), Image.open(BytesIO(picture_copy(data)))
    assert before.tobytes() == after.tobytes()
    if kind == "JPEG":
        assert after.info["icc_profile"] == profile


def test_transparency_and_palette_stay():
    data = saved(Image.new("P", (9, 9), 3), "PNG", transparency=3)
    before, after = Image.open(BytesIO(data)), Image.open(BytesIO(picture_copy(data)))
    assert before.info["transparency"] == after.info["transparency"]
    assert before.convert("RGBA").tobytes() == after.convert("RGBA").tobytes()


def test_every_page_of_a_tiff_stays():
    pages = [Image.new("1", (20, 30), colour) for colour in (0, 1)]
    data = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:], description="张三")
    copy = Image.open(BytesIO(picture_copy(data)))
    assert copy.n_frames == 2
    assert "张三".encode() not in picture_copy(data)


def test_what_follows_the_picture_goes():
    data = made_pages.photo()
    assert picture_copy(data + b"PK\x03\x04 hidden") == picture_copy(data)


def test_a_broken_picture_is_refused():
    with pytest.raises(Refused):
        picture_copy(made_pages.photo()[:200])
