"""Parameters as programs send them: bounded, without NUL (which PostgreSQL takes in no text)."""

from datetime import date
from typing import Annotated

from annotated_types import Ge, Le, MaxLen
from ninja import Field, Schema
from pydantic import AfterValidator, BeforeValidator

from gongkai.record.catalogue.rules import Kind, Validity
from gongkai.record.catalogue.rules.validity import day

FIRST_YEAR, LAST_YEAR = 1949, 2100  # what the date rules take
LIMIT = 100
VALUES = 20  # of one filter
FILTERS = ("publisher", "channel", "kind", "year", "validity", "subject_category", "mandatory_item")
NUL = "\x00"


def without_nul(value: str) -> str:
    if NUL in value:
        raise ValueError("含有不能识别的字符")
    return value.strip()


Word = Annotated[str, MaxLen(200), AfterValidator(without_nul)]
Year = Annotated[int, Ge(FIRST_YEAR), Le(LAST_YEAR)]


Words = Annotated[list[Word], MaxLen(VALUES)]
Day = Annotated[date, BeforeValidator(day)]


class Wanted(Schema):
    """筛选与翻页。筛选条件可以重复给出，同名的任取其一，异名的同时满足。"""

    publisher: Words = Field([], description="发布机构代码")
    channel: Words = Field([], description="栏目代码")
    kind: Annotated[list[Kind], MaxLen(VALUES)] = Field([], description="种类")
    year: Annotated[list[Year], MaxLen(VALUES)] = Field([], description="发布年份")
    validity: Annotated[list[Validity], MaxLen(VALUES)] = Field([], description="现在的效力")
    subject_category: Words = Field([], description="主题分类")
    mandatory_item: Words = Field([], description="法定公开事项代码")
    on: Day | None = Field(None, description="各条的效力按这一天计算（YYYY-MM-DD），不给出则为今天")
    number: Word = Field("", description="文号，任意写法")
    q: Word = Field("", description="检索词；给出时按相关度排列")
    before: Word = Field("", description="翻页标记，取自上一页的 next")
    limit: Annotated[int, Ge(1), Le(LIMIT)] = Field(20, description="每页条数")
