"""Ten thousand guesses of one query code, from many addresses through two web processes: none opens it.

Behind a proxy of ours the addresses are the guesser's to vary. Measured beside: whether a number that does
not exist is answered as slowly as one that does. ``GONGKAI_SOAK_GUESSES`` (default 10,000) says how many.
"""

import json
import os
import random
import re
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

from bench.city import City

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
PATH = "/requests/status/"
NEAR = 0.25  # of a median: how far two kinds of answers may be apart in time
FILED = """
import django; django.setup()
from gongkai.desk.disclosure.rules.forms import Application
from gongkai.desk.disclosure.services import filing
from gongkai.ground.orgs.queries import root
form = Application(applicant="person", name="x", identity="resident", identity_number="1", telephone="1",
                   title="x", form="electronic", way="online")
case, code = filing.submit(root().code, form, "soak token")
print(case.number, code)
"""


class Straight(urllib.request.HTTPRedirectHandler):
    """A redirect is the answer: it would mean that a guess was right."""

    def redirect_request(self, *arguments: Any) -> None:
        return None


def campaign() -> dict[str, Any]:
    """The outcome, taken in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "soak.guessed_codes"], check=True, stdout=subprocess.PIPE, text=True
    )
    outcome: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return outcome


def run(guesses: int) -> dict[str, Any]:
    """File a request, guess, and ask with the right code at the end."""
    city = City(20)
    city.environment |= {"DJANGO_SETTINGS_MODULE": "gongkai.project.settings", "GONGKAI_BEHIND_PROXY": "1"}
    try:
        filed = subprocess.run(
            [sys.executable, "-c", FILED], env=city.environment, check=True, capture_output=True, text=True
        )
        number, code = filed.stdout.split()
        visitors = [Visitor(city.serve()[0]) for _process in range(2)]
        return guess(visitors, number, code, guesses)
    finally:
        city.close()


class Visitor:
    """One browser before one process, with the form's token."""

    def __init__(self, address: str) -> None:
        self.address = address + PATH
        with urllib.request.urlopen(self.address, timeout=30) as answer:
            found = TOKEN.search(answer.read().decode())
            self.cookie = answer.headers["Set-Cookie"].split(";")[0]
        self.token = found[1] if found else ""
        self.opener = urllib.request.build_opener(Straight)

    def ask(self, number: str, code: str, place: str) -> tuple[int, float]:
        """The status and the seconds it took."""
        sent = urllib.parse.urlencode({"number": number, "code": code, "csrfmiddlewaretoken": self.token})
        headers = {"Cookie": self.cookie, "X-Forwarded-For": place}
        request = urllib.request.Request(self.address, sent.encode(), headers)
        began = time.perf_counter()
        try:
            with self.opener.open(request, timeout=60) as answer:
                status = int(answer.status)
        except urllib.error.HTTPError as error:
            status = error.code
        return status, time.perf_counter() - began


def guess(visitors: list[Visitor], number: str, code: str, guesses: int) -> dict[str, Any]:
    rng, answers, taken = random.Random(7), dict[int, int](), dict[str, list[float]](real=[], none=[])
    for place in range(guesses):
        real = rng.random() < 0.5
        asked = number if real else f"{number[:-5]}{rng.randrange(10_000, 99_999)}"
        wrong = "".join(rng.choice(LETTERS) for _letter in range(16))
        # Each address has as many tries as an address may have: what must hold is the number's own limit.
        status, seconds = rng.choice(visitors).ask(asked, wrong, f"10.{place // 5 % 250}.{place // 1250}.1")
        answers[status] = answers.get(status, 0) + 1
        if status == 422:
            taken["real" if real else "none"].append(seconds)
    shut, _seconds = visitors[0].ask(number, code, "198.51.100.1")
    pairs = len(taken["real"])  # asked in between: what the machine did beside weighs on both alike
    medians = {kind: round(statistics.median(rows[:pairs]) * 1000, 2) for kind, rows in taken.items()}
    alike = abs(medians["real"] - medians["none"]) <= NEAR * max(medians.values())
    ok = set(answers) <= {422, 429} and shut == 429 and alike
    what = f"{guesses:,} guesses, {answers.get(302, 0)} right; answers {answers}; median ms {medians}"
    return {"ok": ok, "what": what, "answers": answers, "median_ms": medians, "right_code_while_shut": shut}


if __name__ == "__main__":
    print(json.dumps(run(int(os.environ.get("GONGKAI_SOAK_GUESSES", "10000")))))
