"""Who may apply, as the annual report counts them (国办公开办函〔2021〕30号, table three). Pure."""

from gongkai.ground.language.rules.labels import Labelled


class Applicant(Labelled):
    """A person, or one of five kinds of legal persons and other organisations: the columns of table three."""

    PERSON = "person", "自然人"
    COMPANY = "company", "商业企业"
    RESEARCH = "research", "科研机构"
    CHARITY = "charity", "社会公益组织"
    LAW_FIRM = "law_firm", "法律服务机构"
    OTHER = "other", "其他"
