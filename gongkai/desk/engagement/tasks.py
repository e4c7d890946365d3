"""Background work of letters: thin calls of services."""

from django.utils import timezone
from django_tasks import task

from gongkai.ground.orgs.rules import system

from .services import hotline_folder, hotline_reconciling, hotline_sending


@task()
def tell_hotline() -> int:
    """Send the hotline what is due, or lay it into the folder."""
    return hotline_sending.deliver_due() + hotline_folder.lay_out()


@task()
def compare_with_hotline() -> int:
    """What the hotline says it has not got is sent again."""
    return hotline_reconciling.reconcile(timezone.now(), by=system("clock"))
