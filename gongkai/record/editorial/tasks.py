"""Background work of editorial: thin calls of services."""

from django_tasks import task

from .services import addresses


@task()
def ask_addresses() -> int:
    """Ask the outside addresses that are due."""
    return addresses.ask_due()
