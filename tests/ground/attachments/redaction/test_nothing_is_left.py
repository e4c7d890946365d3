"""Must show 4: words in every place of a PDF and a DOCX, searched byte by byte, layer by layer and by OCR."""

import json
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from gongkai.ground.attachments import sandbox
from gongkai.surface.cli import main

from . import made_documents, made_pdfs, searching
from .made_pdfs import KEPT, PLAIN, WORDS


def redacted(folder, data, ending):
    """What the command writes and says."""
    (folder / f"in.{ending}").write_bytes(data)
    (folder / "words.txt").write_text("\n".join(WORDS), encoding="utf-8")
    out = folder / f"out.{ending}"
    arguments = [
        str(folder / f"in.{ending}"),
        "--words",
        str(folder / "words.txt"),
        "--out",
        str(out),
        "--json",
    ]
    assert main.main(["redact", *arguments]) == 0
    return out.read_bytes()


@pytest.fixture(scope="module", autouse=True)
def ended():
    yield
    sandbox.close()


@pytest.fixture(scope="module")
def pdf(tmp_path_factory):
    data = made_pdfs.everywhere()
    return data, redacted(tmp_path_factory.mktemp("pdf"), data, "pdf")


@pytest.fixture(scope="module")
def docx(tmp_path_factory):
    data = made_documents.everywhere()
    return data, redacted(tmp_path_factory.mktemp("docx"), data, "docx")


def test_no_place_of_the_pdf_holds_a_word(pdf):
    before, after = pdf
    places = {one.split(":")[0] for one in searching.in_pdf(before, WORDS)}
    assert places >= {"bytes", "object", "text", "bookmark", "pixels", "image"}
    assert searching.in_pdf(after, WORDS) == []


def test_the_rest_of_the_pdf_is_still_seen_and_read(pdf):
    document = pypdfium2.PdfDocument(pdf[1])
    said = [page.get_textpage().get_text_range() for page in document]
    assert KEPT in said[0] and "第一页的最后一句" in said[0] and "联系人：■■，地址：■■" in said[0]
    assert "办结日期" in said[1] and said[2] == PLAIN and said[3] == "横排的■■"
    seen = [searching.read(page.render(scale=2).to_pil()) for page in document]
    assert KEPT in seen[0] and "第一页的最后一句" in seen[0] and "经办人" in seen[1] and "办结日期" in seen[1]
    assert [one.get_title() for one in document.get_toc()] == ["■■的情况", PLAIN]
    before = pypdfium2.PdfDocument(pdf[0])
    sizes = [[round(side) for page in one for side in page.get_size()] for one in (before, document)]
    assert sizes[0] == sizes[1]


def test_a_page_without_a_word_stays_as_it_was_drawn(pdf):
    with pikepdf.open(BytesIO(pdf[1])) as document:
        assert "/XObject" not in document.pages[2].obj.Resources
        assert set(document.Root.keys()) <= {"/Outlines", "/PageMode", "/Pages", "/Type"}
        assert "/Info" not in document.trailer
    assert pdf[1].count(b"%%EOF") == 1


def test_no_place_of_the_docx_holds_a_word(docx):
    before, after = docx
    places = " ".join(searching.in_zip(before, WORDS))
    for part in (
        "document",
        "comments",
        "footnotes",
        "endnotes",
        "header1",
        "footer1",
        "core",
        "image1",
        "item7",
    ):
        assert part in places
    assert searching.in_zip(after, WORDS) == []


def test_the_rest_of_the_docx_is_still_there(docx):
    said = made_documents.text(docx[1])
    assert said[0] == KEPT and PLAIN in said
    assert {"联系人■■，电话■■。", "姓名：■■。", "地址：■■", "去看■■", "新增■■", "链接文字"} <= set(said)
    parts = made_documents.parts_of(docx[1])
    assert not [one for one in parts if "fonts/" in one or "thumbnail" in one or "docProps" in one]
    assert "word/media/image1.png" in parts


def test_the_command_tells_what_it_did(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("联系人张　三，电话１３８ 1234 5678", encoding="utf-8")
    (tmp_path / "words.txt").write_text("\ufeff张三\r\n\r\n13812345678\r\n李四\r\n", encoding="utf-8")
    out = tmp_path / "b.txt"
    assert (
        main.main(
            [
                "redact",
                str(tmp_path / "a.txt"),
                "--words",
                str(tmp_path / "words.txt"),
                "--out",
                str(out),
                "--json",
            ]
        )
        == 0
    )
    printed = capsys.readouterr()
    told = json.loads(printed.out)
    assert (told["format"], told["removed"], told["not_found"]) == ("txt", 2, [3])
    assert "张三" not in printed.out + printed.err and out.read_text("utf-8") == "联系人■■，电话■■"
