"""What the API gives: the JSON shapes of version 1, with their Chinese meaning in the OpenAPI document."""

from datetime import date, datetime

from ninja import Field, Schema


class Fault(Schema):
    """错误：code 供程序判断，message 供人阅读。"""

    code: str = Field(description="错误代码")
    message: str = Field(description="出了什么问题、怎么办")
    details: list[str] = Field(default=[], description="逐个参数的说明")


class Gone(Fault):
    """不再公开的信息：已撤回、依法删除或暂停公开。"""

    identifier: str = Field(description="索引号")
    status: str = Field(description="withdrawn 已撤回；removed 依法删除；suspended 暂停公开")
    ending: str = Field(description="in_error 发布有误；consolidated 合并；removed 依法删除；暂停公开时为空")
    reason: str = Field(description="理由；暂停公开时为空")
    successor: str | None = Field(description="取代它的公开信息在本接口中的地址，没有则为 null")


class Summary(Schema):
    """列表中的一条公开信息。"""

    identifier: str = Field(description="索引号")
    url: str = Field(description="网页永久地址")
    api_url: str = Field(description="本接口中的地址")
    kind: str = Field(description="种类")
    title: str = Field(description="标题")
    document_number: str = Field(description="文号，没有则为空")
    publisher: str = Field(description="发布机构代码")
    publisher_name: str = Field(description="发布机构简称")
    issuing_bodies: list[str] = Field(description="发文机关")
    published_at: datetime = Field(description="发布时间")
    made_on: date | None = Field(description="成文日期")
    validity: str = Field(description="效力，没有则为空")


class Listing(Schema):
    """一页公开信息；next 为下一页地址，末页为 null。"""

    items: list[Summary]
    total: int | None = Field(description="检索命中总数；按时间列出时不计数，为 null")
    next: str | None = Field(description="下一页的绝对地址")


class Attachment(Schema):
    name: str = Field(description="附件名称")
    url: str = Field(description="地址")
    media_type: str = Field(description="类型")
    size: int = Field(description="字节数，0 为未知")
    sha256: str = Field(description="SHA-256，未知则为空")


class Related(Schema):
    """与另一条公开信息的关系。"""

    kind: str = Field(description="关系种类")
    label: str = Field(description="原文写法或标题")
    identifier: str | None = Field(description="对方索引号；对方不在本站则为 null")
    state: str = Field(description="found 系统识别、待确认；confirmed 已确认")
    evidence: str = Field(description="依据的原文")


class Edition(Schema):
    number: int = Field(description="版本")
    at: datetime = Field(description="形成时间")
    digest: str = Field(description="内容指纹，SHA-256")


class Proof(Schema):
    """存证：凭此可在存证树中验证。"""

    index: int | None = Field(description="存证序号；尚未入树则为 null")
    leaf: str = Field(description="叶子哈希，十六进制")
    digest: str = Field(description="现行版本的内容指纹")
    bundle: str = Field(description="证明文件地址")


class Detail(Summary):
    """一条公开信息的全部内容。"""

    status: str = Field(description="published 公开；withdrawn 已撤回，仍可查阅")
    ending: str = Field(description="撤回方式，公开中为空；withdrawn 撤回")
    reason: str = Field(description="撤回理由，公开中为空")
    version: int = Field(description="现行版本")
    mandatory_item: str = Field(description="法定公开事项代码")
    subject_category: str = Field(description="主题分类")
    genre: str = Field(description="体裁")
    keywords: list[str] = Field(description="主题词")
    summary: str = Field(description="摘要")
    disclosure: str = Field(description="公开属性")
    effective_on: date | None = Field(description="施行日期")
    expires_on: date | None = Field(description="有效期至")
    repealed_on: date | None = Field(description="废止日期")
    lapsed_on: date | None = Field(description="宣布失效日期")
    source: str = Field(description="来源")
    source_url: str = Field(description="来源地址")
    source_index_number: str = Field(description="来源的索引号")
    migrated: bool = Field(description="是否历史迁移")
    html: str = Field(description="正文 HTML")
    text: str = Field(description="正文纯文本")
    attachments: list[Attachment]
    relations: list[Related] = Field(description="本条指向的")
    inverse_relations: list[Related] = Field(description="指向本条的")
    versions: list[Edition]
    proof: Proof


class Organisation(Schema):
    code: str = Field(description="机构代码")
    name: str = Field(description="名称")
    short_name: str = Field(description="简称")
    kind: str = Field(description="类别")
    url: str = Field(description="网页地址")
    feed: str = Field(description="订阅地址")


class Channel(Schema):
    code: str = Field(description="栏目代码")
    name: str = Field(description="名称")
    type: str = Field(description="类型")
    url: str = Field(description="网页地址")
    feed: str = Field(description="订阅地址")
