"""What is written beside the pixels of a picture."""

from io import BytesIO

from PIL import Image

from gongkai.ground.attachments.rules import Format
from gongkai.ground.attachments.rules.hidden.contents import contents

from . import made_pages


def said(data: bytes, format: Format):
    return {one.place: one.text for one in contents(data, format, ocr=False).pieces}


def test_where_a_photo_was_taken():
    found = said(made_pages.photo(place=True), Format.JPEG)
    assert found["拍摄位置 GPSLatitude"] == "30.0 35.0 12.5"
    assert found["拍摄信息 Artist"] == made_pages.SECRET


def test_xmp_and_the_encodings_of_windows():
    picture = Image.new("RGB", (30, 30))
    exif = Image.Exif()
    exif[0x9C9D] = "张三".encode("utf-16-le")
    exif[0x010E] = "李四".encode("gb18030")
    packet = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>\xe7\x8e\x8b\xe4\xba\x94</dc:creator></x:xmpmeta>'
    )
    holder = BytesIO()
    picture.save(holder, "JPEG", exif=exif, xmp=packet)
    found = said(holder.getvalue(), Format.JPEG)
    assert found["拍摄信息 XPAuthor"] == "张三"
    assert found["拍摄信息 ImageDescription"] == "李四"
    assert found["图片说明 XMP"] == "王五"


def test_a_plain_picture_says_nothing():
    assert said(made_pages.bare_png(), Format.PNG) == {}


def test_what_is_no_picture_is_named():
    assert contents(b"\x89PNG broken", Format.PNG).unread == ("（图片格式无法识别）",)
