"""Editorial pages (走进城市, 专题): the only content written in Wagtail; and how often something was tried.

Everything that is disclosed is a publication of the catalogue instead.
"""

from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page, PagePermissionTester

from .page import Layout, frame


class Picture(blocks.StructBlock):
    """An image with the words that replace it."""

    image = ImageChooserBlock(label="图片")
    alternative = blocks.CharBlock(label="图片说明（读屏和图片打不开时用）", max_length=200)

    class Meta:
        icon = "image"
        label = "图片"
        template = "portal/blocks/picture.html"


class Fact(blocks.StructBlock):
    """One fact: what, how much, as of when and from where."""

    label = blocks.CharBlock(label="名称", max_length=60)
    value = blocks.CharBlock(label="数值（带单位）", max_length=120)
    source = blocks.CharBlock(label="日期和来源", max_length=120, required=False)


class Permissions(PagePermissionTester):
    """Takes away the buttons of what the console's doors keep shut (``console/doors.py`` says why)."""

    def can_copy(self) -> bool:
        return False

    def can_copy_to(self, destination: Page, recursive: bool = False) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_lock(self) -> bool:
        return False


class EditorialPage(Page):
    """An article of 走进城市 or a 专题, at ``/city/<slug>/`` or ``/topics/<slug>/``."""

    class Section(models.TextChoices):
        CITY = "city", "走进城市"
        TOPIC = "topic", "专题"

    section = models.CharField("板块", max_length=10, choices=Section, default=Section.CITY)
    summary = models.CharField("一句话说明", max_length=200, blank=True)
    channel = models.CharField(
        "栏目代码", max_length=60, blank=True, help_text="专题页下方列出这个栏目的内容"
    )
    body = StreamField(
        [
            (
                "heading",
                blocks.CharBlock(label="小标题", max_length=80, template="portal/blocks/heading.html"),
            ),
            (
                "paragraph",
                blocks.RichTextBlock(label="正文", features=["bold", "ol", "ul", "link", "document-link"]),
            ),
            ("picture", Picture()),
            ("facts", blocks.ListBlock(Fact(), label="数据", template="portal/blocks/facts.html")),
        ],
        verbose_name="内容",
        blank=True,
    )

    settings_panels: list[FieldPanel] = []  # no schedule: only the service makes a page public
    content_panels = [
        *Page.content_panels,
        FieldPanel("section"),
        FieldPanel("summary"),
        FieldPanel("channel"),
        FieldPanel("body"),
    ]
    template = "portal/article.html"

    class Meta:
        verbose_name = "文章"

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return Permissions(user, self)

    @property
    def path_on_site(self) -> str:
        """The page's own permanent path; written out, because the staff face has no portal routes."""
        return f"/{'city' if self.section == self.Section.CITY else 'topics'}/{self.slug}/"

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[Any, ...] | None:
        """Where Wagtail's "view live" leads: the portal's address, wherever the page hangs in the tree."""
        parts = super().get_url_parts(request)
        return (*parts[:2], self.path_on_site) if parts else None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What Wagtail's preview shows around the draft: the public layout."""
        layout = Layout(self.title, str(self.section), self.path_on_site, styles=("portal/document.css",))
        return {**super().get_context(request, *args, **kwargs), **frame(request, layout)}


class Tries(models.Model):
    """How often something was tried since a moment; ``key`` is a keyed digest of what and by whom."""

    key = models.CharField("标记", max_length=64, unique=True)
    since = models.DateTimeField("起算时间", db_index=True)
    count = models.PositiveIntegerField("次数", default=0)

    class Meta:
        verbose_name = "尝试次数"

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.count}"
