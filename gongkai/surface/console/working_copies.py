"""What people typed and did not save is kept while it may still be saved, and no longer."""

from gongkai.desk.documents.queries.manuscripts import ended

from .models import WorkingCopy


def prune() -> int:
    """Drop the copies of manuscripts that nobody may write any more; returns how many (the clock calls this).

    What the law removed must not lie on in somebody's form.
    """
    kept = set(WorkingCopy.objects.values_list("manuscript", flat=True))
    return int(WorkingCopy.objects.filter(manuscript__in=ended(kept)).delete()[0])
