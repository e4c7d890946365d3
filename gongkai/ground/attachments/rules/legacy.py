"""Files in the old compound format (OLE): the old Office and WPS formats, and Office files under a password.

None of them is taken; what to do depends on what is inside. Pure: no Django, no clock, no I/O.
"""

from io import BytesIO

import olefile

from . import archives

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD = "这是旧版 Word（.doc）或 WPS（.wps）文档{renamed}；请用 Word 或 WPS 打开，另存为 .docx 后再上传"
SHEET = "这是旧版 Excel（.xls）或 WPS（.et）表格{renamed}；请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传"
RENAMED = "，只是把文件名改成了 .{end}"
OLD_NAMES = ("", "doc", "wps", "wpt", "dot", "xls", "et", "xlt")


def reason(data: bytes, end: str) -> str:
    """Why a compound file is not taken; ``end`` is the ending of its name, which may pretend to be new."""
    try:
        with olefile.OleFileIO(BytesIO(data)) as file:
            streams = {"/".join(path) for path in file.listdir()}
    except (OSError, ValueError, TypeError, IndexError, RecursionError):
        return archives.CORRUPT
    renamed = "" if end in OLD_NAMES else RENAMED.format(end=end[:10])
    if "EncryptedPackage" in streams:
        return archives.LOCKED
    if "WordDocument" in streams:
        return WORD.format(renamed=renamed)
    if streams & {"Workbook", "Book"}:
        return SHEET.format(renamed=renamed)
    if "PowerPoint Document" in streams:
        return "这是旧版演示文稿（.ppt）；请另存为 PDF 后再上传"
    return "不接收这种文件；请另存为 .docx、.xlsx、PDF 或 OFD 后再上传"
