"""Publishing and unpublishing of editorial pages: one call, one transaction, one ledger entry.

The page store follows these entries (tag ``pages``), so nothing may publish past this module; the
staff's Wagtail screens are led here by ``wagtail_hooks``.
"""

from typing import Any

from django.db import transaction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, Site

from gongkai.ground.ledger.services import record
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty

from .models import EditorialPage

PUBLISHED = "page.published"
UNPUBLISHED = "page.unpublished"


@transaction.atomic
def publish(page: EditorialPage, *, by: Actor) -> EditorialPage:
    """Make the page's latest revision live; a page without any gets one of its present fields."""
    by.must(Duty.CHANNELS, orgs.root().lineage)
    revision = page.get_latest_revision() or page.save_revision()
    revision.publish(skip_permission_checks=True)
    page.refresh_from_db()
    record(PUBLISHED, f"page:{page.pk}", by=by, slug=page.slug, revision=revision.pk)
    return page


@transaction.atomic
def unpublish(page: EditorialPage, *, by: Actor) -> EditorialPage:
    """Take a live page off the site; its text stays in its revisions."""
    by.must(Duty.CHANNELS, orgs.root().lineage)
    UnpublishPageAction(page).execute(skip_permission_checks=True)
    page.refresh_from_db()
    record(UNPUBLISHED, f"page:{page.pk}", by=by, slug=page.slug)
    return page


@transaction.atomic
def write(
    section: str,
    slug: str,
    title: str,
    summary: str,
    body: list[tuple[str, Any]],
    *,
    channel: str = "",
    by: Actor,
) -> EditorialPage:
    """Create or rewrite the page of this slug and publish it. ``body`` holds (block name, value) pairs."""
    page = EditorialPage.objects.filter(slug=slug).first()
    if page is None:
        page = EditorialPage(
            slug=slug, title=title, section=section, summary=summary, channel=channel, live=False
        )
        page.body = body
        home().add_child(instance=page)
    page.title, page.section, page.summary, page.channel = title, section, summary, channel
    page.body = body
    page.save_revision()
    return publish(page, by=by)


def home() -> Page:
    """The tree's page under which editorial pages hang."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site:
        return site.root_page
    return Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
