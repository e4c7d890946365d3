"""Made-up people and offices, for measuring the finder. Shares no pattern with it.

Identity numbers, cards and credit codes carry check digits computed here from the standards’ own wording; the
sentences are what notices, lists, letters and files say. A passage is its text and what in it is personal.
"""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英文华慧建国红玉兰志鹏晨曦子轩雨欣浩然"
REGIONS = ("110105", "310115", "420106", "420111", "430102", "440305", "510107", "610113", "330106", "320582")
ROADS = (
    "解放大道",
    "中山路",
    "建设街",
    "人民东路",
    "沿江大道",
    "学府路",
    "青年路",
    "珞喻路",
    "黄鹤巷",
    "友谊大道",
)
ESTATES = (
    "锦绣江南小区",
    "东方花园",
    "万科金域华府",
    "阳光家园",
    "翠湖新村",
    "和平里小区",
    "香樟苑",
    "保利公馆",
    "钢花新村",
    "丽景公寓",
)
VILLAGES = ("红旗村", "柳树湾村", "石桥村", "向阳社区", "黄土坡村", "三里桥村")
TOWNS = ("柏泉镇", "龙泉乡", "五里界街道", "安山镇", "湖泗街道")
OFFICES = ("江城市教育局", "江城市人力资源和社会保障局", "东湖区卫生健康局", "市不动产登记中心",
           "高新区管委会办公室", "公共资源交易中心", "区行政审批局", "市住房保障和房屋管理局")  # fmt: skip
AREAS = ("010", "021", "027", "0571", "0731", "0755", "0791", "028")
WIDE = str.maketrans("0123456789X-", "０１２３４５６７８９Ｘ－")


@dataclass
class Passage:
    """``spans`` are (kind, start, end) of what is personal; only what stands in ``window`` was looked at."""

    text: str = ""
    spans: list[tuple[str, int, int]] = field(default_factory=list)
    window: tuple[int, int] | None = None

    def say(self, words: str) -> "Passage":
        self.text += words
        return self

    def tell(self, kind: str, words: str) -> "Passage":
        self.spans.append((kind, len(self.text), len(self.text) + len(words)))
        return self.say(words)


class Maker:
    """Everything random comes from one seed."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)

    def pick(self, some):
        return self.dice.choice(some)

    def digits(self, count: int) -> str:
        return "".join(self.dice.choices("0123456789", k=count))

    def name(self) -> str:
        return self.pick(SURNAMES) + "".join(self.dice.choices(GIVEN, k=self.dice.randint(1, 2)))

    def day(self) -> date:
        return date(1940, 1, 1) + timedelta(days=self.dice.randint(0, 27_000))

    # What is personal

    def id_number(self) -> str:
        """GB 11643: the weight of the i-th place from the right is 2 to the power i-1, modulo 11."""
        body = self.pick(REGIONS) + self.day().strftime("%Y%m%d") + self.digits(3)
        total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(body))
        rest = (12 - total % 11) % 11
        return body + ("X" if rest == 10 else str(rest))

    def old_id_number(self) -> str:
        born = self.day().replace(year=self.dice.randint(1935, 1980), day=self.dice.randint(1, 28))
        return self.pick(REGIONS) + born.strftime("%y%m%d") + self.digits(3)

    def card(self) -> str:
        """ISO/IEC 7812: twice every second digit from the right, digits of the products summed."""
        head = self.pick(("622202", "621700", "622848", "621661", "436742", "521899", "622588"))
        body = head + self.digits((19 if head.startswith("62") else 16) - len(head) - 1)
        doubled = [int(d) * 2 if place % 2 == 0 else int(d) for place, d in enumerate(reversed(body))]
        total = sum(part // 10 + part % 10 for part in doubled)
        return body + str((10 - total % 10) % 10)

    def mobile(self) -> str:
        return self.pick(
            ("130", "135", "138", "139", "150", "152", "166", "173", "177", "180", "186", "199")
        ) + self.digits(8)

    def landline(self) -> str:
        area = self.pick(AREAS)
        return (
            area
            + self.pick(("-", "-", " ", ""))
            + self.pick("2345678")
            + self.digits(7 if len(area) == 3 else 7)
        )

    def passport(self) -> str:
        return self.pick(
            ("E" + self.digits(8), "G" + self.digits(8), "E" + self.pick("ABCDHJK") + self.digits(7))
        )

    def email(self) -> str:
        who = self.pick(("zhang", "liwei", "wangfang", "chenj", "lm", "yangyang", "zhouxy"))
        host = self.pick(("qq.com", "163.com", "126.com", "sina.com", "outlook.com", "foxmail.com"))
        return f"{who}{self.dice.randint(1, 9999)}@{host}"

    def plate(self) -> str:
        body = self.pick(
            (
                self.digits(5),
                self.pick("ABCDEFGHJK") + self.digits(4),
                self.digits(3) + self.pick("MNPQRS") + self.digits(1),
            )
        )
        green = self.pick(("D", "F")) + self.digits(5)
        return (
            self.pick("鄂湘粤京沪苏浙川渝")
            + self.pick("ABCDEFGH")
            + self.pick(("", "·", ""))
            + self.pick((body, body, green))
        )

    def home(self) -> str:
        n = self.dice.randint
        estate = f"{self.pick(ROADS)}{n(1, 900)}号{self.pick(ESTATES)}"
        return self.pick((
            f"{estate}{n(1, 40)}栋{n(1, 4)}单元{n(1, 30)}0{n(1, 4)}室",
            f"{self.pick(ESTATES)}{n(1, 40)}栋{n(2, 30)}0{n(1, 4)}室",
            f"{self.pick(ESTATES)}{n(1, 40)}号楼{n(1, 4)}单元{n(1, 30)}0{n(1, 4)}",
            f"{self.pick(ESTATES)}{n(1, 20)}幢{n(1, 30)}0{n(1, 4)}室",
            f"{self.pick(ESTATES)}{n(1, 20)}-{n(1, 4)}-{n(1, 30)}0{n(1, 4)}",
            f"{self.pick(TOWNS)}{self.pick(VILLAGES)}{n(1, 12)}组{n(1, 90)}号",
            f"{self.pick(TOWNS)}{self.pick(VILLAGES)}{self.pick('一二三四五六')}组{n(1, 90)}号",
        ))  # fmt: skip

    # What is not

    def credit_code(self) -> str:
        """GB 32100: weights are powers of three, modulo 31."""
        signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
        body = (
            self.pick(("91", "92", "11", "12"))
            + self.pick(REGIONS)
            + self.pick((self.digits(9), "MA" + self.digits(7)))
        )
        total = sum(signs.index(sign) * 3**place for place, sign in enumerate(body))
        return body + signs[-total % 31]

    def order(self) -> str:
        return self.pick(("20", "19", "10", "88")) + self.digits(self.dice.randint(12, 17))


def spoil(maker: Maker, number: str) -> str:
    """The same digits as people and programs write them: spaced, full-width, with signs that nobody sees."""
    how = maker.dice.random()
    if how < 0.6 or not number.replace("X", "").isdigit():
        return number
    if how < 0.7:
        return number.translate(WIDE)
    if how < 0.8:
        return number[:3] + "\u200b" + number[3:]
    cuts = {11: (3, 7), 16: (4, 8, 12), 19: (4, 8, 12, 16), 18: (6, 14)}.get(len(number), ())
    sign = maker.pick((" ", "-", "\u00a0"))
    return sign.join(number[a:b] for a, b in zip((0, *cuts), (*cuts, None), strict=True))
