"""The right to see a request's page (`intake/rights.py`), with cookies of its own."""

from gongkai.desk.disclosure.queries import codes

from ..intake.rights import Rights

rights = Rights("gk_case", "gk_receipt", "/requests/", codes.shown)
