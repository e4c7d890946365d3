"""The demonstration's frequent questions, reviewed and published."""

from gongkai.desk.engagement.rules.faq import Content
from gongkai.desk.engagement.services import faq, faq_publishing
from gongkai.ground.orgs.rules import Actor, system
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import STAGES, Stage
from gongkai.record.editorial.rules.reviewing import Outcome

WRITER = system("demo")
WHO = {Stage.FIRST: "chushen", Stage.FINAL: "zhongshen"}


def write_faq(organisation: str, told: list[dict[str, str]], people: dict[str, Actor]) -> None:
    """Every entry of the file."""
    for one in told:
        entry = faq.begin(organisation, by=WRITER)
        content = Content(one["question"], one["answer"], one["category"])
        entry = faq.save(entry.pk, content, revision=entry.revision, by=WRITER)
        faq_publishing.submit(entry.pk, revision=entry.revision, by=WRITER)
        review = reviews.opened(faq_publishing.KIND, str(entry.pk))
        assert review is not None
        for stage in STAGES[review.profile]:
            faq_publishing.decide(review.pk, Outcome.APPROVED, "", stage=stage, by=people[WHO[stage]])
        faq_publishing.publish(entry.pk, by=people["zhongshen"])
