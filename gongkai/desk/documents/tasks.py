"""Background work of documents: thin calls of services."""

from django_tasks import task

from .services import batches


@task()
def run_batch(number: int) -> None:
    """Do a batch to its end; started again after a kill, it goes on where it stood."""
    batches.run(number)
