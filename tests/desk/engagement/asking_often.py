"""FAQ entries at every stage, for the tests of the room and of its screens."""

from datetime import datetime
from zoneinfo import ZoneInfo

from gongkai.desk.engagement.models import FaqEntry
from gongkai.desk.engagement.rules import public_page
from gongkai.desk.engagement.rules.faq import Content
from gongkai.desk.engagement.services import faq, faq_publishing
from gongkai.ground.language.rules import markup
from gongkai.record.catalogue.rules import Draft, Kind
from gongkai.record.catalogue.services import publications
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import Stage
from gongkai.record.editorial.rules.reviewing import Outcome
from tests.record.editorial import making

CONTENT = Content("路灯坏了找谁修？", "请拨打住建局路灯所电话。\n一般两天内修好。", "城市管理")


def letter(publisher=making.FINANCE, kind=Kind.LETTER, **more):
    """A published letter with its answer."""
    proposal = public_page.Proposal("滨江路路灯不亮", "路灯不亮，请修理。", "已于3月4日更换线路。")
    html = public_page.html(proposal, "江城市财政局")
    draft = Draft(
        kind=kind,
        title=proposal.title,
        publisher=publisher,
        html=html,
        text=markup.plain(html),
        published_at=datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai")),
        **more,
    )
    return publications.publish(draft, by=making.OPERATOR)


def written(people, content=CONTENT) -> FaqEntry:
    entry = faq.begin(making.FINANCE, by=people["answerer"])
    return faq.save(entry.pk, content, revision=entry.revision, by=people["answerer"])


def submitted(people, **kwargs) -> FaqEntry:
    entry = written(people, **kwargs)
    return faq_publishing.submit(entry.pk, revision=entry.revision, by=people["answerer"])


def decide(people, entry, outcome=Outcome.APPROVED, words=""):
    """Whoever is asked at the stage decides."""
    review = reviews.opened(faq_publishing.KIND, str(entry.pk))
    who = {Stage.FIRST: "first", Stage.FINAL: "final"}[Stage(review.stage)]
    return faq_publishing.decide(review.pk, outcome, words, stage=Stage(review.stage), by=people[who])


def approve(people, entry) -> FaqEntry:
    decide(people, entry)
    return decide(people, entry)


def published(people, **kwargs) -> FaqEntry:
    entry = approve(people, submitted(people, **kwargs))
    return faq_publishing.publish(entry.pk, by=people["final"])


def fresh(entry) -> FaqEntry:
    return FaqEntry.objects.get(pk=entry.pk)
