"""Wagtail reads its permissions from Django groups; here they follow the acting post's duties.

A person is in exactly the groups that the acting post's duties give; nobody edits memberships by hand.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from gongkai.ground.orgs.rules import Duty

STAFF = "岗位：后台"
EDITORS = "岗位：栏目编辑"
PAGE_ACTIONS = ("add_page", "change_page", "publish_page")
FILE_ACTIONS = (
    "add_image",
    "change_image",
    "choose_image",
    "add_document",
    "change_document",
    "choose_document",
)


def follow_duties(user: Any, duties: Iterable[str]) -> None:
    """Put the person into the groups that the duties give, and out of all others."""
    wanted = {STAFF, EDITORS} if Duty.CHANNELS in duties else {STAFF}
    if set(user.groups.values_list("name", flat=True)) == wanted:
        return
    with transaction.atomic():
        user.groups.set([ensure(name) for name in sorted(wanted)])


def ensure(name: str) -> Group:
    """The group of that name with its permissions, made when first needed."""
    group, created = Group.objects.get_or_create(name=name)
    if created:
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        if name == EDITORS:
            allow_editing(group)
    return group


def allow_editing(group: Group) -> None:
    """Pages below the root, and every image and document."""
    root, collection = Page.get_first_root_node(), Collection.get_first_root_node()
    for permission in Permission.objects.filter(
        codename__in=PAGE_ACTIONS, content_type__app_label="wagtailcore"
    ):
        GroupPagePermission.objects.create(group=group, page=root, permission=permission)
    for permission in Permission.objects.filter(
        codename__in=FILE_ACTIONS, content_type__app_label__in=("wagtailimages", "wagtaildocs")
    ):
        GroupCollectionPermission.objects.create(group=group, collection=collection, permission=permission)
