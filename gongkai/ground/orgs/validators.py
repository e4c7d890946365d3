"""The password policy as Django asks for it (``AUTH_PASSWORD_VALIDATORS``); the rules hold its numbers."""

from typing import Any

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError

from .models import PastPassword, User
from .rules import people


class Complex:
    """Long enough, and of enough classes of characters."""

    def validate(self, password: str, user: Any = None) -> None:
        if reason := people.too_plain(password):
            raise ValidationError(reason, code="too_plain")

    def get_help_text(self) -> str:
        return f"至少 {people.LENGTH} 个字符，大小写字母、数字、其他字符四类中至少 {people.CLASSES} 类"


class New:
    """Neither the present password nor one of the last."""

    def validate(self, password: str, user: User | None = None) -> None:
        if user is None or user.pk is None:
            return
        past = PastPassword.objects.filter(user=user).order_by("-set_at", "-pk")
        hashes = {user.password, *past.values_list("hash", flat=True)[: people.REMEMBERED]}
        if any(check_password(password, known) for known in hashes if known):
            raise ValidationError(f"不能使用最近 {people.REMEMBERED} 次用过的密码，请换一个", code="used")

    def get_help_text(self) -> str:
        return f"不能是最近 {people.REMEMBERED} 次用过的密码"
