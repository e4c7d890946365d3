"""What the shell's frame asks about the person who is signed in."""

from django import template

from gongkai.ground.notices import queries

register = template.Library()


@register.simple_tag
def unread(person: int) -> int:
    """How many notices the person has not read."""
    return queries.unread(person)
