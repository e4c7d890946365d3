"""The 26 pilot fields of grass-roots openness (国办发〔2019〕54号) and each one's item of arts. 20, 21.

From memory (M): a field that a catalogue names otherwise is chosen by hand.
Pure: no Django, no clock, no I/O.
"""

FIELDS = {
    "重大建设项目": "20.10",
    "公共资源交易": "20.9",
    "财政预决算": "20.7",
    "安全生产": "20.13",
    "税收管理": "20.15",
    "征地补偿": "21.1",
    "国有土地上房屋征收": "21.1",
    "保障性住房": "20.11",
    "农村危房改造": "20.11",
    "环境保护": "20.13",
    "生态环境": "20.13",
    "公共文化服务": "21.1",
    "公共法律服务": "21.1",
    "扶贫": "20.11",
    "救灾": "20.12",
    "食品药品监管": "20.13",
    "城乡规划": "20.3",
    "国土空间规划": "20.3",
    "社会救助": "20.11",
    "养老服务": "20.11",
    "户籍管理": "21.1",
    "涉农补贴": "20.11",
    "义务教育": "20.11",
    "医疗卫生": "20.11",
    "就业": "20.11",
    "社会保险": "20.11",
    "市政服务": "21.1",
    "城市综合执法": "20.6",
}


def article_of(heading: str) -> str:
    """The item under which a catalogue with this heading stands; "" when it names none of the fields."""
    return next((article for name, article in FIELDS.items() if name in heading), "")
