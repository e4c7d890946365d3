"""What the API gives of a service guide; the names are those of ``desk/guides/rules/shape.py``."""

from datetime import datetime

from ninja import Field, Schema


class Statute(Schema):
    law: str = Field(description="法律法规名称")
    number: str = Field(description="文号")
    article: str = Field(description="条款")
    words: str = Field(description="条文内容")


class Material(Schema):
    name: str = Field(description="材料名称")
    source: str = Field(description="来源渠道")
    copies: str = Field(description="份数和形式")
    need: str = Field(description="必要性")
    note: str = Field(description="填报须知")


class Step(Schema):
    name: str = Field(description="环节")
    words: str = Field(description="说明")
    limit: str = Field(description="时限")


class QuestionAnswer(Schema):
    question: str = Field(description="问题")
    answer: str = Field(description="解答")


class Paper(Schema):
    """表格和样表。"""

    name: str = Field(description="文件名")
    role: str = Field(description="form 空白表格；sample 填写样表；other 其他附件")
    material: str = Field(description="对应的材料名称，没有则为空")
    url: str = Field(description="地址")
    media_type: str = Field(description="类型")
    size: int = Field(description="字节数")
    sha256: str = Field(description="SHA-256")


class Guide(Schema):
    """一份办事指南；没有写明的为空。"""

    identifier: str = Field(description="索引号")
    url: str = Field(description="网页地址")
    api_url: str = Field(description="本接口中的地址")
    publication_url: str = Field(description="登记文本、版本和存证在本接口中的地址")
    publisher: str = Field(description="发布机构代码")
    publisher_name: str = Field(description="发布机构简称")
    version: int = Field(description="现行版本")
    updated_at: datetime = Field(description="现行版本的时间")
    missing: int = Field(description="八项重点要素中缺少几项")
    title: str = Field(description="事项名称")
    code: str = Field(description="实施编码")
    basic_code: str = Field(description="基本编码")
    item_type: str = Field(description="事项类型")
    authority: str = Field(description="实施主体")
    serves: list[str] = Field(description="服务对象：person 个人，enterprise 企业和其他组织")
    events: list[str] = Field(description="人生大事代码")
    event_names: list[str] = Field(description="人生大事名称")
    themes: list[str] = Field(description="主题")
    summary: str = Field(description="一句话说明")
    statutes: list[Statute] = Field(description="设定依据")
    conditions: str = Field(description="申请条件")
    materials: list[Material] = Field(description="办理材料")
    no_materials: str = Field(description="无需材料的说明")
    places: str = Field(description="办理地点")
    hours: str = Field(description="办理时间")
    telephones: str = Field(description="联系电话")
    steps: list[Step] = Field(description="办理流程")
    statutory: str = Field(description="法定办结时限")
    promised: str = Field(description="承诺办结时限")
    visits: str = Field(description="到现场次数")
    fee: str = Field(description="收费标准")
    fee_basis: str = Field(description="收费依据")
    channels: list[str] = Field(description="办理形式：window、online、mobile、mail、machine")
    online: str = Field(description="网上办理地址")
    result: str = Field(description="办理结果")
    questions: list[QuestionAnswer] = Field(description="常见问题")
    complaint: str = Field(description="监督投诉电话")
    notes: str = Field(description="其他说明")
    papers: list[Paper] = Field(description="表格和样表")


class GuideList(Schema):
    """一页办事指南；next 为下一页地址，末页为 null。"""

    items: list[Guide]
    total: int = Field(description="总数")
    next: str | None = Field(description="下一页的绝对地址")
