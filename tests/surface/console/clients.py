"""A person's browser past both factors, and the addresses of the console, for the tests of its screens."""

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse


def entered(username):
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    client.get("/console/posts/")  # writes the click, as once a minute
    return client


def at(name, *arguments):
    return reverse(f"console:{name}", args=arguments)


def text(answer):
    return answer.content.decode()
