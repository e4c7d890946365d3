"""Parameters as programs send them: bounded, without NUL (which PostgreSQL takes in no text)."""

from typing import Annotated

from annotated_types import Ge, Le, MaxLen
from ninja import Field, Schema
from pydantic import AfterValidator

from gongkai.record.catalogue.rules import Kind

FIRST_YEAR, LAST_YEAR = 1949, 2100  # what the date rules take
LIMIT = 100
NUL = "\x00"


def without_nul(value: str) -> str:
    if NUL in value:
        raise ValueError("含有不能识别的字符")
    return value.strip()


Word = Annotated[str, MaxLen(200), AfterValidator(without_nul)]
Year = Annotated[int, Ge(FIRST_YEAR), Le(LAST_YEAR)]


class Wanted(Schema):
    """筛选与翻页。"""

    publisher: Word = Field("", description="发布机构代码")
    channel: Word = Field("", description="栏目代码")
    kind: Kind | None = Field(None, description="种类")
    year: Year | None = Field(None, description="发布年份")
    number: Word = Field("", description="文号，任意写法")
    q: Word = Field("", description="检索词；给出时按相关度排列")
    before: Word = Field("", description="翻页标记，取自上一页的 next")
    limit: Annotated[int, Ge(1), Le(LIMIT)] = Field(20, description="每页条数")
