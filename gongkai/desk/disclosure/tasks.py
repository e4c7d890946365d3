"""Background work of requests: thin calls of services."""

from django_tasks import task

from .services import redacting


@task()
def redact(file: int) -> None:
    """Make the copy that an officer asked for."""
    redacting.carry_out(file)
