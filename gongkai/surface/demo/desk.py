"""The demonstration's manuscripts, taken through the desk by its own accounts as far as each shall come."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from gongkai.desk.documents.rules.manuscripts import Content
from gongkai.desk.documents.services import attaching, manuscripts, publishing, standing, submitting
from gongkai.ground.language.rules.dates import written
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.queries import people as persons
from gongkai.ground.orgs.rules import Actor
from gongkai.record.catalogue.rules import Disclosure, Kind
from gongkai.record.catalogue.services import publications
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import STAGES, Stage
from gongkai.record.editorial.rules.reviewing import Outcome

from .catalogues import adopt_all, known_code, revise
from .city import ACCOUNTS, EDUCATION, Body
from .daily import go_on, numbered, write_earlier
from .requests import ask
from .vocabulary import read
from .workbooks import with_hidden_sheet

# Who decides at a stage: education has its own people, others are looked after by the city's office.
OWN = {
    Stage.FIRST: "chushen",
    Stage.SECOND: "fushen",
    Stage.SECRECY: "baomi",
    Stage.LEGALITY: "fazhi",
    Stage.FINAL: "zhongshen",
}
ABOVE = OWN | {Stage.FIRST: "shishen", Stage.FINAL: "shizhong"}
APPROVED = ("scheduled", "published", "published with", "withdrawn", "kept")


def furnish(everywhere: list[Body], now: datetime) -> int:
    """Catalogues, manuscripts and everything that goes on beside them; how many manuscripts."""
    people = {account.username: acting(account.username) for account in ACCOUNTS}
    adopt_all(everywhere, now, people)
    earlier = write_earlier(everywhere[EDUCATION], now, people["zhongshen"])
    desk = Desk(people, now, earlier[0].document_number)
    for kind in (Kind.CATALOGUE, Kind.NEGATIVE_LIST):
        desk.keep_public(everywhere[EDUCATION].code, kind, people["jiaoyu"])
    revise(everywhere[EDUCATION].code, people["mulu"])
    for told in read("manuscripts")["manuscript"]:
        desk.take(told)
    go_on(everywhere, now, people, earlier[1:])
    ask(everywhere, now, people)
    return len(desk.made)


def acting(username: str) -> Actor:
    """A demonstration account in its post."""
    person = persons.by_username(username)
    found = orgs.actor_of(person) if person else None
    if found is None:
        raise LookupError(f"演示账号 {username} 没有岗位")
    return found


@dataclass(slots=True)
class Desk:
    """What was made, by name, so that one manuscript can explain or change another."""

    people: dict[str, Actor]
    now: datetime
    old: str  # number of the document that a new one repeals
    made: dict[str, Any] = field(default_factory=dict)

    def take(self, told: dict[str, Any]) -> None:
        """One manuscript, from its first words to where it stands."""
        by, way = self.people[told["drafter"]], told["way"]
        content = self.content(told, by)
        if "changes" in told:
            public = self.made[told["changes"]].publication.identifier
            begun = manuscripts.change(public, by=by)
            row = manuscripts.save(begun.pk, content, revision=begun.revision, by=by)
        else:
            explained = self.made[told["explains"]].pk if "explains" in told else None
            row = manuscripts.begin(by.organisation, content, explains=explained, by=by)
        if "file" in told:
            attaching.add(row.pk, told["file"], with_hidden_sheet(), by=by)
        self.made[told["name"]] = self.moved(row, way, told, by)

    def keep_public(self, organisation: str, kind: Kind, by: Actor) -> None:
        """A page that is drawn up from rows, reviewed and published."""
        row = standing.draw_up(organisation, kind, by=by)
        submitting.submit(row.pk, revision=row.revision, by=by)
        self.made[kind] = publishing.publish(self.reviewed(row, "published", "").pk, by=by)

    def moved(self, row: Any, way: str, told: dict[str, Any], by: Actor) -> Any:
        """The manuscript on its way: written, with a reviewer, back, waiting, public, ended."""
        if way == "drafting":
            return row
        if way == "abandoned":
            return manuscripts.abandon(row.pk, by=by)
        if way == "emergency":
            return publishing.publish_emergency(row.pk, told["words"], by=self.people[told["officer"]])
        submitting.submit(row.pk, revision=row.revision, by=by)
        row = self.reviewed(row, way, told.get("words", ""))
        if way == "scheduled":
            tomorrow = timezone.localtime(self.now) + timedelta(days=1)
            at = tomorrow.replace(hour=9, minute=0, second=0, microsecond=0)
            return publishing.schedule(row.pk, at, by=by)
        if way not in APPROVED or way == "kept":
            return row
        row = publishing.publish(row.pk, by=by)
        if way == "withdrawn":
            publications.withdraw(row.publication.identifier, reason=told["words"], by=by)
        return row

    def reviewed(self, row: Any, way: str, words: str) -> Any:
        """Approved stage by stage, up to the one where it waits or is returned."""
        review = reviews.opened("manuscript", str(row.pk))
        assert review is not None
        for stage in STAGES[review.profile]:
            if stage.value == way:
                return row
            who = OWN if review.organisation.code == self.people["chushen"].organisation else ABOVE
            by = self.people[who[stage]]
            if way == "returned":
                return submitting.decide(review.pk, Outcome.RETURNED, words, stage=stage, by=by)
            row = submitting.decide(review.pk, Outcome.APPROVED, "", stage=stage, by=by)
        return row

    def content(self, told: dict[str, Any], by: Actor) -> Content:
        """What the drafter filled in."""
        today = timezone.localdate(self.now)
        made = today - timedelta(days=told.get("made", 0))
        words = {"year": str(made.year), "last": str(made.year - 1), "day": written(made)}
        words["old"] = self.old
        body = orgs.by_code(by.organisation)
        assert body is not None
        explaining = told["kind"] == "interpretation"
        begins = made + timedelta(days=told["effective"]) if "effective" in told else None
        return Content(
            kind=Kind(told["kind"]),
            title=told["title"].format_map(words),
            html=told["html"].strip().format_map(words),
            document_number=numbered(told.get("number", ""), made),
            issuing_bodies=(body.name,),
            mandatory_item=known_code(body.code, told.get("item", "")),
            subject_category="科技、教育" if told["drafter"] == "jiaoyu" else "综合政务",
            genre=told.get("genre", ""),
            made_on=None if explaining else made,
            approved_on=today - timedelta(days=told["approved"]) if "approved" in told else None,
            effective_on=begins,
            expires_on=begins.replace(year=begins.year + told["valid_years"]) if begins else None,
            disclosure=told.get("disclosure", Disclosure.PROACTIVE),
            ground=told.get("ground", ""),
            ground_words=told.get("ground_words", ""),
            normative=told.get("normative", False),
            plan=told.get("plan", ""),
            source=body.name,
            change_note=told.get("note", ""),
        )
