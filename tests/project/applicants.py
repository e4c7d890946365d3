"""Twenty applicants whom nobody is, and every spelling in which a value of theirs could lie in a file."""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

KINDS = ("person", "company", "research", "charity", "law_firm", "other")
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")


@dataclass(frozen=True, slots=True)
class Made:
    """One applicant: the form as it is filled in, and what else the visitor leaves behind."""

    form: dict[str, str]
    place: str  # the address that the visitor comes from
    correction: str
    complaint: str
    withdrawal: str

    @property
    def file(self) -> tuple[str, bytes]:
        """An attachment that names its owner outside and inside."""
        text = f"{self.form['name']}的证件复印件，号码{self.form['identity_number']}。\n"
        return f"{self.form['name']}的证件.txt", text.encode()

    def values(self) -> dict[str, str]:
        """What must be readable nowhere. The postcode is left out: six digits occur by chance in any file."""
        told = {name: words for name, words in self.form.items() if name not in CHOSEN}
        told |= {f"features {line}": words for line, words in enumerate(told.pop("features").split("\n"))}
        words = {"correction": self.correction, "complaint": self.complaint, "withdrawal": self.withdrawal}
        return told | words | {"place": self.place, "file": self.file[0]}


CHOSEN = ("applicant", "identity", "form", "way", "postcode")


def made(number: int) -> Made:
    """The applicant of a number: the first is a person, then each kind in turn, and persons again."""
    kind = KINDS[number] if number < len(KINDS) else KINDS[0]
    mark = "甲乙丙丁戊己庚辛壬癸"[number % 10] + "寅卯辰巳"[number // 10]
    person = kind == "person"
    form = {
        "applicant": kind,
        "name": f"欧阳槿{mark}" if person else f"槿{mark}测绘咨询有限公司",
        "identity": "resident" if person else "credit_code",
        "identity_number": f"42990019{51 + number}0703{4310 + number}X"
        if person
        else f"91429900MA4K7Q{number:02}R8",
        "contact_person": "" if person else f"慕容桢{mark}",
        "telephone": f"1397{1540273 + 7919 * number}",
        "email": f"jin.{number}.ouyang@post.example",
        "address": f"江城市栖霞巷{number + 31}号{mark}单元",
        "postcode": "429900",
        "title": f"栖霞巷{mark}地块征收补偿明细表",
        "document_number": "",
        "features": f"本人房屋位于{mark}地块东北角，门牌“{number + 31}”\n请提供{mark}号补偿明细",
        "form": "electronic",
        "way": "online",
        "purpose": f"用于{mark}号补偿款核对",
        "assistance": f"视力{mark}级残疾，请提供大字版" if number % 7 == 0 else "",
    }
    return Made(
        form,
        place=f"198.51.100.{number + 101}",
        correction=f"补正：是{mark}地块二期，不是一期",
        complaint=f"投诉：{mark}地块的答复迟迟不来",
        withdrawal=f"撤回：{mark}地块的事已经谈妥",
    )


TWENTY = [made(number) for number in range(20)]


def spellings(value: str) -> Iterator[bytes]:
    """As text in four encodings, forwards and backwards, escaped for JSON and HTML and for addresses, in hex
    as dumps write it, and in Base64 wherever its groups of three begin."""
    for text in (value, value[::-1]):
        for encoding in ENCODINGS:
            yield text.encode(encoding)
    plain = value.encode()
    escaped = json.dumps(value)[1:-1]
    yield from (escaped.encode(), escaped.replace("\\", "\\\\").encode())
    yield from (json.dumps(value, ensure_ascii=False)[1:-1].encode(), value.replace("\n", "\r\n").encode())
    yield "".join(sign if sign.isascii() else f"&#{ord(sign)};" for sign in value).encode()
    for safe in ("", "/"):
        address = quote(value, safe=safe)
        yield from (address.encode(), address.lower().encode(), address.replace("%20", "+").encode())
    yield from (plain.hex().encode(), plain.hex().upper().encode())
    for before in range(3):
        coded = base64.b64encode(b"\0" * before + plain)
        # The first and the last group hold bits of what stands beside.
        inner = coded[4 if before else 0 : len(coded) - 4 if (before + len(plain)) % 3 else len(coded)]
        yield from (inner, inner.translate(bytes.maketrans(b"+/", b"-_")))


def patterns(people: list[Made]) -> dict[bytes, str]:
    """Every spelling of every value, and whose it is."""
    found = {}
    for number, person in enumerate(people):
        for name, value in person.values().items():
            if value:
                found |= dict.fromkeys(spellings(value), f"{number}/{name}")
    return found
