"""Words of requests that only staff read: fields, channels, whom a letter asks, how many days are left."""

from datetime import date
from typing import Any

from gongkai.desk.disclosure.queries import derivations
from gongkai.desk.disclosure.rules.applicants import Applicant
from gongkai.desk.disclosure.rules.forms import Application, Form, Identity, Way
from gongkai.ground.deadlines.rules.consultations import Opinion
from gongkai.ground.deadlines.rules.events import LABELS, Channel, Party, Step

FIELDS = {
    "applicant": "申请人类别",
    "name": "姓名或者名称",
    "identity": "证件种类",
    "identity_number": "证件号码",
    "contact_person": "联系人",
    "telephone": "电话",
    "email": "电子邮箱",
    "address": "通信地址",
    "postcode": "邮政编码",
    "title": "信息的名称",
    "document_number": "文号",
    "features": "其他特征描述",
    "form": "获取信息的方式",
    "way": "获取信息的途径",
    "purpose": "用途",
    "assistance": "需要的帮助",
}
CHOICES: dict[str, Any] = {"applicant": Applicant, "identity": Identity, "form": Form, "way": Way}
CHANNELS = {
    Channel.IN_PERSON: "当面提交",
    Channel.ORAL: "口头提出",
    Channel.SIGNED_MAIL: "邮寄（签收）",
    Channel.ORDINARY_MAIL: "平常信函",
    Channel.FAX: "传真",
    Channel.INTERNET: "网上提交",
}
PARTIES = {Party.THIRD_PARTY: "第三方", Party.JOINT_ORGAN: "共同制作机关"}
OPINIONS = {
    Opinion.AWAITED: "等待意见",
    Opinion.AGREED: "同意公开",
    Opinion.OBJECTED: "不同意公开，或者只同意一部分",
    Opinion.TAKEN_AS_AGREED: "逾期未提出意见，视为同意公开（第三十四条）",
    Opinion.LEFT_TO_ORGAN: "逾期未提出意见，由本机关决定是否公开（第三十二条）",
}
RECEIPT = {  # art. 31: what the day of receipt is
    Channel.ORDINARY_MAIL: "平常信函以与申请人确认之日为收到之日。",
    Channel.FAX: "传真以双方确认之日为收到之日。",
    Channel.INTERNET: "网上提交以双方确认之日为收到之日。",
}


def told(application: Application) -> list[tuple[str, str]]:
    """Label and words of everything that was filled in."""
    lines = []
    for name, label in FIELDS.items():
        text = getattr(application, name)
        if text:
            lines.append((label, CHOICES[name](text).label if name in CHOICES else text))
    return lines


def happened(step: str) -> str:
    return LABELS[Step(step)]


def remaining(case: Any, today: date) -> tuple[str, str]:
    """How a case stands with its days, and the class that colours it; the words alone say it too."""
    if case.ended_on is not None:
        return "", ""
    if case.due_on is None:
        if case.waits_until is None:
            return "待确认", "gk-withdrawn"
        late = case.waits_until < today
        return f"等到 {case.waits_until}{'，已过' if late else ''}", "gk-removed" if late else "gk-note"
    left = derivations.left(case.due_on, today)
    if case.due_on < today:
        return f"超期 {-left} 个工作日", "gk-removed"
    if left == 0:
        return "今天到期", "gk-removed"
    return f"还有 {left} 个工作日", "gk-withdrawn" if left <= 5 else "gk-note"
