"""A code fits once, soon, at its own check, for its own account, and after few tries."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai.ground.citizens.models import Check
from gongkai.ground.citizens.rules import CODE_LASTS, CODE_TRIES, Way
from gongkai.ground.citizens.services import accounts, checks
from gongkai.ground.sealing import services as sealing

pytestmark = pytest.mark.django_db
PHONE = "13800138000"


def wrong(code):
    return f"{(int(code) + 1) % 10**6:06d}"


def test_a_code_fits_once(django_capture_on_commit_callbacks):
    begun = checks.begin(Way.SMS, PHONE)
    assert len(begun.code) == 6 and begun.code not in repr(begun)
    stored = str(Check.objects.values().get())
    assert PHONE not in stored and f"'{begun.code}'" not in stored
    with django_capture_on_commit_callbacks(execute=True):
        assert checks.finish(begun.name, begun.code) == (Way.SMS, PHONE)
    assert checks.finish(begun.name, begun.code) is None
    assert not Check.objects.exists() and sealing.destroyed(begun.key)


def test_the_sixth_try_is_too_many_even_with_the_right_code():
    begun = checks.begin(Way.SMS, PHONE)
    for _ in range(CODE_TRIES):
        assert checks.finish(begun.name, wrong(begun.code)) is None
    assert checks.finish(begun.name, begun.code) is None


def test_another_checks_code_an_old_one_and_nonsense_do_not_fit():
    begun, other = checks.begin(Way.SMS, PHONE), checks.begin(Way.SMS, "13900139000")
    for code in ("", "١٢٣٤٥٦", "\ud800", begun.code + "0", other.code if other.code != begun.code else "x"):
        assert checks.finish(begun.name, code) is None
    other_name = checks.begin(Way.SMS, PHONE)
    assert checks.finish("nothing", begun.code) is None
    Check.objects.update(made_at=timezone.now() - CODE_LASTS)
    assert checks.finish(other_name.name, other_name.code) is None
    assert checks.prune(timezone.now()) == 3 and sealing.destroyed(begun.key)
    assert checks.prune(timezone.now() + timedelta(days=1)) == 0


def test_a_contacts_code_is_for_its_own_account_and_signs_nobody_in():
    one, other = accounts.by_phone(PHONE), accounts.by_phone("13900139000")
    begun = checks.begin(Way.MAIL, "wang@example.cn", one)
    assert checks.finish(begun.name, begun.code) is None
    assert checks.finish(begun.name, begun.code, other) is None
    assert checks.finish(begun.name, begun.code, one) == (Way.MAIL, "wang@example.cn")
