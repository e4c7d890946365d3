"""Background work of notices: thin calls of services."""

from django_tasks import task

from .services import delivering


@task()
def deliver() -> int:
    """Send the messages to citizens that are due."""
    return delivering.deliver_due()
