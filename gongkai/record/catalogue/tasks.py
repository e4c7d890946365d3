"""Background work of the catalogue: thin calls of services."""

from django_tasks import task

from gongkai.ground.orgs.rules import system

from .services import rechecks

SECONDS = 600  # of one task; the clock queues the next while the pass is open


@task()
def recheck() -> str:
    """Go on with the open pass over everything public."""
    run = rechecks.work(by=system("recheck"), seconds=SECONDS)
    return "" if run is None else str(run)
