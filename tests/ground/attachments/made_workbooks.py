"""Workbooks and documents with one word in one hiding place each, made part by part."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName

SECRET = "张三的秘密电话13812345678"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def saved(book: Workbook) -> bytes:
    holder = BytesIO()
    book.save(holder)
    return holder.getvalue()


def table() -> Workbook:
    """A list that people see: five rows, three columns."""
    book = Workbook()
    sheet = book.active
    sheet.title = "公开"
    for number in range(1, 6):
        sheet.append([f"项目{number}", f"单位{number}", number * 1000])
    book.properties.creator = ""
    return book


def with_parts(data: bytes, parts: dict[str, str], links: dict[str, list[tuple[str, str]]]) -> bytes:
    """The zip with further parts, and with links (kind, target) from parts to them."""
    source, holder = ZipFile(BytesIO(data)), BytesIO()
    contents = {name: source.read(name) for name in source.namelist()}
    for name, text in parts.items():
        contents[name] = text.encode() if isinstance(text, str) else text
    types = "".join(f'<Override PartName="/{name}" ContentType="application/xml"/>' for name in parts)
    contents["[Content_Types].xml"] = contents["[Content_Types].xml"].replace(
        b"</Types>", f"{types}</Types>".encode()
    )
    for origin, listed in links.items():
        folder, _, base = origin.rpartition("/")
        name = f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"
        empty = f'<Relationships xmlns="{PACKAGE}"></Relationships>'.encode()
        new = "".join(
            f'<Relationship Id="x{number}" Type="{LINKS}/{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(listed)
        )
        before = contents.get(name, empty)
        contents[name] = before.replace(b"</Relationships>", f"{new}</Relationships>".encode())
    with ZipFile(holder, "w", ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return holder.getvalue()


def replaced(data: bytes, part: str, old: str, new: str) -> bytes:
    """The zip with some text of one part changed."""
    source, holder = ZipFile(BytesIO(data)), BytesIO()
    with ZipFile(holder, "w", ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old.encode() in content, content[:2000]
                content = content.replace(old.encode(), new.encode())
            archive.writestr(name, content)
    return holder.getvalue()


def hidden_sheet(state: str = "hidden") -> bytes:
    book = table()
    sheet = book.create_sheet("名单")
    sheet.append([SECRET])
    sheet.sheet_state = state
    book["公开"]["D1"] = "=名单!A1"
    data = saved(book)
    return replaced(data, "xl/worksheets/sheet1.xml", "!A1</f><v></v>", "!A1</f><v>7</v>")


def hidden_row() -> bytes:
    book = table()
    book["公开"]["B3"] = SECRET
    book["公开"].row_dimensions[3].hidden = True
    return saved(book)


def flat_row() -> bytes:
    book = table()
    book["公开"]["B3"] = SECRET
    return replaced(
        saved(book), "xl/worksheets/sheet1.xml", '<row r="3"', '<row ht="0" customHeight="1" r="3"'
    )


def hidden_column() -> bytes:
    book = table()
    book["公开"]["B2"] = SECRET
    book["公开"].column_dimensions["B"].hidden = True
    book["公开"].merge_cells("A5:C5")
    return saved(book)


def comment() -> bytes:
    book = table()
    book["公开"]["A1"].comment = Comment(SECRET, "王五")
    return saved(book)


def threaded_comment() -> bytes:
    parts = {
        "xl/threadedComments/threadedComment1.xml": (
            '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
            f'<threadedComment ref="A1" personId="p" id="1"><text>{SECRET}</text>'
            f"</threadedComment></ThreadedComments>"
        ),
        "xl/persons/person.xml": (
            '<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
            '<person displayName="王五" id="p" userId="王五"/></personList>'
        ),
    }
    links = {
        "xl/worksheets/sheet1.xml": [("threadedComment", "../threadedComments/threadedComment1.xml")],
        "xl/workbook.xml": [("person", "persons/person.xml")],
    }
    return with_parts(saved(table()), parts, links)


def pivot_cache() -> bytes:
    parts = {
        "xl/pivotCache/pivotCacheDefinition1.xml": (
            f'<pivotCacheDefinition xmlns="{MAIN}"><cacheFields count="1"><cacheField name="姓名">'
            f'<sharedItems count="1"><s v="{SECRET}"/></sharedItems>'
            f"</cacheField></cacheFields></pivotCacheDefinition>"
        ),
        "xl/pivotCache/pivotCacheRecords1.xml": (
            f'<pivotCacheRecords xmlns="{MAIN}" count="1"><r><s v="{SECRET}"/></r></pivotCacheRecords>'
        ),
    }
    links = {
        "xl/workbook.xml": [("pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml")],
        "xl/pivotCache/pivotCacheDefinition1.xml": [("pivotCacheRecords", "pivotCacheRecords1.xml")],
    }
    return with_parts(saved(table()), parts, links)


def external_link() -> bytes:
    part = (
        f'<externalLink xmlns="{MAIN}"><externalBook><sheetNames><sheetName val="台账"/></sheetNames>'
        f"<sheetDataSet>"
        f'<sheetData sheetId="0"><row r="1"><cell r="A1" t="str"><v>{SECRET}</v></cell></row></sheetData>'
        "</sheetDataSet></externalBook></externalLink>"
    )
    links = {"xl/workbook.xml": [("externalLink", "externalLinks/externalLink1.xml")]}
    return with_parts(saved(table()), {"xl/externalLinks/externalLink1.xml": part}, links)


def name() -> bytes:
    book = table()
    book.defined_names["联系人"] = DefinedName("联系人", attr_text=f'"{SECRET}"')
    return saved(book)


def properties() -> bytes:
    book = table()
    book.properties.creator = SECRET
    return saved(book)


def blank_format() -> bytes:
    book = table()
    book["公开"]["D2"] = SECRET
    book["公开"]["D2"].number_format = ";;;"
    return saved(book)


def white_letters() -> bytes:
    book = table()
    book["公开"]["D2"] = SECRET
    book["公开"]["D2"].font = Font(color="FFFFFFFF")
    return saved(book)


def embedded() -> bytes:
    inner = table()
    inner["公开"]["A1"] = SECRET
    links = {"xl/worksheets/sheet1.xml": [("package", "../embeddings/Microsoft_Excel_Sheet1.xlsx")]}
    return with_parts(saved(table()), {"xl/embeddings/Microsoft_Excel_Sheet1.xlsx": saved(inner)}, links)


def left_over() -> bytes:
    """A text that a cell once used. The made workbook may write its texts into the cells themselves."""
    data = saved(table())
    if "xl/sharedStrings.xml" in ZipFile(BytesIO(data)).namelist():
        return replaced(data, "xl/sharedStrings.xml", "</sst>", f"<si><t>{SECRET}</t></si></sst>")
    part = f'<sst xmlns="{MAIN}"><si><t>{SECRET}</t></si></sst>'
    links = {"xl/workbook.xml": [("sharedStrings", "sharedStrings.xml")]}
    return with_parts(data, {"xl/sharedStrings.xml": part}, links)


def charted() -> bytes:
    """A chart over rows of which one is hidden, a formula beside them, a print title."""
    book = table()
    sheet = book["公开"]
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=1, max_row=5))
    sheet.add_chart(chart, "E8")
    sheet["B3"] = SECRET
    sheet.row_dimensions[3].hidden = True
    sheet.print_title_rows = "1:1"
    return saved(book)
