"""`gongkai redact`: what it refuses, with which status, and that it then writes nothing."""

from io import BytesIO

import pikepdf
import pytest

from gongkai.ground.attachments import sandbox
from gongkai.surface.cli import main, redact
from tests.ground.attachments.containers import compound, docx, pdf, zipped
from tests.ground.attachments.made_documents import notice, written
from tests.ground.attachments.made_pages import ofd, ofd_text
from tests.ground.attachments.made_workbooks import with_parts


@pytest.fixture(autouse=True)
def ended():
    yield
    sandbox.close()


def locked() -> bytes:
    holder = BytesIO()
    with pikepdf.open(BytesIO(pdf())) as document:
        document.save(holder, encryption=pikepdf.Encryption(user="x", owner="x"))
    return holder.getvalue()


def drawn() -> bytes:
    """A DOCX with a drawing that no program of ours can read."""
    part = {"word/media/image9.emf": "\x01\0\0\0张三"}
    return with_parts(written(notice()), part, {"word/document.xml": [("image", "media/image9.emf")]})


def given(folder, name, data, words="张三"):
    (folder / name).write_bytes(data)
    (folder / "words.txt").write_bytes(words.encode() if isinstance(words, str) else words)
    return [
        "redact",
        str(folder / name),
        "--words",
        str(folder / "words.txt"),
        "--out",
        str(folder / f"out-{name}"),
    ]


@pytest.mark.parametrize(
    ("name", "data", "status", "says"),
    [
        ("a.pdf", locked(), 2, "密码"),
        ("a.pdf", pdf()[:300], 2, "损坏"),
        ("a.docx", docx()[:900], 2, "损坏"),
        ("a.docx", b"", 2, "空的"),
        ("a.docx", zipped({"[Content_Types].xml": "x", "a": "\0" * 80_000_000}), 2, "炸弹"),
        ("a.doc", compound("WordDocument"), 2, "另存为 .docx"),
        ("a.ofd", ofd(ofd_text("张三", "10 10 50 10")), 2, "OFD 版式文档还不能处理"),
        ("a.docx", drawn(), 1, "image9.emf"),
    ],
)
def test_what_cannot_be_redacted_is_refused_and_nothing_is_written(
    tmp_path, capsys, name, data, status, says
):
    arguments = given(tmp_path, name, data)
    assert main.main(arguments) == status
    assert says in capsys.readouterr().err
    assert not (tmp_path / f"out-{name}").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "没有一个词"),
        (" \n\t\n", "没有一个词"),
        ("张三\na", "第 2 行"),
        (".*", "没有文字"),
        (b"\xd5\xc5", "UTF-8"),
    ],
)
def test_a_list_that_cannot_be_used_is_wrong_use(tmp_path, capsys, words, says):
    assert main.main(given(tmp_path, "a.txt", "张三".encode(), words)) == 2
    assert says in capsys.readouterr().err


def test_the_original_is_never_written_over(tmp_path, capsys):
    arguments = given(tmp_path, "a.txt", "张三".encode())
    arguments[-1] = str(tmp_path / "a.txt")
    assert main.main(arguments) == 2
    assert "不能写回原文件" in capsys.readouterr().err
    arguments[-1] = str(tmp_path / "missing" / "a.txt")
    assert main.main(arguments) == 2
    assert (
        main.main([*arguments[:1], str(tmp_path / "none.txt"), *arguments[2:-1], str(tmp_path / "b.txt")])
        == 2
    )
    assert (tmp_path / "a.txt").read_text("utf-8") == "张三"


def test_it_needs_no_database():
    assert redact.DATABASE is False
