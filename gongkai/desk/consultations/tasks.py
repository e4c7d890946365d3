"""Background work of consultations: thin calls of services."""

from django_tasks import task

from .services import suggesting


@task()
def suggest(key: int) -> int:
    """Look for groups among the comments of a consultation; begun anew after a kill."""
    return suggesting.run(key)
