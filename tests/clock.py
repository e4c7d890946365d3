"""The day on which the program believes to be, set by a test."""

from datetime import date, datetime, time

from django.utils import timezone


class Clock:
    """Sets the moment; the fixture ``at`` hands it out."""

    def __init__(self, monkeypatch):
        self.monkeypatch = monkeypatch

    def __call__(self, day: date, hour: int = 10) -> None:
        moment = timezone.make_aware(datetime.combine(day, time(hour)))
        self.monkeypatch.setattr(timezone, "now", lambda: moment)
