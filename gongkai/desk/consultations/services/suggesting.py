"""The program suggests which comments say the same, in the background and in pieces.

Of a hundred thousand comments the comparing takes minutes and needs no lock: it reads, computes, and tells
how far it is. What it found is written piece by piece, each a short transaction, so that people go on working
and commenting meanwhile. A run that was killed is begun anew; unconfirmed suggestions are always made anew.
"""

import time
from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from gongkai.ground.orgs.rules import Actor, system

from ..models import Comment, Group, GroupingRun
from ..rules.grouping_progress import RUNNING, Progress, called, must_be_idle
from ..rules.likeness import Alike, suggested
from ..rules.phases import RuleBroken
from .consultations import noted
from .grouping import workable

MAX_SUGGESTED = 2_000  # groups suggested at once; the next run goes on with what is left
PIECE = 100  # comments put into groups by one transaction
CLEARED = 1_000  # comments taken out of groups by one
PAUSE = 0.03  # seconds after each: SQLite has one write lock, and no queue for it
READ = 2_000  # rows fetched at once
PROGRAM = system("grouping")


@transaction.atomic
def ask(key: int, *, by: Actor) -> GroupingRun:
    """Begin a run for somebody who may group; the caller queues ``tasks.suggest``. One at a time."""
    row, now = workable(key, by), timezone.now()
    known = GroupingRun.objects.filter(pk=row.pk).first()
    if known is not None:
        must_be_idle(known.progress, known.moved_at, now)
    run = GroupingRun(consultation=row, progress=Progress.WAITING, asked_at=now, moved_at=now)
    run.save()
    noted("consultation.groups_asked", row, by=by)
    return run


def run(key: int) -> int:
    """Do what was asked, to its end; how many groups. Nothing when it has ended already."""
    found = GroupingRun.objects.filter(pk=key, progress__in=RUNNING).first()
    if found is None:
        return 0
    try:
        return _suggest(key, found.asked_at)
    except RuleBroken as broken:  # its result went to review meanwhile: nobody may group now
        _moved(key, progress=Progress.STOPPED, trouble=str(broken)[:300])
        return 0


def _suggest(key: int, asked_at: datetime) -> int:
    _clear(key)
    keys, texts = _ungrouped(key, asked_at)
    _moved(key, progress=Progress.COMPARING, total=len(texts), done=0, groups=0)
    alike = suggested(texts, lambda done, of: _moved(key, done=done, total=of))[:MAX_SUGGESTED]
    _moved(key, progress=Progress.WRITING, total=sum(len(one.places) for one in alike), done=0)
    made: dict[int, int] = {}  # numbers of groups, by place
    for piece in pieces(alike):
        _write(key, piece, made, keys, texts, asked_at)
        time.sleep(PAUSE)
    return _finish(key)


def pieces(alike: Sequence[Alike]) -> Iterator[list[tuple[int, Alike]]]:
    """Groups, or parts of a large one, with at most PIECE comments together; each with its group's place."""
    piece: list[tuple[int, Alike]] = []
    held = 0
    for place, one in enumerate(alike):
        for start in range(0, len(one.places), PIECE):
            part = Alike(one.places[start : start + PIECE], one.confidence)
            if held + len(part.places) > PIECE:
                yield piece
                piece, held = [], 0
            piece.append((place, part))
            held += len(part.places)
    if piece:
        yield piece


def _clear(key: int) -> None:
    """Take suggestions apart that nobody confirmed, piece by piece."""
    while True:
        with transaction.atomic():
            row = workable(key, PROGRAM)
            old = Group.objects.filter(consultation=row, confirmed=False)
            some = list(Comment.objects.filter(group__in=old).values_list("pk", flat=True)[:CLEARED])
            Comment.objects.filter(pk__in=some).update(group=None)
            if not some:
                old.delete()
                return
        _moved(key)
        time.sleep(PAUSE)


def _ungrouped(key: int, asked_at: datetime) -> tuple[list[int], list[str]]:
    """Numbers and masked words of the comments in no group that were there when it was asked."""
    rows = Comment.objects.filter(consultation=key, group=None, at__lte=asked_at).order_by("pk")
    found = list(rows.values_list("pk", "words").iterator(chunk_size=READ))
    return [one for one, _words in found], [words for _one, words in found]


@transaction.atomic
def _write(
    key: int,
    piece: list[tuple[int, Alike]],
    made: dict[int, int],
    keys: list[int],
    texts: list[str],
    asked_at: datetime,
) -> None:
    """One piece. A comment that somebody put elsewhere meanwhile, or whose words are new, stays out."""
    row = workable(key, PROGRAM)
    done = 0
    for place, part in piece:
        inside = [keys[one] for one in part.places]
        group = Group.objects.filter(pk=made.get(place, 0)).first()  # a later part of a large one
        if group is None:
            title = called(texts[part.places[0]])
            group = Group.objects.create(consultation=row, title=title, confidence=part.confidence)
            made[place] = group.pk
        free = Comment.objects.filter(pk__in=inside, group=None, at__lte=asked_at)
        moved = free.update(group=group, suggested=group.pk, confidence=part.confidence)
        Group.objects.filter(pk=group.pk).update(size=F("size") + moved)
        done += len(inside)
    _moved(key, done=F("done") + done, groups=len(made))


@transaction.atomic
def _finish(key: int) -> int:
    """A group that got fewer than two comments is none."""
    row = workable(key, PROGRAM)
    made = Group.objects.filter(consultation=row, confirmed=False)
    small = list(made.filter(size__lt=2).values_list("pk", flat=True))
    Comment.objects.filter(group__in=small).update(group=None)
    Group.objects.filter(pk__in=small).delete()
    sizes = list(made.values_list("size", flat=True))
    _moved(key, progress=Progress.FINISHED, groups=len(sizes), done=F("total"))
    noted("consultation.groups_suggested", row, by=PROGRAM, groups=len(sizes), comments=sum(sizes))
    return len(sizes)


def _moved(key: int, **fields: object) -> None:
    GroupingRun.objects.filter(pk=key).update(moved_at=timezone.now(), **fields)
