"""The right to see a letter's page (`intake/rights.py`), with cookies of its own."""

from gongkai.desk.engagement.queries import codes

from ..intake.rights import Rights

rights = Rights("gk_letter", "gk_letter_slip", "/letters/", codes.shown)
