"""The public's addresses. Every one of them is open to everybody and read-only."""

from django.urls import path

from . import (
    channels,
    contact,
    directory,
    home,
    opening,
    openness,
    organisations,
    outputs,
    pages,
    preferences,
    proofs,
    publications,
    search,
    today,
)

PUBLICATION = "publications/<slug:org>/<int:year>-<slug:serial>"

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("openness/", openness.openness, name="openness"),
    path("openness/items/<str:item>/", openness.item, name="item"),
    path("today/", today.today, name="today"),
    path("services/", opening.services, name="services"),
    path("participation/", opening.participation, name="participation"),
    path("city/", pages.city, name="city"),
    path("city/<slug:slug>/", pages.article, name="article"),
    path("topics/", pages.topics, name="topics"),
    path("topics/<slug:slug>/", pages.topic, name="topic"),
    path("sites/", directory.sites, name="sites"),
    path("sitemap/", directory.sitemap, name="sitemap"),
    path("organisations/", directory.organisations, name="organisations"),
    path("organisations/<slug:code>/", organisations.organisation, name="organisation"),
    path("organisations/<slug:code>/latest/", organisations.latest, name="organisation_latest"),
    path("organisations/<slug:code>/items/<str:item>/", organisations.item, name="organisation_item"),
    path("channels/", channels.channels, name="channels"),
    path("channels/<slug:code>/", channels.channel, name="channel"),
    path("policies/", search.policies, name="policies"),
    path("policies/export.csv", outputs.table, {"policies": True}, name="policies_table"),
    path("search", search.search, name="search"),
    path("search/export.csv", outputs.table, name="search_table"),
    path("suggest", search.suggest, name="suggest"),
    path(PUBLICATION, publications.publication, name="publication"),
    path(f"{PUBLICATION}/versions/<int:number>", publications.version, name="version"),
    path(f"{PUBLICATION}/proof", proofs.proof, name="proof"),
    path(f"{PUBLICATION}/proof.json", proofs.bundle, name="proof_bundle"),
    path("verification/", proofs.verification, name="verification"),
    path("verification/check_proof.py", proofs.script, name="check_script"),
    path("verification/entries/<int:index>.json", proofs.entry, name="entry"),
    path("errors/", contact.errors, name="errors"),
    path("contact/", contact.contact, name="contact"),
    path("preferences", preferences.preferences, name="preferences"),
]
